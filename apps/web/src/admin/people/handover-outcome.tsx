import type { HandoverResult } from '@mortise/api'
import { Alert, Button, commonTexts, Group, Stack, useText } from '@mortise/ui'
import { handoverTexts } from './handover-texts.ts'
import classes from './people.module.css'

interface HandoverOutcomeProps {
  result: HandoverResult
  /** Who takes over from now on, if somebody does. */
  heir: string | null
  onClose(): void
}

/** What was handed over, in words, and what could not be. */
export function HandoverOutcome({ result, heir, onClose }: HandoverOutcomeProps) {
  const t = useText(handoverTexts)
  const common = useText(commonTexts)
  const { tasks, started, agentFor, problems } = result
  const done = [
    tasks > 0 && t('doneTasks', { count: tasks }),
    started > 0 && t('doneStarted', { count: started }),
    agentFor > 0 && t('doneAgentFor', { count: agentFor }),
    heir !== null && t('doneFuture', { name: heir }),
  ].filter((line) => line !== false)
  return (
    <Stack gap="md">
      <div role="status">
        {done.length === 0 && problems.length === 0 ? <p className={classes.quiet}>{t('doneNothing')}</p> : null}
        <ul className={classes.outcome}>
          {done.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      {problems.length > 0 ? (
        <Alert color="yellow" title={t('problems', { count: problems.length })}>
          <ul className={classes.outcome}>
            {problems.map(({ instance, title, message }) => (
              <li key={instance}>
                {title}: {message}
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <Group justify="flex-end">
        <Button onClick={onClose}>{common('close')}</Button>
      </Group>
    </Stack>
  )
}
