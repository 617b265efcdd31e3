import { Button, CloseButton, useShortcuts, useText } from '@mortise/ui'
import { useState } from 'react'
import classes from './batch.module.css'
import { type BatchAct, BatchDialog } from './batch-dialog.tsx'
import { taskTexts } from './task-texts.ts'
import type { TaskSelection } from './use-task-selection.ts'

/** Appears while tasks are selected: decides all of them. */
export function BatchBar({ selection }: { selection: TaskSelection }) {
  const t = useText(taskTexts)
  const [act, setAct] = useState<BatchAct | null>(null)
  const begin = (wanted: BatchAct) => () => {
    if (selection.count === 0) return false
    setAct(wanted)
    return true
  }
  useShortcuts({ a: begin('approve'), r: begin('reject') }, selection.count > 0)
  return (
    <>
      {selection.count > 0 ? (
        <section className={classes.bar} aria-label={t('selected', { count: selection.count })}>
          <span className={classes.count} role="status">
            {t('selected', { count: selection.count })}
          </span>
          <Button size="xs" onClick={begin('approve')}>
            {t('batchApprove')}
          </Button>
          <Button size="xs" variant="default" onClick={begin('reject')}>
            {t('batchReject')}
          </Button>
          <CloseButton size="sm" aria-label={t('clearSelection')} onClick={selection.clear} />
        </section>
      ) : null}
      {act ? <BatchDialog act={act} selection={selection} onClose={() => setAct(null)} /> : null}
    </>
  )
}
