import type { MoveProblemView, MoveTrial } from '@mortise/api'
import { Alert, Button, Loader, Select, toastError, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { QueryState } from '../../../admin/frame/query-state.tsx'
import { messageOf } from '../../../api/api-error.ts'
import { queryClient } from '../../../api/query-client.ts'
import type { NodeMarks } from '../../../process/canvas/canvas-marks.ts'
import { LazyProcessCanvas } from '../../../process/canvas/lazy-process-canvas.tsx'
import { MoveRun } from './move-run.tsx'
import classes from './process-versions.module.css'
import { useMove } from './use-move.ts'
import { beginMove, type ProcessPlace, trialQuery, versionsKey } from './version-data.ts'
import { versionTexts } from './version-texts.ts'

interface MoveWizardProps {
  place: ProcessPlace
  number: number
  /** Leaves for the comparison of both versions. */
  onCompare(): void
  onDone(): void
}

/** Says what would become of the running instances of a version, asks which nodes take the place of others, and moves them. */
export function MoveWizard({ place, number, onCompare, onDone }: MoveWizardProps) {
  const t = useText(versionTexts)
  const [mapping, setMapping] = useState<{ [node: string]: string }>({})
  const trial = useQuery(trialQuery(place, number, mapping))
  const unmapped = useQuery(trialQuery(place, number, noMapping)).data
  const move = useMove(() => void queryClient.invalidateQueries({ queryKey: versionsKey(place) }))
  if (!trial.data || !unmapped)
    return trial.error ? (
      <QueryState queries={[trial]} />
    ) : (
      <p className={classes.checking} role="status">
        <Loader size={16} /> {t('checking')}
      </p>
    )
  const begin = async () => {
    try {
      move.run(await beginMove(place, number, mapping), 'next')
    } catch (error) {
      toastError(messageOf(error))
    }
  }
  if (move.progress) {
    return (
      <div className={classes.page}>
        <MoveRun move={move} />
        {move.running ? null : (
          <div className={classes.foot}>
            <Button variant="default" onClick={onDone}>
              {t('close')}
            </Button>
          </div>
        )}
      </div>
    )
  }
  const choose = (node: string, place: string | null) =>
    setMapping(({ [node]: _before, ...rest }) => (place === null ? rest : { ...rest, [node]: place }))
  // Those that were asked about stay, also when what was chosen has settled them.
  const asked = unmapped.problems.filter(({ choices }) => choices.length > 0)
  const still = trial.data.problems.filter(
    ({ node, choices }) => choices.length === 0 || (mapping[node] !== undefined && isAsked(asked, node)),
  )
  return (
    <div className={classes.page}>
      <Outcome trial={trial.data} busy={trial.isFetching} />
      {asked.length > 0 ? (
        <section className={classes.mapping}>
          <h3 className={classes.heading}>{t('mapTitle')}</h3>
          <p className={classes.quiet}>{t('mapText')}</p>
          {asked.map((problem) => (
            <PlaceChoice key={problem.node} problem={problem} chosen={mapping[problem.node] ?? null} choose={choose} />
          ))}
        </section>
      ) : null}
      {still.length > 0 ? (
        <section>
          <h3 className={classes.heading}>{t('blockedTitle')}</h3>
          <Problems problems={still} />
        </section>
      ) : null}
      {trial.data.difference === 'structure' ? <Drawings trial={trial.data} mapping={mapping} asked={asked} /> : null}
      <div className={classes.foot}>
        <Button variant="subtle" mr="auto" onClick={onCompare}>
          {t('compare')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('close')}
        </Button>
        <Button disabled={trial.data.moving === 0 || trial.isFetching} onClick={() => void begin()}>
          {t('start', { count: trial.data.moving })}
        </Button>
      </div>
    </div>
  )
}

const noMapping = {}

const isAsked = (asked: readonly MoveProblemView[], node: string) => asked.some((problem) => problem.node === node)

function Outcome({ trial, busy }: { trial: MoveTrial; busy: boolean }) {
  const t = useText(versionTexts)
  const { running, looked, moving, difference } = trial
  const all = moving === looked
  return (
    <Alert color={all ? 'green' : 'yellow'} role="status" aria-busy={busy}>
      <p className={classes.outcome}>
        {all ? t('allMove', { count: moving }) : t('someMove', { moving, blocked: looked - moving })}
      </p>
      {difference === 'settings' ? <p className={classes.outcome}>{t('settingsOnly')}</p> : null}
      {looked < running ? <p className={classes.outcome}>{t('looked', { running, looked })}</p> : null}
    </Alert>
  )
}

interface PlaceChoiceProps {
  problem: MoveProblemView
  chosen: string | null
  choose(node: string, place: string | null): void
}

function PlaceChoice({ problem, chosen, choose }: PlaceChoiceProps) {
  const t = useText(versionTexts)
  const localize = useLocalize()
  const label = localize(problem.label)
  return (
    <div className={classes.choice}>
      <div className={classes.words}>
        <span>{t(problem.code, { node: label })}</span>
        <span className={classes.quiet}>
          {t('affected', { count: problem.count })} · {t('examples', { titles: problem.examples.join(t('comma')) })}
        </span>
      </div>
      <Select
        aria-label={t('mapFor', { node: label })}
        placeholder={t('keep')}
        data={problem.choices.map(({ node, label: name }) => ({ value: node, label: localize(name) }))}
        value={chosen}
        onChange={(next) => choose(problem.node, next)}
        clearable
      />
    </div>
  )
}

function Problems({ problems }: { problems: readonly MoveProblemView[] }) {
  const t = useText(versionTexts)
  const localize = useLocalize()
  return (
    <ul className={classes.list}>
      {problems.map(({ code, node, label, count, examples }) => (
        <li key={`${code} ${node}`} className={classes.problem}>
          <span>{t(code, { node: localize(label) })}</span>
          <span className={classes.quiet}>
            {t('affected', { count })} · {t('examples', { titles: examples.join(t('comma')) })}
          </span>
        </li>
      ))}
    </ul>
  )
}

interface DrawingsProps {
  trial: MoveTrial
  mapping: { [node: string]: string }
  asked: readonly MoveProblemView[]
}

/** Both versions beside each other: what needs a place on the one side, what takes it on the other. */
function Drawings({ trial, mapping, asked }: DrawingsProps) {
  const t = useText(versionTexts)
  const { before, after } = useMemo(() => {
    const waiting: NodeMarks = { tone: 'warning' }
    const placed: NodeMarks = { tone: 'changed' }
    const known = new Set(trial.from.nodes.map(({ key }) => key))
    const fresh: NodeMarks = { tone: 'added' }
    const taken = new Set(Object.values(mapping))
    return {
      before: (key: string) => (mapping[key] ? placed : isAsked(asked, key) ? waiting : undefined),
      after: (key: string) => (taken.has(key) ? placed : known.has(key) ? undefined : fresh),
    }
  }, [trial.from, mapping, asked])
  return (
    <div className={classes.drawings}>
      <figure className={classes.drawing}>
        <figcaption className={classes.heading}>{t('drawingOld')}</figcaption>
        <LazyProcessCanvas drawing={trial.from} label={t('drawingOld')} nodeMarks={before} />
      </figure>
      <figure className={classes.drawing}>
        <figcaption className={classes.heading}>{t('drawingNew')}</figcaption>
        <LazyProcessCanvas drawing={trial.to} label={t('drawingNew')} nodeMarks={after} />
      </figure>
    </div>
  )
}
