import type { InstanceTask, InstanceView, InstanceVisit } from '@mortise/api'
import { PersonAvatar, StatusChip, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useCallback, useMemo, useState } from 'react'
import { LazyProcessCanvas } from '../canvas/lazy-process-canvas.tsx'
import { instanceTexts } from './instance-texts.ts'
import { Moment } from './moment.tsx'
import classes from './progress.module.css'
import { progressMarks } from './progress-marks.ts'
import { durationWords } from './time-words.ts'
import { incidentWords, useNames } from './use-names.ts'

/** Where an instance has been and stands, on the drawing of its process; who, when and how long at the chosen node. */
export function InstanceProgress({ view }: { view: InstanceView }) {
  const t = useText(instanceTexts)
  const language = useLanguage()
  const names = useNames(view.drawing)
  const present = view.visits.findLast(({ state, needs }) => state === 'open' && needs !== 'scope')
  const [selected, setSelected] = useState<string | null>(present?.node ?? null)
  const marks = useMemo(
    () =>
      progressMarks(
        view,
        {
          people: names.people,
          duration: (milliseconds) => durationWords(milliseconds, language),
          state: (visit) => (visit.incident ? incidentWords(visit.incident) : t(`visit_${visit.state}`)),
        },
        Date.now(),
      ),
    [view, language, names.person('')],
  )
  const nodeMarks = useCallback((key: string) => marks.nodes.get(key), [marks])
  const lineMarks = useCallback((key: string) => marks.lines.get(key), [marks])
  return (
    <div className={classes.progress}>
      <div className={classes.canvas}>
        <LazyProcessCanvas
          drawing={view.drawing}
          label={t('progress')}
          selected={selected}
          opensAt={present?.node}
          onSelect={setSelected}
          nodeMarks={nodeMarks}
          lineMarks={lineMarks}
        />
      </div>
      <aside className={classes.side} aria-label={t('visits')}>
        {selected ? <NodeVisits view={view} node={selected} /> : <p className={classes.hint}>{t('canvasHint')}</p>}
      </aside>
    </div>
  )
}

function NodeVisits({ view, node }: { view: InstanceView; node: string }) {
  const t = useText(instanceTexts)
  const names = useNames(view.drawing)
  const visits = view.visits.filter((visit) => visit.node === node).toReversed()
  return (
    <>
      <h3 className={classes.title}>{names.node(node)}</h3>
      {visits.length === 0 ? <p className={classes.hint}>{t('nodeUntouched')}</p> : null}
      <ol className={classes.visits}>
        {visits.map((visit) => (
          <Visit key={visit.id} view={view} visit={visit} />
        ))}
      </ol>
    </>
  )
}

const visitColours = { open: 'blue', done: 'green', cancelled: 'grey' } as const

function Visit({ view, visit }: { view: InstanceView; visit: InstanceVisit }) {
  const t = useText(instanceTexts)
  const language = useLanguage()
  const tasks = view.tasks.filter((task) => task.visit === visit.id)
  const took = (visit.leftAt ? Date.parse(visit.leftAt) : Date.now()) - Date.parse(visit.enteredAt)
  return (
    <li className={classes.visit}>
      <div className={classes.head}>
        <StatusChip size="sm" colour={visit.incident ? 'red' : visitColours[visit.state]}>
          {visit.incident ? incidentWords(visit.incident) : t(`visit_${visit.state}`)}
        </StatusChip>
        {visit.round > 1 ? <span className={classes.meta}>{t('round', { count: visit.round })}</span> : null}
      </div>
      <p className={classes.meta}>
        <Moment at={visit.enteredAt} /> · {t(visit.leftAt ? 'took' : 'waited', { time: durationWords(took, language) })}
        {tasks.length === 0 ? ` · ${t('auto')}` : null}
      </p>
      <ul className={classes.people}>
        {tasks.map((task) => (
          <Asked key={task.actor} view={view} task={task} />
        ))}
      </ul>
    </li>
  )
}

const states = [
  ...(['waiting', 'pending', 'standby', 'approved', 'rejected', 'passed'] as const),
  ...(['returned', 'transferred', 'dropped', 'notified'] as const),
]

function Asked({ view, task }: { view: InstanceView; task: InstanceTask }) {
  const t = useText(instanceTexts)
  const localize = useLocalize()
  const names = useNames(view.drawing)
  const state = states.find((one) => one === task.state)
  const by = task.decidedBy !== null && task.decidedBy !== task.user ? names.person(task.decidedBy) : null
  return (
    <li className={classes.asked}>
      <PersonAvatar name={names.person(task.user)} seed={task.user} size={24} />
      <div>
        <div>
          {names.person(task.user)}
          {by ? <span className={classes.meta}> ({by})</span> : null}
          <span className={classes.meta}>
            {' '}
            · {state ? t(`state_${state}`) : task.state}
            {task.state === 'notified' ? ` · ${t(task.seenAt ? 'seen' : 'unseen')}` : null}
            {task.decidedAt ? (
              <>
                {' '}
                · <Moment at={task.decidedAt} />
              </>
            ) : null}
          </span>
        </div>
        {task.reason ? <div className={classes.meta}>{localize(task.reason)}</div> : null}
        {task.comment ? <div className={classes.comment}>{task.comment}</div> : null}
      </div>
    </li>
  )
}
