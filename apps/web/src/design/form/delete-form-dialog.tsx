import type { FormDocument } from '@mortise/metadata'
import { useLocalize, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { dropSteps } from '../button/button-edits.ts'
import { useDesign } from '../draft/design-context.ts'
import type { DraftEdit } from '../draft/draft-documents.ts'
import { DeleteDialog } from '../frame/delete-dialog.tsx'
import { formDesignTexts } from './form-design-texts.ts'

interface DeleteFormDialogProps {
  form: FormDocument
  onDelete(edit: DraftEdit): void
  onClose(): void
}

/** What would happen without a form, in words: actions that open it lose that step. Then deletes it. */
export function DeleteFormDialog({ form, onDelete, onClose }: DeleteFormDialogProps) {
  const t = useText(formDesignTexts)
  const localize = useLocalize()
  const { store, blockTypes, commandActions } = useDesign()
  const edit = useMemo((): DraftEdit => {
    const context = { model: store.snapshot().model, blockTypes, commandActions }
    return (draft) => {
      draft.remove(`form/${form.key}`)
      dropSteps(draft, `form/${form.key}`, context)
    }
  }, [form.key, store, blockTypes, commandActions])
  return (
    <DeleteDialog
      title={t('deleteFormTitle', { name: localize(form.label) })}
      text={t('deleteFormText')}
      edit={edit}
      of={`form/${form.key}`}
      onDelete={() => onDelete(edit)}
      onClose={onClose}
    />
  )
}
