import type { MoveProgress } from '@mortise/api'
import { Alert, Button, Progress, useText } from '@mortise/ui'
import classes from './process-versions.module.css'
import type { RunningMove } from './use-move.ts'
import { versionTexts } from './version-texts.ts'

type Translate = typeof versionTexts.t

/** How a move came out, or how far it is, in a sentence. */
export function moveSummary(t: Translate, { undoneAt, from, to, moved, blocked, undone, kept, left }: MoveProgress) {
  const params = { from, to, moved, blocked, undone, kept, left }
  if (undoneAt) return t(left > 0 ? 'undoneOf' : 'undone', params)
  return t(left > 0 ? 'movedOf' : 'done', params)
}

/** A move while it is carried out: how far it is, and a way to stop it. */
export function MoveRun({ move }: { move: RunningMove }) {
  const t = useText(versionTexts)
  const { progress, running, error, what } = move
  if (!progress) return null
  const done = what === 'undo' ? progress.undone + progress.kept : progress.moved + progress.blocked
  const whole = done + progress.left
  return (
    <div className={classes.run}>
      <Progress
        value={whole === 0 ? 100 : (done / whole) * 100}
        aria-label={t('title')}
        color={what === 'undo' ? 'orange' : undefined}
      />
      <div className={classes.runFoot}>
        <span role="status">{moveSummary(t, progress)}</span>
        {running ? (
          <Button size="xs" variant="default" onClick={() => move.pause()}>
            {t('pause')}
          </Button>
        ) : null}
        {!running && progress.left > 0 ? (
          <Button size="xs" onClick={() => move.run(progress, what)}>
            {t('goOn')}
          </Button>
        ) : null}
      </div>
      {error ? (
        <Alert color="red" role="alert">
          {error}
        </Alert>
      ) : null}
    </div>
  )
}
