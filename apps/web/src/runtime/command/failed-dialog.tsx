import type { CommandResult } from '@mortise/api'
import { Button, Group, Modal, Stack, useText } from '@mortise/ui'
import classes from './command.module.css'
import { failedTexts } from './failed-texts.ts'

interface FailedDialogProps {
  name: string
  failed: readonly Pick<Extract<CommandResult, { done: false }>, 'id' | 'title' | 'message' | 'problems'>[]
  done: number
  /** They are around the record of an action, which was not carried out because of them. */
  around?: boolean
  /** How many there are, where only the first are told. */
  count?: number
  onClose(): void
}

/** The records that a command left as they were, each with its reason. */
export function FailedDialog({ name, failed, done, around, count = failed.length, onClose }: FailedDialogProps) {
  const t = useText(failedTexts)
  const none = around ? (failed.length > 0 ? t('refusedText') : t('refusedNone', { count })) : t('failedNone')
  return (
    <Modal
      opened
      onClose={onClose}
      title={around ? t('refusedTitle', { name }) : t('failedTitle', { name, count })}
      size="lg"
    >
      <Stack gap="md">
        <p className={classes.quiet}>{done > 0 ? t('failedText', { done }) : none}</p>
        <ul className={classes.failed}>
          {failed.map(({ id, title, message, problems = [] }) => (
            <li key={id}>
              <strong className="ui-truncate">{title}</strong>
              <span>{problems.length > 0 ? problems.map((problem) => problem.message).join(' ') : message}</span>
            </li>
          ))}
        </ul>
        {count > failed.length && failed.length > 0 ? (
          <p className={classes.quiet}>{t(around ? 'refusedMore' : 'failedMore', { count: count - failed.length })}</p>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
