import { countWorkdays, dayOfInstant, instantOfLocal } from '@mortise/expressions'
import type { StartBySchedule } from '@mortise/metadata'
import type { WorkTime } from '@mortise/process'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Further than that no schedule has to be looked: a month, and the longest holidays. */
const mostDays = 70
const usualTime = '09:00'

/** When a schedule comes round next after a moment, ISO; by the clock and the calendar of the workspace. */
export function nextOccurrence(schedule: StartBySchedule, after: string, time: WorkTime): string | null {
  const since = Date.parse(after)
  const at = schedule.at ?? usualTime
  if (schedule.every === 'hour') return nextHour(since, Number(at.slice(3)))
  const minutes = Number(at.slice(0, 2)) * 60 + Number(at.slice(3))
  const today = dayOfInstant(since, time.timeZone)
  if (today === null) return null
  for (let ahead = 0; ahead <= mostDays; ahead += 1) {
    const day = new Date(Date.parse(`${today}T00:00:00Z`) + ahead * dayMs).toISOString().slice(0, 10)
    if (!falls(schedule, day, time)) continue
    const moment = instantOfLocal(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000, time.timeZone)
    if (moment > since) return new Date(moment).toISOString()
  }
  return null
}

/** Time zones differ by whole hours or by halves: minutes are those of the wide world. */
function nextHour(since: number, minute: number): string {
  const start = Math.floor(since / hourMs) * hourMs + minute * 60_000
  return new Date(start > since ? start : start + hourMs).toISOString()
}

function falls({ every, weekday = 1, day: dayOfMonth = 1 }: StartBySchedule, day: string, time: WorkTime): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  if (every === 'working_day') return countWorkdays(day, day, time.calendar) === 1
  if (every === 'week') return (date.getUTCDay() + 6) % 7 === weekday - 1
  if (every !== 'month') return true
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.getUTCDate() === Math.min(dayOfMonth, last)
}
