import type { CommandResult } from '@mortise/api'
import { Button, Group, Modal, Stack, useText } from '@mortise/ui'
import classes from './command.module.css'
import { commandTexts } from './command-texts.ts'

interface FailedDialogProps {
  name: string
  failed: readonly Extract<CommandResult, { done: false }>[]
  done: number
  onClose(): void
}

/** The records that a command left as they were, each with its reason. */
export function FailedDialog({ name, failed, done, onClose }: FailedDialogProps) {
  const t = useText(commandTexts)
  return (
    <Modal opened onClose={onClose} title={t('failedTitle', { name, count: failed.length })} size="lg">
      <Stack gap="md">
        <p className={classes.quiet}>{done > 0 ? t('failedText', { done }) : t('failedNone')}</p>
        <ul className={classes.failed}>
          {failed.map(({ id, title, message, problems = [] }) => (
            <li key={id}>
              <strong className="ui-truncate">{title}</strong>
              <span>{problems.length > 0 ? problems.map((problem) => problem.message).join(' ') : message}</span>
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
