import { packErrors } from './errors.ts'

/** What placeholders of demo records stand for on the day of installation. */
export interface DemoContext {
  now: Date
  /** Today in the zone of the workspace, as YYYY-MM-DD, and the instant it began. */
  today: string
  midnight: Date
  /** Ids by the keys of people.json. */
  people: ReadonlyMap<string, string>
  departments: ReadonlyMap<string, string>
}

/**
 * Resolves a demo record: `$id` becomes the id, `{"$date": days}` a day counted from today, `{"$instant": minutes}` an
 * instant counted from the midnight that today began with, `{"$person": key}` and `{"$department": key}` their ids.
 */
export function resolveDemoRecord(record: unknown, context: DemoContext): DemoRecord {
  const resolved = resolveDemoValue(record, context) as DemoRecord
  // "Today at 16:00" may not have come yet; nothing was made in the future.
  for (const stamp of ['created_at', 'updated_at'] as const) {
    const at = resolved[stamp]
    if (typeof at === 'string' && at > context.now.toISOString()) resolved[stamp] = context.now.toISOString()
  }
  return madeByOwner(resolved)
}

/** Records were made by those who own them, and lines together with their record: so the history reads as lived. */
function madeByOwner(record: DemoRecord): DemoRecord {
  const { created_at, created_by = record.owner } = record
  const stamps = { ...(created_at !== undefined && { created_at }), ...(created_by !== undefined && { created_by }) }
  const values = Object.entries(record).map(([key, value]) => [
    key,
    isLines(value) ? value.map((line) => ({ ...stamps, ...line })) : value,
  ])
  return { ...Object.fromEntries(values), ...stamps }
}

function isLines(value: unknown): value is DemoRecord[] {
  return Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === 'object' && line !== null)
}

export interface DemoRecord {
  id?: string
  [field: string]: unknown
}

type Placeholder = (value: never, context: DemoContext) => unknown

const minute = 60_000

const placeholders: Readonly<Record<string, Placeholder>> = {
  $date: (days: number, { today }) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + days * 1440 * minute).toISOString().slice(0, 10),
  $instant: (minutes: number, { midnight }) => new Date(midnight.getTime() + minutes * minute).toISOString(),
  $person: (key: string, { people }) => found(people, key, 'person'),
  $department: (key: string, { departments }) => found(departments, key, 'department'),
}

/** Resolves what a demo record holds. */
export function resolveDemoValue(value: unknown, context: DemoContext): unknown {
  if (Array.isArray(value)) return value.map((inner) => resolveDemoValue(inner, context))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [only] = entries
  const placeholder = entries.length === 1 && only ? placeholders[only[0]] : undefined
  if (placeholder && only) return placeholder(only[1] as never, context)
  return Object.fromEntries(
    entries.map(([key, inner]) => [key === '$id' ? 'id' : key, resolveDemoValue(inner, context)]),
  )
}

function found(ids: ReadonlyMap<string, string>, key: string, what: string): string {
  const id = ids.get(key)
  if (id === undefined) throw packErrors.DEMO_NAME_UNKNOWN({ what, name: key })
  return id
}
