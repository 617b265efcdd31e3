import type { MoveProgress, ProcessVersionInfo } from '@mortise/api'
import { Button, confirm, EmptyState, StatusChip, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { QueryState } from '../../../admin/frame/query-state.tsx'
import { useFormat } from '../../../admin/frame/use-format.ts'
import { ApiError } from '../../../api/api-error.ts'
import { useDirectory } from '../../../api/directory.ts'
import { queryClient } from '../../../api/query-client.ts'
import { MoveRun, moveSummary } from './move-run.tsx'
import classes from './process-versions.module.css'
import { type RunningMove, useMove } from './use-move.ts'
import { type ProcessPlace, versionsKey, versionsQuery } from './version-data.ts'
import { versionTexts } from './version-texts.ts'

interface ProcessVersionListProps {
  place: ProcessPlace
  onMove(number: number): void
  onCompare(number: number): void
}

/** All versions, the latest first, and the moves that there were. */
export function ProcessVersionList({ place, onMove, onCompare }: ProcessVersionListProps) {
  const t = useText(versionTexts)
  const query = useQuery(versionsQuery(place))
  const move = useMove(() => void queryClient.invalidateQueries({ queryKey: versionsKey(place) }))
  if (query.error instanceof ApiError && query.error.code === 'PROCESS_UNKNOWN')
    return <EmptyState compact icon="versions" title={t('unpublished')} />
  if (!query.data) return <QueryState queries={[query]} />
  const { versions, moves } = query.data
  return (
    <div className={classes.page}>
      <p className={classes.quiet}>{t('intro')}</p>
      <ul className={classes.list}>
        {versions.map((version) => (
          <Version key={version.number ?? 'new'} version={version} onMove={onMove} onCompare={onCompare} />
        ))}
      </ul>
      {versions.every(({ number }) => number === null) ? <p className={classes.quiet}>{t('none')}</p> : null}
      {moves.length > 0 ? (
        <section aria-label={t('moves')}>
          <h3 className={classes.heading}>{t('moves')}</h3>
          <ul className={classes.list}>
            {moves.map((earlier) => (
              <EarlierMove key={earlier.id} earlier={earlier} move={move} />
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

type VersionProps = { version: ProcessVersionInfo } & Pick<ProcessVersionListProps, 'onMove' | 'onCompare'>

function Version({ version, onMove, onCompare }: VersionProps) {
  const t = useText(versionTexts)
  const format = useFormat()
  const { number, inForce, createdAt, running, finished, difference } = version
  return (
    <li className={classes.version}>
      <div className={classes.words}>
        <div className={classes.name}>
          {number === null ? t('newVersion') : t('version', { number })}
          {inForce ? (
            <StatusChip size="sm" colour="green">
              {t('inForce')}
            </StatusChip>
          ) : null}
          {difference ? (
            <StatusChip size="sm" colour={difference === 'settings' ? 'blue' : 'orange'}>
              {t(difference)}
            </StatusChip>
          ) : null}
        </div>
        <span className={classes.quiet}>
          {createdAt ? t('firstUsed', { date: format.instant(createdAt) }) : t('notStarted')}
        </span>
      </div>
      <div className={classes.counts}>
        <span data-strong={running > 0 || undefined}>{t('running', { count: running })}</span>
        <span className={classes.quiet}>{t('finished', { count: finished })}</span>
      </div>
      {inForce || number === null ? null : (
        <div className={classes.acts}>
          <Button size="xs" variant="subtle" onClick={() => onCompare(number)}>
            {t('compare')}
          </Button>
          <Button size="xs" variant="default" disabled={running === 0} onClick={() => onMove(number)}>
            {t('move')}
          </Button>
        </div>
      )}
    </li>
  )
}

/** One that is not finished goes on here; one that was carried out can be taken back. */
function EarlierMove({ earlier, move }: { earlier: MoveProgress; move: RunningMove }) {
  const t = useText(versionTexts)
  const format = useFormat()
  const { people } = useDirectory()
  const isRun = move.progress?.id === earlier.id
  const shown = isRun && move.progress ? move.progress : earlier
  const person = people.find(({ id }) => id === earlier.createdBy)?.name ?? ''
  const undo = async () => {
    const agreed = await confirm({
      title: t('undoTitle'),
      text: t('undoText'),
      confirmLabel: t('undo'),
      danger: true,
    })
    if (agreed) move.run(earlier, 'undo')
  }
  const what = shown.undoneAt ? 'undo' : 'next'
  return (
    <li className={classes.move}>
      <div className={classes.words}>
        <div className={classes.name}>{t('moveLine', { from: earlier.from, to: earlier.to })}</div>
        <span className={classes.quiet}>{t('moveBy', { person, date: format.instant(earlier.createdAt) })}</span>
        {isRun && move.running ? <MoveRun move={move} /> : <span>{moveSummary(t, shown)}</span>}
      </div>
      {move.running ? null : (
        <div className={classes.acts}>
          {shown.left > 0 ? (
            <Button size="xs" variant="default" onClick={() => move.run(shown, what)}>
              {t('goOn')}
            </Button>
          ) : null}
          {shown.undoneAt === null && shown.moved > 0 ? (
            <Button size="xs" variant="subtle" color="red" onClick={() => void undo()}>
              {t('undo')}
            </Button>
          ) : null}
        </div>
      )}
    </li>
  )
}
