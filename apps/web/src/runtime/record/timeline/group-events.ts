import type { ChangeEvent, EntityRecord } from '@mortise/data'
import type { TimelineSource } from '@mortise/ui'
import type { StoryItem } from './story.ts'

/** What one person did to a record at one moment: the record itself, and its lines, were saved together. */
export interface TimelineEntry {
  id: string
  at: string
  actorId: string | null
  events: ChangeEvent[]
}

/** A record of another table. */
export interface RecordEntry {
  id: string
  record: EntityRecord
  source: TimelineSource
}

/** The entries of one day. */
export interface TimelineDay {
  /** YYYY-MM-DD in the zone of the workspace. */
  day: string
  entries: (TimelineEntry | RecordEntry)[]
}

/** Puts a story, newest first, into entries and days. Comments always stand alone. */
export function groupStory(items: readonly StoryItem[]): TimelineDay[] {
  const days: TimelineDay[] = []
  for (const item of items) {
    const day = item.wall.slice(0, 10)
    const last = days.at(-1)
    if (last?.day === day) addTo(last.entries, item)
    else days.push({ day, entries: [entryOf(item)] })
  }
  // The record itself before its lines.
  for (const { entries } of days) {
    for (const entry of entries)
      if ('events' in entry) entry.events.sort((a, b) => Number(a.field !== undefined) - Number(b.field !== undefined))
  }
  return days
}

/** The day of an instant in a zone. */
export function dayOf(at: string | Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  )
}

function addTo(entries: TimelineDay['entries'], item: StoryItem): void {
  const last = entries.at(-1)
  if ('event' in item && last && 'events' in last && isSameSave(last, item.event)) last.events.push(item.event)
  else entries.push(entryOf(item))
}

function entryOf(item: StoryItem): TimelineEntry | RecordEntry {
  if ('record' in item) return { id: item.id, record: item.record, source: item.source }
  const { event } = item
  return { id: event.id, at: event.at, actorId: event.actorId, events: [event] }
}

function isSameSave({ at, actorId, events }: TimelineEntry, event: ChangeEvent): boolean {
  const [first] = events
  return (
    at === event.at &&
    actorId === event.actorId &&
    event.kind !== 'comment' &&
    first?.kind !== 'comment' &&
    first?.source.id === event.source.id
  )
}
