import type { DocumentId } from '@mortise/metadata'
import { Button, commonTexts, Group, Modal, useText } from '@mortise/ui'
import { Consequences } from '../draft/consequences.tsx'
import type { DraftEdit } from '../draft/draft-documents.ts'
import { useConsequences } from '../draft/use-consequences.ts'
import classes from '../table/table-dialogs.module.css'

interface DeleteDialogProps {
  title: string
  text: string
  /** What deleting does; the same function as long as it does the same. */
  edit: DraftEdit
  /** The document that it is about. */
  of: DocumentId
  onDelete(): void
  onClose(): void
}

/** Says what would happen elsewhere without a thing of the app, then deletes it. */
export function DeleteDialog({ title, text, edit, of, onDelete, onClose }: DeleteDialogProps) {
  const common = useText(commonTexts)
  const consequences = useConsequences(edit, of)
  return (
    <Modal opened onClose={onClose} title={title} size={560}>
      <div className={classes.dialog}>
        <p>{text}</p>
        <Consequences {...consequences} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button color="red" data-autofocus onClick={onDelete}>
            {common('delete')}
          </Button>
        </Group>
      </div>
    </Modal>
  )
}
