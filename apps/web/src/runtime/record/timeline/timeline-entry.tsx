import type { ChangeEvent } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { PersonAvatar, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { useState } from 'react'
import { CommentText } from './comment-text.tsx'
import { FieldChanges } from './field-changes.tsx'
import type { TimelineEntry } from './group-events.ts'
import classes from './timeline.module.css'
import { timelineTexts } from './timeline-texts.ts'
import { When } from './timeline-when.tsx'

/** One moment of a record's life: who, when, what. */
export function TimelineEntryView({ entry, entity }: { entry: TimelineEntry; entity: EntityModel }) {
  const t = useText(timelineTexts)
  const { people } = useRuntimeServices()
  const person = people.find(({ id }) => id === entry.actorId)
  const name = entry.actorId === null ? t('system') : (person?.name ?? t('someone'))
  const [first] = entry.events
  if (!first) return null
  return (
    <li className={classes.entry}>
      <PersonAvatar name={name} seed={entry.actorId ?? 'system'} size={24} />
      <div className={classes.content}>
        <div className={classes.head}>
          <span className={classes.name}>{name}</span> <span className={classes.verb}>{useVerb(entry)}</span>{' '}
          <When at={entry.at} /> <Source event={first} />
        </div>
        {entry.events.map((event) => (
          <EventBody key={event.id} event={event} entity={entity} />
        ))}
      </div>
    </li>
  )
}

/** What the entry is about in one word; how many values an update touched. */
function useVerb({ events }: TimelineEntry): string {
  const t = useText(timelineTexts)
  const own = events.find((event) => event.field === undefined)
  const kind = own?.kind ?? 'update'
  const count = events.reduce((sum, event) => sum + (event.field ? 1 : Object.keys(event.changes).length), 0)
  return t(kind, { count })
}

const sources = ['import', 'rule', 'process', 'demo', 'publish', 'public_form'] as const

/** Through what it came about, when it was not the person's own doing. */
function Source({ event }: { event: ChangeEvent }) {
  const t = useText(timelineTexts)
  const source = sources.find((kind) => kind === event.source.kind)
  return source ? <span className={classes.time}>· {t(`via_${source}`)}</span> : null
}

function EventBody({ event, entity }: { event: ChangeEvent; entity: EntityModel }) {
  if (event.kind === 'comment') return event.comment ? <CommentText comment={event.comment} /> : null
  if (event.field) return <LineBody event={event} entity={entity} field={event.field} />
  if (event.kind === 'create') return <Created event={event} entity={entity} />
  return <FieldChanges entity={entity} changes={event.changes} />
}

const lineVerbs = {
  create: 'lineCreate',
  update: 'lineUpdate',
  archive: 'lineArchive',
  restore: 'lineRestore',
  comment: 'lineUpdate',
} as const

function LineBody({ event, entity, field }: { event: ChangeEvent; entity: EntityModel; field: string }) {
  const t = useText(timelineTexts)
  const localize = useLocalize()
  const { app } = useRuntimeServices()
  const subTable = entity.fields.get(field)
  const lines = app.entities.get(event.entity)
  if (!subTable) return null
  return (
    <div className={classes.line}>
      <div className={classes.lineHead}>{t(lineVerbs[event.kind], { table: localize(subTable.label) })}</div>
      {lines ? <FieldChanges entity={lines} changes={event.changes} compact={event.kind !== 'update'} /> : null}
    </div>
  )
}

/** What a record began with is long and rarely wanted. */
function Created({ event, entity }: { event: ChangeEvent; entity: EntityModel }) {
  const t = useText(timelineTexts)
  const [open, setOpen] = useState(false)
  if (Object.keys(event.changes).length === 0) return null
  return (
    <>
      <button type="button" className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'hideValues' : 'showValues')}
      </button>
      {open ? <FieldChanges entity={entity} changes={event.changes} /> : null}
    </>
  )
}
