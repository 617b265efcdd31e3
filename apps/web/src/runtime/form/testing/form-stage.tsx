import type { EntityRecord } from '@mortise/data'
import type { EntityModel, FormDocument } from '@mortise/metadata'
import { RuntimeServicesContext, UiProvider } from '@mortise/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, Suspense, useMemo } from 'react'
import type { RunningApp } from '../../../api/app-description.ts'
import { queryClient } from '../../../api/query-client.ts'
import { sessionQuery } from '../../../api/session.ts'
import { RunningAppContext } from '../../../api/use-app.ts'
import { DetailsAndActivity } from '../../record/details-and-activity.tsx'
import type { FormValues } from '../form-values.ts'
import { RecordForm, RecordFormBar } from '../record-form.tsx'
import { type RecordFormModel, type RecordFormOptions, useRecordForm } from '../use-record-form.ts'
import { sampleServices, sampleSession } from './sample-form.ts'

/** What saving the form does in place of saving the record. */
export type Filling = Pick<RecordFormOptions, 'send' | 'current' | 'always' | 'keptAs'>

interface FormStageProps {
  app: RunningApp
  entity: EntityModel
  form: FormDocument
  record: EntityRecord | null
  prefill?: FormValues | undefined
  activity?: ReactNode
  /** It is filled in for something else than saving it. */
  filling?: Filling | undefined
  onModel?(model: RecordFormModel): void
  onSaved?(record: EntityRecord): void
}

/** What is around everything in the product. */
export function Stage({ env = 'default', children }: { env?: 'test' | 'default'; children: ReactNode }) {
  return (
    <UiProvider env={env}>
      <QueryClientProvider client={queryClient}>
        <Suspense>{children}</Suspense>
      </QueryClientProvider>
    </UiProvider>
  )
}

/** The form of a record with its app, but no server and no pages; on a `Stage`. */
export function FormStage({ app, ...form }: FormStageProps) {
  const services = useMemo(() => sampleServices(app), [app])
  return (
    <RunningAppContext value={app}>
      <RuntimeServicesContext value={services}>
        <StagedForm {...form} />
      </RuntimeServicesContext>
    </RunningAppContext>
  )
}

/** Who is signed in on a stage. */
export function signInOnStage(): void {
  queryClient.setQueryData(sessionQuery.queryKey, sampleSession)
}

function StagedForm(props: Omit<FormStageProps, 'app'>) {
  const { entity, form, record, prefill, activity = null, filling, onModel, onSaved = () => {} } = props
  const model = useRecordForm({ entity, form, record, ...(prefill && { prefill }), ...filling, onSaved })
  onModel?.(model)
  return (
    <>
      <DetailsAndActivity
        form={form}
        details={
          <RecordForm
            {...{ model, recordId: record?.id ?? null, editable: true }}
            {...(filling && { filling: true })}
          />
        }
        activity={activity}
      />
      <RecordFormBar model={model} />
    </>
  )
}
