import type { BatchItemResult, InboxEntry } from '@mortise/api'
import { Alert, Button, commonTexts, Group, Modal, Select, Stack, Textarea, useLocalize, useText } from '@mortise/ui'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { newClick, processes, refreshProcesses } from '../../api/processes.ts'
import { actTexts } from '../act/act-texts.ts'
import classes from './batch.module.css'
import { batchReasons } from './batch-reasons.ts'
import { taskTexts } from './task-texts.ts'
import type { TaskSelection } from './use-task-selection.ts'

export type BatchAct = 'approve' | 'reject'

interface BatchDialogProps {
  act: BatchAct
  selection: TaskSelection
  onClose(): void
}

/** Decides several tasks, each by itself, and says what came of each. */
export function BatchDialog({ act, selection, onClose }: BatchDialogProps) {
  const t = useText(taskTexts)
  const acts = useText(actTexts)
  const common = useText(commonTexts)
  const localize = useLocalize()
  // What was decided leaves the list; the dialog goes on about what was chosen when it opened.
  const [entries] = useState(selection.entries)
  const reasons = batchReasons(entries, act)
  const [comment, setComment] = useState('')
  const [reason, setReason] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const [results, setResults] = useState<readonly BatchItemResult[] | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const click = useRef(newClick())
  async function decide() {
    setTried(true)
    if (reasons.demanded && reason === null) return
    setBusy(true)
    setFailure(null)
    try {
      const items = entries.flatMap(({ instance, task }) =>
        task ? [{ instance, visit: task.visit, actor: task.actor }] : [],
      )
      const said = comment.trim()
      const { results: found } = await processes.batch({
        items,
        act: { do: act, ...(said && { comment: said }), ...(reason !== null && { reason }) },
        key: click.current,
      })
      setResults(found)
      selection.clear()
      void refreshProcesses()
    } catch (error) {
      setFailure(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  const title = t(act === 'approve' ? 'batchApproveTitle' : 'batchRejectTitle', { count: entries.length })
  return (
    <Modal opened onClose={onClose} title={results ? t('batchResult') : title} size="md">
      {results ? (
        <Results entries={entries} results={results} onClose={onClose} />
      ) : (
        <Stack gap="md">
          {failure ? (
            <Alert color="red" variant="light" role="alert">
              {failure}
            </Alert>
          ) : null}
          <p className={classes.hint}>{t(reasons.apart ? 'batchApart' : 'batchText')}</p>
          {reasons.common.length > 0 ? (
            <Select
              label={acts(reasons.demanded ? 'reason' : 'reasonOptional')}
              placeholder={acts('reasonPlaceholder')}
              withAsterisk={reasons.demanded}
              clearable={!reasons.demanded}
              error={tried && reasons.demanded && reason === null ? acts('needReason') : undefined}
              data={reasons.common.map(({ key, label }) => ({ value: key, label: localize(label) }))}
              value={reason}
              onChange={setReason}
            />
          ) : null}
          <Textarea
            label={t('batchComment')}
            data-autofocus
            maxLength={10_000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button color={act === 'reject' ? 'red' : undefined} loading={busy} onClick={() => void decide()}>
              {t(act === 'approve' ? 'batchApprove' : 'batchReject')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

interface ResultsProps {
  entries: readonly InboxEntry[]
  results: readonly BatchItemResult[]
  onClose(): void
}

function Results({ entries, results, onClose }: ResultsProps) {
  const t = useText(taskTexts)
  const common = useText(commonTexts)
  const done = results.filter(({ ok }) => ok).length
  const left = results.length - done
  return (
    <Stack gap="md">
      <p role="status" className={classes.summary}>
        {[done > 0 && t('batchOk', { count: done }), left > 0 && t('batchFailed', { count: left })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ul className={classes.results}>
        {results.map((result) => (
          <li key={`${result.instance}/${result.visit}`} data-ok={result.ok || undefined}>
            {result.ok ? <IconCircleCheck size={16} aria-hidden /> : <IconCircleX size={16} aria-hidden />}
            <div>
              <div>{entries.find(({ instance }) => instance === result.instance)?.title}</div>
              <div className={classes.hint}>{result.ok ? t('itemOk') : result.message}</div>
            </div>
          </li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button onClick={onClose}>{common('close')}</Button>
      </Group>
    </Stack>
  )
}
