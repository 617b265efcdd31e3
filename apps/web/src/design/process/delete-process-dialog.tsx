import type { ProcessDocument } from '@mortise/metadata'
import { useLocalize, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { dropSteps } from '../button/button-edits.ts'
import { useDesign } from '../draft/design-context.ts'
import type { DraftEdit } from '../draft/draft-documents.ts'
import { DeleteDialog } from '../frame/delete-dialog.tsx'
import { useDesignAddress } from '../frame/design-address.ts'
import { inBoth } from '../in-both.ts'
import { editTexts } from './edit-texts.ts'
import { processDesignTexts } from './process-design-texts.ts'

/** What would happen without the process, in words; then deletes it. */
export function DeleteProcessDialog({ document, onClose }: { document: ProcessDocument; onClose(): void }) {
  const t = useText(processDesignTexts)
  const localize = useLocalize()
  const { store, blockTypes, commandActions } = useDesign()
  const { open } = useDesignAddress()
  const edit = useMemo(
    (): DraftEdit => (draft) => {
      dropSteps(draft, `process/${document.key}`, { model: store.snapshot().model, blockTypes, commandActions })
      draft.remove(`process/${document.key}`)
    },
    [document.key, store, blockTypes, commandActions],
  )
  function remove() {
    const { label } = document
    onClose()
    open(document.entity === undefined ? null : `entity/${document.entity}`)
    store.change(
      inBoth(editTexts, 'didDelete', (language) => ({ name: label[language] ?? label.en })),
      edit,
    )
  }
  return (
    <DeleteDialog
      title={t('deleteTitle', { name: localize(document.label) })}
      text={t('deleteText')}
      edit={edit}
      of={`process/${document.key}`}
      onDelete={remove}
      onClose={onClose}
    />
  )
}
