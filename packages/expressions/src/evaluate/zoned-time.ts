import { type Day, dayAt, dayNumber } from './calendar-day.ts'

const hour = 3_600_000
export const dayLength = 24 * hour

/** First and last instant there is: years 1 to 9999 in UTC. */
const firstInstant = -62_135_596_800_000
const lastInstant = 253_402_300_799_999

/** Zones count no change of their clocks before this year; `Intl` is asked about nothing older. */
const firstChange = Date.UTC(1800, 0, 1)

/** The instant as values of `datetime` are written, or null outside the years 1 to 9999. */
export function writeInstant(time: number): string | null {
  return time >= firstInstant && time <= lastInstant ? new Date(time).toISOString() : null
}

/** What a clock on the wall of the zone shows, as if it were UTC; null outside the years 1 to 9999. */
export function localTimeOf(instant: number, timeZone: string): number | null {
  const local = instant + offsetAt(instant, timeZone)
  return local >= firstInstant && local <= lastInstant ? local : null
}

/** The day that an instant falls on in a zone; null outside the years 1 to 9999. */
export function dayOfInstant(instant: number, timeZone: string): Day | null {
  const local = localTimeOf(instant, timeZone)
  return local === null ? null : dayAt(Math.floor(local / dayLength))
}

/**
 * The instant at which the clock of the zone shows a time. Where the clock is put forward, times that it leaves out are
 * reckoned with the clock before; where it is put back, of the two the second counts. PostgreSQL does the same.
 */
export function instantOfLocal(local: number, timeZone: string): number {
  const before = local - offsetAt(local - dayLength, timeZone)
  const after = local - offsetAt(local + dayLength, timeZone)
  if (before === after) return before
  if (after + offsetAt(after, timeZone) === local) return after
  return before
}

/** The first instant of a day in a zone, of a day number. */
export function startOfDayNumber(number: number, timeZone: string): number {
  const midnight = number * dayLength
  const start = instantOfLocal(midnight, timeZone)
  // Where the clock is put back over midnight there are two; the day begins with the first.
  const earlier = start - hour
  return earlier + offsetAt(earlier, timeZone) === midnight ? earlier : start
}

/** The first instant of a day in a zone. */
export function startOfDay(day: Day, timeZone: string): Date {
  return new Date(startOfDayNumber(dayNumber(day), timeZone))
}

/** How far the clock of a zone is ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const time = Math.max(instant, firstChange)
  const known = offsetsOf(timeZone)
  const bucket = Math.floor(time / hour)
  let offset = known.get(bucket)
  if (offset === undefined) {
    const start = computeOffset(bucket * hour, timeZone)
    // Where the clock changes within the hour nothing is remembered.
    if (start !== computeOffset((bucket + 1) * hour - 1000, timeZone)) return computeOffset(time, timeZone)
    offset = start
    if (known.size >= mostKnown) known.clear()
    known.set(bucket, offset)
  }
  return offset
}

const mostKnown = 50_000
const offsets = new Map<string, Map<number, number>>()

function offsetsOf(timeZone: string): Map<number, number> {
  let known = offsets.get(timeZone)
  if (!known) {
    known = new Map()
    offsets.set(timeZone, known)
  }
  return known
}

const formats = new Map<string, Intl.DateTimeFormat>()

function computeOffset(time: number, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    const digits = '2-digit'
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
    })
    formats.set(timeZone, format)
  }
  const whole = Math.floor(time / 1000) * 1000
  const parts: { [type: string]: string } = {}
  for (const { type, value } of format.formatToParts(whole)) parts[type] = value
  const { year = '', month, day, hour: hours, minute, second } = parts
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minute), Number(second)) - whole
}
