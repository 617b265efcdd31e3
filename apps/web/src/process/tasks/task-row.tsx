import type { InboxEntry } from '@mortise/api'
import { Checkbox, PersonAvatar, StatusChip, useLanguage, useLocalize, useText } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import { useDirectory } from '../../api/directory.ts'
import { useSession } from '../../api/session.ts'
import { Moment } from '../instance/moment.tsx'
import { statusLook } from '../instance/status-look.ts'
import { timeUntil } from '../instance/time-words.ts'
import { addressOf } from './task-address.ts'
import classes from './task-list.module.css'
import type { TaskSearch } from './task-search.ts'
import { taskTexts } from './task-texts.ts'
import type { TaskSelection } from './use-task-selection.ts'

interface TaskRowProps {
  entry: InboxEntry
  search: TaskSearch
  open: boolean
  selection: TaskSelection
}

/** One entry: what it is about, since when, which step; what is urgent about it. */
export function TaskRow({ entry, search, open, selection }: TaskRowProps) {
  const t = useText(taskTexts)
  const { people } = useDirectory()
  const { task, initiator } = entry
  const person = people.find(({ id }) => id === initiator)
  const waits = task?.state === 'pending'
  const unseen = (waits || task?.state === 'notified') && task.seenAt === null
  const selected = selection.has(entry)
  return (
    <li className={classes.row} data-open={open || undefined} data-unseen={unseen || undefined}>
      <div className={classes.mark}>
        <PersonAvatar name={person?.name ?? '?'} seed={initiator ?? 'nobody'} size={24} />
        {selection.possible ? (
          <div className={classes.check} data-on={selected || selection.count > 0 || undefined}>
            <Checkbox
              checked={selected}
              onChange={() => selection.toggle(entry)}
              aria-label={t('select', { title: entry.title })}
            />
          </div>
        ) : null}
      </div>
      <Link {...addressOf(entry, search)} className={classes.link} aria-current={open ? 'true' : undefined}>
        <div className={classes.head}>
          {unseen ? (
            <>
              <span className={classes.dot} aria-hidden />
              <span className="ui-visually-hidden">{t('unseen')}</span>
            </>
          ) : null}
          <span className={classes.title}>{entry.title}</span>
          <span className={classes.time}>
            <Moment at={timeOf(entry)} />
          </span>
        </div>
        <SecondLine entry={entry} />
      </Link>
    </li>
  )
}

function SecondLine({ entry }: { entry: InboxEntry }) {
  const t = useText(taskTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const { people } = useDirectory()
  const { user } = useSession()
  const { task } = entry
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? ''
  const [stands] = entry.standing
  const waits = task?.state === 'pending'
  const due = task?.dueAt ? timeUntil(task.dueAt, new Date(), language) : null
  const where = waits
    ? localize(task.nodeLabel)
    : !stands
      ? ''
      : stands.incident
        ? t('incident', { node: localize(stands.nodeLabel) })
        : [localize(stands.nodeLabel), stands.users.map(nameOf).join(', ')].filter(Boolean).join(' · ')
  const parts = [localize(entry.processLabel), where].filter(Boolean)
  const look = waits ? null : statusLook(entry)
  return (
    <div className={classes.line}>
      <span className={classes.where}>{parts.join(' › ')}</span>
      {waits && entry.initiator ? <span>{t('started_by', { name: nameOf(entry.initiator) })}</span> : null}
      {waits && task.user !== user.id ? <span>{t('insteadOf', { name: nameOf(task.user) })}</span> : null}
      {waits && task.round > 1 ? <span>{t('round', { count: task.round })}</span> : null}
      {waits && task.overdue ? <span className={classes.overdue}>{t('overdue')}</span> : null}
      {waits && !task.overdue && due ? <span>{t('due', { time: due })}</span> : null}
      {look ? (
        <span className={classes.state}>
          <StatusChip size="sm" colour={look.colour}>
            {t(look.text)}
          </StatusChip>
        </span>
      ) : null}
    </div>
  )
}

function timeOf({ task, startedAt }: InboxEntry): string {
  return task?.decidedAt ?? task?.assignedAt ?? startedAt
}
