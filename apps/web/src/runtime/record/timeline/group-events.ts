import type { ChangeEvent } from '@mortise/data'

/** What one person did to a record at one moment: the record itself, and its lines, were saved together. */
export interface TimelineEntry {
  id: string
  at: string
  actorId: string | null
  events: ChangeEvent[]
}

/** The entries of one day. */
export interface TimelineDay {
  /** YYYY-MM-DD in the zone of the workspace. */
  day: string
  entries: TimelineEntry[]
}

/** Puts events, newest first, into entries and days. Comments always stand alone. */
export function groupEvents(events: readonly ChangeEvent[], timeZone: string): TimelineDay[] {
  const days: TimelineDay[] = []
  for (const entry of joinSaves(events)) {
    const day = dayOf(entry.at, timeZone)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

/** The day of an instant in a zone. */
export function dayOf(at: string | Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  )
}

function joinSaves(events: readonly ChangeEvent[]): TimelineEntry[] {
  const entries: TimelineEntry[] = []
  for (const event of events) {
    const last = entries.at(-1)
    if (last && isSameSave(last, event)) last.events.push(event)
    else entries.push({ id: event.id, at: event.at, actorId: event.actorId, events: [event] })
  }
  // The record itself before its lines.
  for (const entry of entries)
    entry.events.sort((a, b) => Number(a.field !== undefined) - Number(b.field !== undefined))
  return entries
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
