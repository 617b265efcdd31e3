import { Button, Group, Modal, Select, Stack, useText } from '@mortise/ui'
import { useState } from 'react'
import { chartTexts } from './chart-texts.ts'

interface MoveBelowDialogProps {
  title: string
  value: string | null
  choices: readonly { value: string; label: string }[]
  onApply(parent: string | null): void
  onClose(): void
}

/** Chooses what a record stands below, for who does not drag. */
export function MoveBelowDialog({ title, value, choices, onApply, onClose }: MoveBelowDialogProps) {
  const t = useText(chartTexts)
  const [parent, setParent] = useState<string | null>(value)
  return (
    <Modal opened onClose={onClose} title={t('moveTitle', { title })} size="sm">
      <Stack gap="md">
        <Select
          aria-label={t('moveTitle', { title })}
          searchable
          clearable
          allowDeselect={false}
          data-autofocus
          placeholder={t('top')}
          limit={100}
          data={[...choices]}
          value={parent}
          onChange={setParent}
        />
        <Group justify="flex-end">
          <Button onClick={() => onApply(parent)}>{t('apply')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
