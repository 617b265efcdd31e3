import type { RevisionSummary } from '@mortise/api'
import type { AppDocumentAny, EntityDocument, FieldDocument } from '@mortise/metadata'
import { Button, EmptyState, toast, useLocalize, useText } from '@mortise/ui'
import { IconRestore } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '../../api/api-client.ts'
import { useDesign } from '../draft/design-context.ts'
import { type Documents, indexDocuments } from '../draft/draft-documents.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { restoreField } from './edits/restore-field.ts'
import { FieldTypeIcon } from './fields/field-type-icon.tsx'
import classes from './table-rules.module.css'
import { tableTexts } from './table-texts.ts'
import { stepLabel } from './use-table.ts'

interface ArchivedFieldsProps {
  table: EntityDocument
  /** The field is chosen in the list of fields, where it is seen again. */
  onRestored(): void
}

/** Fields out of use, whose values are still there. */
export function ArchivedFields({ table, onRestored }: ArchivedFieldsProps) {
  const t = useText(tableTexts)
  const fields = table.fields.filter(({ archived }) => archived)
  if (fields.length === 0) return <EmptyState icon="archive" title={t('noArchived')} text={t('archivedText')} />
  return (
    <div className={classes.rules}>
      <p className={classes.quiet}>{t('archivedText')}</p>
      <ul className={classes.entries}>
        {fields.map((field) => (
          <ArchivedField key={field.key} table={table} field={field} onRestored={onRestored} />
        ))}
      </ul>
    </div>
  )
}

function ArchivedField({ table, field, onRestored }: ArchivedFieldsProps & { field: FieldDocument }) {
  const t = useText(tableTexts)
  const localize = useLocalize()
  const { app, store, published, viewTypes, blockTypes, commandActions } = useDesign()
  const { open } = useDesignAddress()
  const [busy, setBusy] = useState(false)
  async function restore() {
    setBusy(true)
    const place = { entity: table.key, field: field.key }
    const former = await lastWith(app, place, published).catch(() => null)
    const { model, history } = store.snapshot()
    const context = { model, viewTypes, blockTypes, commandActions }
    store.change(stepLabel('didRestoreField', field.label), restoreField(place, former, context))
    const done = store.snapshot().history
    const places = done === history ? 0 : (done.done.at(-1)?.documents.length ?? 1) - 1
    const name = localize(field.label)
    toast(places > 0 ? t('restoredPlaces', { name, count: places }) : t('restored', { name }))
    open(`entity/${table.key}`, field.key)
    onRestored()
  }
  return (
    <li className={classes.entry}>
      <FieldTypeIcon type={field.type} />
      <span className={classes.wide}>{localize(field.label)}</span>
      <code>{field.key}</code>
      <Button
        variant="default"
        size="xs"
        loading={busy}
        leftSection={<IconRestore size={14} aria-hidden />}
        onClick={() => void restore()}
      >
        {t('restore')}
      </Button>
    </li>
  )
}

/** Further back than this nobody looks for the places of a field. */
const searched = 40

/** The documents of the last revision in which the field was in use: where it had its places. */
async function lastWith(
  app: string,
  { entity, field }: { entity: string; field: string },
  published: Documents,
): Promise<Documents | null> {
  const isLive = (documents: Documents) => {
    const table = documents.get(`entity/${entity}`)
    return table?.kind === 'entity' && table.fields.some(({ key, archived }) => key === field && !archived)
  }
  if (isLive(published)) return published
  const { revisions } = await api.get<{ revisions: RevisionSummary[] }>(`/apps/${app}/revisions`)
  for (const { revision } of revisions.slice(1, searched)) {
    const { documents } = await api.get<{ documents: AppDocumentAny[] }>(`/apps/${app}/revisions/${revision}`)
    const found = indexDocuments(documents)
    if (isLive(found)) return found
  }
  return null
}
