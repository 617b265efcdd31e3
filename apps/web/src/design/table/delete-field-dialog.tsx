import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { Button, commonTexts, Group, Modal, useLocalize, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { Consequences } from '../draft/consequences.tsx'
import { useDesign } from '../draft/design-context.ts'
import { useConsequences } from '../draft/use-consequences.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { dropField } from './edits/drop-field.ts'
import classes from './table-dialogs.module.css'
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
  const common = useText(commonTexts)
  const localize = useLocalize()
  const { select } = useDesignAddress()
  const { store } = useDesign()
  const { edit, kept } = useDeletion(table, field)
  const consequences = useConsequences(edit, `entity/${table.key}`)
  function remove() {
    store.change(stepLabel('didDeleteField', field.label), edit)
    select(null)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('deleteTitle', { name: localize(field.label) })} size={560}>
      <div className={classes.dialog}>
        <p>{t(kept ? 'deleteArchive' : 'deleteRemove')}</p>
        <Consequences {...consequences} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button color="red" data-autofocus onClick={remove}>
            {common('delete')}
          </Button>
        </Group>
      </div>
    </Modal>
  )
}

/** One that was published is archived. */
function useDeletion(table: EntityDocument, field: FieldDocument) {
  const { store, published, viewTypes, blockTypes } = useDesign()
  return useMemo(() => {
    const { model } = store.snapshot()
    const former = published.get(`entity/${table.key}`)
    const kept = former?.kind === 'entity' && former.fields.some(({ key }) => key === field.key)
    const context = { model, viewTypes, blockTypes }
    return { kept, edit: dropField({ entity: table.key, field: field.key }, kept, context) }
  }, [store, published, viewTypes, blockTypes, table, field])
}
