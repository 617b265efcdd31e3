import { isUuid } from '@mortise/core'
import { type Day, isDay, startOfDay } from '@mortise/expressions'
import type { RelativeRange } from '@mortise/metadata'
import { addDays, dayOf, daysOfRange } from './calendar.ts'
import type { filterValueErrors } from './query-errors.ts'

/** What values that are known only at run time stand for. Made once per call, so that "now" is one instant. */
export interface FilterEnvironment {
  userId: string | null
  departmentId: string | null
  now: Date
  timeZone: string
  /** For `below`: a department with all under it; looked up before values are bound. */
  below: ReadonlyMap<string, readonly string[]>
}

/** Thrown while a value is read; the compiler turns it into the error of that name with the field's name. */
export class ValueMismatch extends Error {
  readonly needed: keyof typeof filterValueErrors

  constructor(needed: keyof typeof filterValueErrors) {
    super(needed)
    this.needed = needed
  }
}

/** Never the id of anything: what an absent user or department is compared with. */
const nobody = '00000000-0000-0000-0000-000000000000'

const maxListLength = 1000

/** Each member of a list value, read by the given reader. */
export function listOf<Value>(value: unknown, read: (member: unknown) => Value): Value[] {
  if (!Array.isArray(value) || value.length > maxListLength) throw new ValueMismatch('FILTER_NEEDS_LIST')
  return value.map(read)
}

export function pairOf<Value>(value: unknown, read: (member: unknown) => Value): [Value, Value] {
  const [from, to, ...more] = listOf(value, read)
  if (from === undefined || to === undefined || more.length > 0) throw new ValueMismatch('FILTER_NEEDS_PAIR')
  return [from, to]
}

/** Text that PostgreSQL can hold. Blank is asked for with `blank`, not with an empty text. */
export function textValue(value: unknown): string {
  if (typeof value !== 'string' || value === '' || value.includes('\u0000') || !value.isWellFormed()) {
    throw new ValueMismatch('FILTER_NEEDS_TEXT')
  }
  return value
}

const decimalPattern = /^-?\d{1,100}(\.\d{1,100})?$/

const integerRanges: { [type: string]: bigint } = {
  smallint: 2n ** 15n,
  integer: 2n ** 31n,
  int: 2n ** 31n,
  bigint: 2n ** 63n,
}

/** A number as text, in the range of the column, so that the comparison can use an index of the column's own type. */
export function numberValue(value: unknown, type: string): string {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !decimalPattern.test(text)) throw new ValueMismatch('FILTER_NEEDS_NUMBER')
  const range = integerRanges[type]
  if (range === undefined) return text
  if (text.includes('.')) throw new ValueMismatch('FILTER_NEEDS_INTEGER')
  const whole = BigInt(text)
  if (whole >= range || whole < -range) throw new ValueMismatch('FILTER_NEEDS_INTEGER')
  return text
}

export function booleanValue(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new ValueMismatch('FILTER_NEEDS_BOOLEAN')
  return value
}

export function referenceValue(value: unknown, environment: FilterEnvironment): string {
  const context = contextOf(value)
  if (context === 'user') return environment.userId ?? nobody
  if (context === 'department') return environment.departmentId ?? nobody
  if (!isUuid(value)) throw new ValueMismatch('FILTER_NEEDS_ID')
  return value
}

export function dayValue(value: unknown, environment: FilterEnvironment): Day {
  if (contextOf(value) === 'today') {
    const { add = 0 } = value as { add?: unknown }
    if (typeof add !== 'number' || !Number.isInteger(add) || Math.abs(add) > 36_500)
      throw new ValueMismatch('FILTER_NEEDS_DAY')
    return addDays(dayOf(environment.now, environment.timeZone), add)
  }
  if (!isDay(value)) throw new ValueMismatch('FILTER_NEEDS_DAY')
  return value
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/** Instants from `from` up to, but not including, `to`: one millisecond for an instant, the whole day for a day. */
export function instantsOf(value: unknown, environment: FilterEnvironment): { from: string; to: string } {
  if (typeof value === 'string' && instantPattern.test(value)) {
    const time = Date.parse(value)
    if (!Number.isNaN(time)) return { from: iso(time), to: iso(time + 1) }
  }
  if (contextOf(value) === 'now')
    return { from: iso(environment.now.getTime()), to: iso(environment.now.getTime() + 1) }
  const context = contextOf(value)
  if (context === 'now') return { from: iso(environment.now.getTime()), to: iso(environment.now.getTime() + 1) }
  if (!isDay(value) && context !== 'today') throw new ValueMismatch('FILTER_NEEDS_INSTANT')
  const day = dayValue(value, environment)
  return instantsOfDays({ from: day, to: addDays(day, 1) }, environment)
}

export function instantsOfDays(days: { from: Day; to: Day }, { timeZone }: FilterEnvironment) {
  return { from: iso(startOfDay(days.from, timeZone).getTime()), to: iso(startOfDay(days.to, timeZone).getTime()) }
}

/** The days of "last 3 months" and the like, the last one excluded. */
export function rangeValue(value: unknown, environment: FilterEnvironment): { from: Day; to: Day } {
  if (!isRelativeRange(value)) throw new ValueMismatch('FILTER_NEEDS_SPAN')
  return daysOfRange(value, dayOf(environment.now, environment.timeZone))
}

/** The context value that is meant, if the value is one. */
function contextOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'ctx')
    ? (value as { ctx: unknown }).ctx
    : undefined
}

function isRelativeRange(value: unknown): value is RelativeRange {
  if (typeof value !== 'object' || value === null) return false
  const { span, unit, count } = value as { span?: unknown; unit?: unknown; count?: unknown }
  return (
    ['last', 'this', 'next'].includes(span as string) &&
    ['day', 'week', 'month', 'quarter', 'year'].includes(unit as string) &&
    (count === undefined || (Number.isInteger(count) && (count as number) >= 1 && (count as number) <= 366))
  )
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
