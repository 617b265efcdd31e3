import { dayInZone } from './day-in-zone.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** What a clock on the wall of a zone shows: `{ day: '2026-11-22', time: '16:30' }`. */
export interface WallTime {
  day: string
  time: string
}

/** The wall time of an instant in a zone. */
export function wallTime(instant: string, timeZone: string): WallTime {
  const date = new Date(instant)
  return { day: dayInZone(date, timeZone), time: timeFormat(timeZone).format(date) }
}

/**
 * The instant at which the clock of a zone shows a wall time, as ISO text. In the hour that a clock skips in spring the
 * time after the jump is meant; in the hour that comes twice in autumn, the first.
 */
export function instantAt({ day, time }: WallTime, timeZone: string): string {
  const asUtc = Date.parse(`${day}T${time}:00.000Z`)
  const before = asUtc - offsetAt(asUtc - 86_400_000, timeZone)
  const after = asUtc - offsetAt(asUtc + 86_400_000, timeZone)
  const found = [before, after].sort((a, b) => a - b).find((at) => offsetAt(at, timeZone) === asUtc - at)
  return new Date(found ?? before).toISOString()
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const wall = wallTime(new Date(instant).toISOString(), timeZone)
  const minute = Math.floor(instant / 60_000) * 60_000
  return Date.parse(`${wall.day}T${wall.time}:00.000Z`) - minute
}

function timeFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    formats.set(timeZone, format)
  }
  return format
}
