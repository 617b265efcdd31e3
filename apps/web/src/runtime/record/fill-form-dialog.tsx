import type { EntityRecord } from '@mortise/data'
import type { EntityModel, FormDocument } from '@mortise/metadata'
import { type FormFilling, FormSkeletons, Modal, phoneQuery, useLanguage, useMediaQuery, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { records } from '../../api/records.ts'
import { useApp } from '../../api/use-app.ts'
import { selectionOf } from '../form/form-document.ts'
import { FormGone } from '../form/form-gone.tsx'
import type { FormValues } from '../form/form-values.ts'
import { RecordForm } from '../form/record-form.tsx'
import { useNamedForm } from '../form/use-named-form.ts'
import { useRecordForm } from '../form/use-record-form.ts'
import { useRecordRights } from '../form/use-record-rights.ts'
import { confirmClosing } from './confirm-closing.ts'
import { CreateBar } from './create-bar.tsx'
import classes from './create-record-dialog.module.css'
import { recordTitle } from './key-facts.ts'
import { RecordAbsent } from './record-states.tsx'
import { recordTexts } from './record-texts.ts'
import { useLeaveGuard } from './use-leave-guard.ts'

interface FillFormDialogProps {
  filling: FormFilling
  onDone(saved: boolean): void
}

/** A given form of a record over the page, for something that is done with what is filled in. */
export function FillFormDialog({ filling, onDone }: FillFormDialogProps) {
  const { model } = useApp()
  const entity = model.entities.get(filling.entity)
  const { form, gone } = useNamedForm(filling.form, entity !== undefined)
  if (entity && form) return <Loading filling={filling} entity={entity} form={form} onDone={onDone} />
  return gone ? <FormGone title={filling.title} onClose={() => onDone(false)} /> : null
}

interface FormOf extends FillFormDialogProps {
  entity: EntityModel
  form: FormDocument
}

function Loading(props: FormOf) {
  const { filling, entity, form, onDone } = props
  const query = useQuery({
    queryKey: ['fill-form', entity.app, entity.key, filling.id, form.key],
    queryFn: ({ signal }) => records.get(entity.app, entity.key, filling.id, selectionOf(entity, form.items), signal),
    // What stands in it does not change under the hands of whoever fills it in.
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
  })
  if (query.data) return <Sheet {...props} record={query.data} />
  const missing = query.error instanceof ApiError && query.error.status === 404
  const absent = { form, page: null, record: undefined, error: query.error, missing, retry: () => void query.refetch() }
  return (
    <Modal opened onClose={() => onDone(false)} title={filling.title} size={860}>
      {query.error ? <RecordAbsent entity={entity} query={absent} columns={2} /> : <FormSkeletons columns={2} />}
    </Modal>
  )
}

function Sheet({ filling, entity, form, record, onDone }: FormOf & { record: EntityRecord }) {
  const t = useText(recordTexts)
  const language = useLanguage()
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  const editable = useRecordRights(entity.key, record).update
  const sending = useSending(filling, { entity, form, record })
  const model = useRecordForm({
    ...{ entity, form, record: sending.start, send: sending.send, current: sending.current, always: true },
    // The record itself may be filled in elsewhere; what is typed here belongs to what it is filled in for.
    keptAs: filling.keptAs,
    onSaved: () => onDone(true),
  })
  sending.version.current = model.start.current.version
  useLeaveGuard(model.isDirty)
  async function cancel() {
    if (model.state === 'saving') return
    if (model.isDirty() && !(await confirmClosing())) return
    model.discard()
    onDone(false)
  }
  const title = recordTitle(entity, record, language)
  return (
    <Modal
      opened
      onClose={() => void cancel()}
      title={title ? t('formOf', { name: filling.title, title }) : filling.title}
      size={860}
      fullScreen={phone}
      classNames={{ content: classes.content, body: classes.body }}
    >
      <div className={classes.form}>
        <RecordForm model={model} recordId={record.id} editable={editable} filling />
      </div>
      <CreateBar model={model} label={filling.title} onCancel={() => void cancel()} />
    </Modal>
  )
}

/** Sends what was filled in before, and what was typed over it, with the version of the record that it was typed on. */
function useSending(
  filling: FormFilling,
  { entity, form, record }: Pick<FormOf, 'entity' | 'form'> & { record: EntityRecord },
) {
  const version = useRef(record.version ?? 0)
  const start = useRef({ ...record, ...filling.values } as EntityRecord).current
  const read = () => records.get(entity.app, entity.key, record.id, selectionOf(entity, form.items))
  return {
    ...{ version, start },
    current: async () => ({ ...(await read()), ...filling.values }) as EntityRecord,
    async send(typed: FormValues, { acceptDuplicates }: { acceptDuplicates: boolean }): Promise<EntityRecord> {
      const values = { ...filling.values, ...typed }
      await filling.save({ values, version: version.current, ...(acceptDuplicates && { acceptDuplicates }) })
      return await read().catch(() => ({ ...record, ...values, version: version.current + 1 }))
    },
  }
}
