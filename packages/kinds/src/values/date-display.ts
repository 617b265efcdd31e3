import { type WallTime, wallTime } from './wall-time.ts'

const english = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' })

/** A day for reading: 2026-11-22 in Chinese, Nov 22, 2026 in English. Other text as it is. */
export function displayDay(day: string, language: string): string {
  return language === 'zh' || !/^\d{4}-\d{2}-\d{2}$/.test(day) ? day : english.format(new Date(`${day}T00:00:00Z`))
}

/** An instant for reading, in a zone. Other text as it is. */
export function displayInstant(instant: string, timeZone: string, language: string): string {
  const wall = wallOf(instant, timeZone)
  return wall ? `${displayDay(wall.day, language)} ${wall.time}` : instant
}

/** The wall time of an instant; null when the text is none. */
export function wallOf(instant: string, timeZone: string): WallTime | null {
  return Number.isNaN(Date.parse(instant)) || !instant.endsWith('Z') ? null : wallTime(instant, timeZone)
}
