import type { FieldChange, LineChange, RecordChanges } from '@mortise/api'
import { canonicalJson } from '@mortise/core'
import type { ChangeEvent } from '@mortise/data'
import type { DataEngine } from '@mortise/data/server'
import type { OpenedTask } from './open-task.ts'

const pageSize = 100
const mostPages = 10

/** What others changed of the record since a moment, as far as the task shows it. */
export async function changesSince(
  engine: DataEngine,
  { access, scope, record, grant }: Pick<OpenedTask, 'access' | 'scope' | 'record' | 'grant'>,
  since: string,
): Promise<RecordChanges> {
  const reader = 'user' in access ? access.user.id : null
  const events = (await eventsSince(engine, { access, scope, record, grant }, since)).filter(
    ({ actorId, source }) => actorId !== reader || source.kind === 'rule',
  )
  const own = events.filter(({ recordId }) => recordId === record.id)
  const lines = new Map<string, ChangeEvent[]>()
  for (const event of events) {
    if (event.field) lines.set(event.recordId, [...(lines.get(event.recordId) ?? []), event])
  }
  return {
    since,
    fields: folded(own),
    lines: [...lines].flatMap(([line, of]) => lineChange(line, of)),
  }
}

/** The oldest first. */
async function eventsSince(
  engine: DataEngine,
  { access, scope, record }: Pick<OpenedTask, 'access' | 'scope' | 'record' | 'grant'>,
  since: string,
): Promise<ChangeEvent[]> {
  const found: ChangeEvent[] = []
  let before: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const place = { size: pageSize, ...(before ? { before } : {}) }
    const { events, next } = await engine.history(access, scope, record.entity, record.id, place)
    const fresh = events.filter(({ at }) => at > since)
    found.push(...fresh)
    if (next === null || fresh.length < events.length) break
    before = next
  }
  return found.reverse()
}

function folded(events: readonly ChangeEvent[]): FieldChange[] {
  const fields = new Map<string, FieldChange>()
  for (const { changes, actorId: by, at } of events) {
    for (const [field, [before, after]] of Object.entries(changes)) {
      fields.set(field, { field, before: fields.has(field) ? fields.get(field)?.before : before, after, by, at })
    }
  }
  return [...fields.values()].filter(
    ({ before, after }) => canonicalJson(before ?? null) !== canonicalJson(after ?? null),
  )
}

function lineChange(line: string, events: readonly ChangeEvent[]): LineChange[] {
  const field = events[0]?.field ?? ''
  const kinds = events.map(({ kind }) => kind)
  const added = kinds.includes('create')
  const removed = kinds.at(-1) === 'archive'
  // Added and removed since: nobody has to know.
  if (added && removed) return []
  const fields = folded(events)
  if (!added && !removed && fields.length === 0) return []
  return [{ field, line, what: added ? 'added' : removed ? 'removed' : 'changed', fields }]
}
