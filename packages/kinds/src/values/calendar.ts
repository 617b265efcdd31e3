const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const instantPattern = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|z|[+-]\d{2}:?\d{2})$/

/** Whether the text is a real day of the calendar, from 0001-01-01 to 9999-12-31. */
export function isCalendarDay(text: string): boolean {
  const parts = dayPattern.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The day as YYYY-MM-DD, or null when there is no such day. */
export function calendarDay(year: number, month: number, day: number): string | null {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  return isCalendarDay(text) ? text : null
}

/** An instant as ISO text in UTC with milliseconds; null when it is none. The zone must be written. */
export function instantText(text: string): string | null {
  const parts = instantPattern.exec(text)
  if (!parts) return null
  const [, day = '', hour = '', minute = '', second = '00', fraction = '', zone = 'Z'] = parts
  if (!isCalendarDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const offset = zoneOffset(zone)
  if (offset === null) return null
  const millisecond = fraction.slice(0, 3).padEnd(3, '0')
  if (offset === 0) return `${day}T${hour}:${minute}:${second}.${millisecond}Z`
  const time = Date.parse(`${day}T${hour}:${minute}:${second}.${millisecond}Z`) - offset * 60_000
  const instant = new Date(time)
  const year = instant.getUTCFullYear()
  return year >= 1 && year <= 9999 ? instant.toISOString() : null
}

/** Minutes east of UTC. */
function zoneOffset(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(-2))
  if (hours > 15 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0')
}
