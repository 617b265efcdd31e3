import { type RawBuilder, sql } from 'kysely'
import { slot } from '../sql/slot.ts'
import type { SortKey } from './compile-sort.ts'
import type { CursorValues } from './cursor.ts'

/**
 * A stretch of a sorted list that one statement reads along an index. Blanks come last in both directions, which no
 * plain index gives for descending order: so a list whose first key may be blank is read as two stretches, the rows
 * with a value and then the rows without (the other way round when reading backwards).
 */
export interface Stretch {
  /** Which rows by the first key; `all` where it has no blanks, or where the order is ascending anyway. */
  lead: 'all' | 'values' | 'blanks'
  backward: boolean
  /** Begin behind the cursor; for each of its values whether it is blank. Null: begin at the end of the stretch. */
  behind: readonly boolean[] | null
}

/** The stretches that a page is read from, in the order of reading. */
export function stretchesOf(
  keys: readonly SortKey[],
  cursor: CursorValues | null,
  options: { backward: boolean; offset: number },
): Stretch[] {
  const { backward } = options
  const [first] = keys
  const behind = cursor ? cursor.map((value) => value === null) : null
  if (!first?.nullable) return [{ lead: 'all', backward, behind }]
  if (!behind) return startOfList(first, options)
  const inBlanks = behind[0] === true
  const here: Stretch = { lead: inBlanks ? 'blanks' : 'values', backward, behind }
  if (inBlanks === backward) return [here, { lead: backward ? 'values' : 'blanks', backward, behind: null }]
  return [here]
}

/** A name for the shape of a stretch, for the cache of statements. */
export function stretchKey({ lead, backward, behind }: Stretch): string {
  return `${lead}${backward ? '<' : '>'}${behind?.map((blank) => (blank ? 'n' : 'v')).join('') ?? ''}`
}

/** The rows of a stretch; its cursor's values go into the slots `k0`, `k1` … */
export function stretchCondition(keys: readonly SortKey[], stretch: Stretch): RawBuilder<boolean>[] {
  const [first] = keys
  const conditions: RawBuilder<boolean>[] = []
  if (first && stretch.lead === 'blanks') conditions.push(sql`${first.sql} is null`)
  if (first && stretch.lead === 'values' && !stretch.behind) conditions.push(sql`${first.sql} is not null`)
  if (stretch.behind) conditions.push(...behindCursor(keys, stretch, stretch.behind))
  return conditions
}

/** ORDER BY of a stretch. */
export function stretchOrder(keys: readonly SortKey[], stretch: Stretch): RawBuilder<unknown> {
  const parts = keys.map((key, index) => {
    const descending = (key.direction === 'desc') !== stretch.backward
    // Ascending order has blanks last by itself; a stretch without blanks must not ask for what the index lacks.
    const mixed = key.nullable && (index > 0 || stretch.lead === 'all')
    const blanks =
      mixed && descending !== stretch.backward ? sql` nulls ${sql.raw(stretch.backward ? 'first' : 'last')}` : sql``
    return sql`${key.sql}${descending ? sql` desc` : sql``}${blanks}`
  })
  return sql.join(parts)
}

/** The values of a cursor by slot. */
export function bindCursor(cursor: CursorValues | null, values: { [slot: string]: unknown }): void {
  cursor?.forEach((value, index) => {
    values[`k${index}`] = value
  })
}

function startOfList(first: SortKey, { backward, offset }: { backward: boolean; offset: number }): Stretch[] {
  if (first.direction === 'asc' || offset > 0) return [{ lead: 'all', backward, behind: null }]
  return [
    { lead: 'values', backward, behind: null },
    { lead: 'blanks', backward, behind: null },
  ]
}

function behindCursor(keys: readonly SortKey[], stretch: Stretch, blanks: readonly boolean[]): RawBuilder<boolean>[] {
  // The first key of the blank stretch is the same for all its rows.
  const from = stretch.lead === 'blanks' ? 1 : 0
  const rest = keys.slice(from)
  const uniform = rest.every(
    (key, index) => key.direction === rest[0]?.direction && (!key.nullable || index + from === 0),
  )
  const condition = uniform ? rowComparison(keys, from, stretch) : strictlyBehind(keys, from, stretch, blanks)
  const [first] = keys
  if (from > 0 || !first || (uniform && !first.apart)) return [condition]
  // Says again what follows from the rest, in the form that an index on the first key understands.
  return [sql`${first.sql} ${comparison(first, stretch)}= ${operand(keys, 0)}`, condition]
}

function rowComparison(keys: readonly SortKey[], from: number, stretch: Stretch): RawBuilder<boolean> {
  const rest = keys.slice(from)
  const [first] = rest
  if (!first) return sql`false`
  const left = sql.join(rest.map((key) => key.sql))
  const right = sql.join(rest.map((_key, index) => operand(keys, from + index)))
  return sql`(${left}) ${comparison(first, stretch)} (${right})`
}

/** Rows behind the cursor by the keys from `index` on: behind by this key, or level with it and behind by the rest. */
function strictlyBehind(
  keys: readonly SortKey[],
  index: number,
  stretch: Stretch,
  blanks: readonly boolean[],
): RawBuilder<boolean> {
  const key = keys[index]
  if (!key) return sql`false`
  const rest = strictlyBehind(keys, index + 1, stretch, blanks)
  if (blanks[index]) {
    const level = sql<boolean>`(${key.sql} is null and ${rest})`
    return stretch.backward ? sql`(${key.sql} is not null or ${level})` : level
  }
  const value = operand(keys, index)
  const behind = sql`${key.sql} ${comparison(key, stretch)} ${value}`
  const blanksBehind = key.nullable && index > 0 && !stretch.backward ? sql` or ${key.sql} is null` : sql``
  return sql`(${behind}${blanksBehind} or (${key.sql} = ${value} and ${rest}))`
}

function comparison(key: SortKey, { backward }: Stretch): RawBuilder<unknown> {
  return sql.raw((key.direction === 'asc') === backward ? '<' : '>')
}

function operand(keys: readonly SortKey[], index: number): RawBuilder<unknown> {
  return slot(`k${index}`, keys[index]?.cast)
}
