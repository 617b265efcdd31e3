import { addMonths, type Day, dayAt, dayNumber, dayOfInstant, unitAround } from '@mortise/expressions'
import type { RelativeRange } from '@mortise/metadata'

const [firstDay, lastDay] = ['0001-01-01', '9999-12-31']

/** So many days later; the first or the last day there is, beyond them. */
export function addDays(day: Day, days: number): Day {
  return dayAt(dayNumber(day) + days) ?? (days < 0 ? firstDay : lastDay)
}

/** The day that an instant falls on in a zone. */
export function dayOf(instant: Date, timeZone: string): Day {
  return dayOfInstant(instant.getTime(), timeZone) ?? (instant.getTime() < 0 ? firstDay : lastDay)
}

/** The days from `from` up to, but not including, `to`. Weeks begin on Monday. "last" and "next" leave out today's unit. */
export function daysOfRange({ span, unit, count = 1 }: RelativeRange, today: Day): { from: Day; to: Day } {
  const start = dayAt(unitAround(today, unit).start) ?? firstDay
  const after = (units: number) => addUnits[unit](start, units)
  if (span === 'this') return { from: start, to: after(1) }
  if (span === 'last') return { from: after(-count), to: start }
  return { from: after(1), to: after(1 + count) }
}

const byMonths = (length: number) => (start: Day, count: number) =>
  addMonths(start, length * count) ?? (count < 0 ? firstDay : lastDay)

/** For the first day of a unit. */
const addUnits: Record<RelativeRange['unit'], (start: Day, count: number) => Day> = {
  day: addDays,
  week: (start, count) => addDays(start, 7 * count),
  month: byMonths(1),
  quarter: byMonths(3),
  year: byMonths(12),
}
