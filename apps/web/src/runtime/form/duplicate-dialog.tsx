import type { DuplicateWarning } from '@mortise/data'
import { Button, Group, Modal, Stack, useText } from '@mortise/ui'
import classes from './conflict-dialog.module.css'
import { formTexts } from './form-texts.ts'
import type { RecordFormModel } from './use-record-form.ts'

/** Records that resemble what is being saved, each a link; saving all the same is the user's decision. */
export function DuplicateDialog({
  model,
  duplicates,
}: {
  model: RecordFormModel
  duplicates: readonly DuplicateWarning[]
}) {
  const t = useText(formTexts)
  const found = new Map(duplicates.flatMap((warning) => warning.records.map((record) => [record.id, record.title])))
  return (
    <Modal opened onClose={model.closeDialog} title={t('duplicateTitle')}>
      <Stack gap="md">
        <p className={classes.text}>{t('duplicateText')}</p>
        <ul>
          {[...found].map(([id, title]) => (
            <li key={id}>
              <a href={`/a/${model.entity.app}/${model.entity.key}/${id}`} target="_blank" rel="noreferrer">
                {title}
              </a>
            </li>
          ))}
        </ul>
        <Group justify="flex-end" gap="sm">
          <Button variant="subtle" color="gray" onClick={model.closeDialog} data-autofocus>
            {t('duplicateBack')}
          </Button>
          <Button onClick={() => void model.save({ acceptDuplicates: true })}>{t('duplicateSave')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
