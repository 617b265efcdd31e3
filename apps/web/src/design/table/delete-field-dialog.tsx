import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { useLocalize, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { useDesign } from '../draft/design-context.ts'
import { DeleteDialog } from '../frame/delete-dialog.tsx'
import { useDesignAddress } from '../frame/design-address.ts'
import { dropField } from './edits/drop-field.ts'
import { tableTexts } from './table-texts.ts'
import { stepLabel } from './use-table.ts'

interface DeleteFieldDialogProps {
  table: EntityDocument
  field: FieldDocument
  onClose(): void
}

/** What would happen without a field, in words: what is changed with it, what breaks; then deletes it. */
export function DeleteFieldDialog({ table, field, onClose }: DeleteFieldDialogProps) {
  const t = useText(tableTexts)
  const localize = useLocalize()
  const { select } = useDesignAddress()
  const { store } = useDesign()
  const { edit, kept } = useDeletion(table, field)
  function remove() {
    store.change(stepLabel('didDeleteField', field.label), edit)
    select(null)
    onClose()
  }
  return (
    <DeleteDialog
      title={t('deleteTitle', { name: localize(field.label) })}
      text={t(kept ? 'deleteArchive' : 'deleteRemove')}
      edit={edit}
      of={`entity/${table.key}`}
      onDelete={remove}
      onClose={onClose}
    />
  )
}

/** One that was published is archived. */
function useDeletion(table: EntityDocument, field: FieldDocument) {
  const { store, published, viewTypes, blockTypes, commandActions } = useDesign()
  return useMemo(() => {
    const { model } = store.snapshot()
    const former = published.get(`entity/${table.key}`)
    const kept = former?.kind === 'entity' && former.fields.some(({ key }) => key === field.key)
    const context = { model, viewTypes, blockTypes, commandActions }
    return { kept, edit: dropField({ entity: table.key, field: field.key }, kept, context) }
  }, [store, published, viewTypes, blockTypes, commandActions, table, field])
}
