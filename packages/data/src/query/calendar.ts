import type { RelativeRange } from '@mortise/metadata'

/** A day of the calendar, without a zone: `2026-11-22`. */
export type Day = string

const dayMs = 86_400_000

/** Whether a text is a real day between the years 1 and 9999. */
export function isDay(value: unknown): value is Day {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    value > '0001' &&
    fromNumber(toNumber(value)) === value
  )
}

export function addDays(day: Day, days: number): Day {
  return fromNumber(toNumber(day) + days)
}

/** The day that an instant falls on in a zone. */
export function dayOf(instant: Date, timeZone: string): Day {
  return localTime(instant.getTime(), timeZone).slice(0, 10)
}

/** The first instant of a day in a zone. */
export function startOfDay(day: Day, timeZone: string): Date {
  const midnight = toNumber(day) * dayMs
  // The offset is that of the instant sought, which is not known yet: two rounds settle it except inside a gap.
  const first = midnight - offsetAt(midnight, timeZone)
  const second = midnight - offsetAt(first, timeZone)
  if (midnight - offsetAt(second, timeZone) === second) return new Date(second)
  // The clock jumped over midnight: the day begins where the gap ends.
  return new Date(Math.max(first, second))
}

/** The days from `from` up to, but not including, `to`. Weeks begin on Monday. "last" and "next" leave out today's unit. */
export function daysOfRange({ span, unit, count = 1 }: RelativeRange, today: Day): { from: Day; to: Day } {
  const { startOf, add } = units[unit]
  const start = startOf(today)
  if (span === 'this') return { from: start, to: add(start, 1) }
  if (span === 'last') return { from: add(start, -count), to: start }
  return { from: add(start, 1), to: add(start, 1 + count) }
}

interface Unit {
  startOf(day: Day): Day
  /** For a first day of a unit, so that the day of the month exists everywhere. */
  add(start: Day, count: number): Day
}

const units: Record<RelativeRange['unit'], Unit> = {
  day: { startOf: (day) => day, add: addDays },
  week: {
    startOf: (day) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7)),
    add: (start, count) => addDays(start, 7 * count),
  },
  month: { startOf: (day) => `${day.slice(0, 7)}-01`, add: addMonths },
  quarter: {
    startOf(day) {
      const month = Number(day.slice(5, 7))
      return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
    },
    add: (start, count) => addMonths(start, 3 * count),
  },
  year: { startOf: (day) => `${day.slice(0, 4)}-01-01`, add: (start, count) => addMonths(start, 12 * count) },
}

function addMonths(firstOfMonth: Day, months: number): Day {
  const total = Number(firstOfMonth.slice(0, 4)) * 12 + Number(firstOfMonth.slice(5, 7)) - 1 + months
  return `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}-01`
}

function toNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs
}

function fromNumber(number: number): Day {
  return Number.isFinite(number) ? new Date(number * dayMs).toISOString().slice(0, 10) : ''
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `2026-11-22T08:30:00`, as a clock on the wall of the zone shows it. */
function localTime(time: number, timeZone: string): string {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timeZone, format)
  }
  const parts: { [type: string]: string } = {}
  for (const { type, value } of format.formatToParts(time)) parts[type] = value
  const { year = '', month, day, hour, minute, second } = parts
  return `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`
}

function offsetAt(time: number, timeZone: string): number {
  const whole = Math.floor(time / 1000) * 1000
  return Date.parse(`${localTime(whole, timeZone)}Z`) - whole
}
