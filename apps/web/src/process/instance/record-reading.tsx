import type { EntityModel } from '@mortise/metadata'
import { EmptyState, ErrorState, FormSkeletons, useText } from '@mortise/ui'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { useApp } from '../../api/use-app.ts'
import { RecordForm } from '../../runtime/form/record-form.tsx'
import { useRecordForm } from '../../runtime/form/use-record-form.ts'
import { useRecord } from '../../runtime/record/use-record.ts'
import { instanceTexts } from './instance-texts.ts'

/** The record of an instance for somebody who is asked nothing: as their roles show it. */
export function RecordReading({ entity: key, id }: { entity: string; id: string }) {
  const t = useText(instanceTexts)
  const entity = useApp().model.entities.get(key)
  return entity ? (
    <Reading entity={entity} id={id} />
  ) : (
    <EmptyState compact icon="file-text" title={t('recordHidden')} />
  )
}

function Reading({ entity, id }: { entity: EntityModel; id: string }) {
  const t = useText(instanceTexts)
  const query = useRecord(entity, id)
  if (query.missing) return <EmptyState compact icon="file-text" title={t('recordHidden')} />
  if (query.error)
    return (
      <ErrorState
        compact
        title={t('recordFailed')}
        message={messageOf(query.error)}
        errorId={requestIdOf(query.error)}
        onRetry={query.retry}
      />
    )
  if (!query.record) return <FormSkeletons fields={6} />
  return <Sheet entity={entity} form={query.form} record={query.record} />
}

function Sheet({ entity, form, record }: Pick<Parameters<typeof useRecordForm>[0], 'entity' | 'form' | 'record'>) {
  const model = useRecordForm({ entity, form, record, kept: false, onSaved: () => {} })
  return <RecordForm model={model} recordId={record?.id ?? null} editable={false} />
}
