import {
  addWorkdays,
  countWorkdays,
  dayOfInstant,
  instantOfLocal,
  startOfDay,
  type WorkCalendar,
} from '@mortise/expressions'
import { processErrors } from '../errors.ts'
import type { Duration, DurationUnit } from './duration.ts'

/** When people work: the days by the calendar, the hours by the clock of the workspace, in minutes after midnight. */
export interface WorkTime {
  timeZone: string
  calendar: WorkCalendar
  from: number
  to: number
}

const minute = 60_000
const minutesOf: { readonly [Unit in DurationUnit]: number } = { minute: 1, hour: 60, day: 1440, week: 10_080 }
/** Working days of a working week. */
const workWeek = 5

/** When a length of time is over, ISO. Working days end at the same time of the day; working hours count within them. */
export function dueAfter(at: string, { amount, unit, working }: Duration, time: WorkTime): string {
  if (!working) return write(Date.parse(at) + amount * minutesOf[unit] * minute)
  if (unit === 'day' || unit === 'week') return afterDays(at, unit === 'week' ? amount * workWeek : amount, time)
  return afterMinutes(at, amount * minutesOf[unit], time)
}

function afterDays(at: string, count: number, time: WorkTime): string {
  const { day, minutes } = local(at, time)
  const due = addWorkdays(day, count, time.calendar)
  if (due === null) throw processErrors.TIME_TOO_FAR()
  return atMinute(due, minutes, time)
}

function afterMinutes(at: string, wanted: number, time: WorkTime): string {
  const start = local(at, time)
  const worksToday = countWorkdays(start.day, start.day, time.calendar) === 1
  const begun = worksToday ? Math.min(Math.max(start.minutes, time.from), time.to) : time.to
  const leftToday = time.to - begun
  if (worksToday && wanted <= leftToday) return atMinute(start.day, begun + wanted, time)
  const perDay = time.to - time.from
  const left = wanted - leftToday
  const days = Math.ceil(left / perDay)
  const day = addWorkdays(start.day, days, time.calendar)
  if (day === null) throw processErrors.TIME_TOO_FAR()
  return atMinute(day, time.from + left - (days - 1) * perDay, time)
}

function local(at: string, { timeZone }: WorkTime): { day: string; minutes: number } {
  const instant = Date.parse(at)
  const day = dayOfInstant(instant, timeZone)
  if (day === null) throw processErrors.TIME_TOO_FAR()
  return { day, minutes: (instant - startOfDay(day, timeZone).getTime()) / minute }
}

/** By the clock, so that nine in the morning stays nine where the clock was put forward. */
function atMinute(day: string, minutes: number, { timeZone }: WorkTime): string {
  return write(instantOfLocal(Date.parse(`${day}T00:00:00Z`) + minutes * minute, timeZone))
}

function write(time: number): string {
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) throw processErrors.TIME_TOO_FAR()
  return new Date(time).toISOString()
}
