import { calendarDay, instantText } from './calendar.ts'
import { instantAt } from './wall-time.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const relativeDays: Readonly<Record<string, number>> = {
  今天: 0,
  today: 0,
  明天: 1,
  tomorrow: 1,
  后天: 2,
  昨天: -1,
  yesterday: -1,
  前天: -2,
}

/** Reads a day as people write it. `today` (YYYY-MM-DD) gives the year where none is written. Null when it is no day. */
export function parseDateText(input: string, today: string): string | null {
  const text = input.normalize('NFKC').trim().toLowerCase()
  const shift = relativeDays[text]
  if (shift !== undefined) return shiftDay(today, shift)
  for (const read of [yearFirst, packed, monthAndDay, namedMonth, yearLast]) {
    const day = read(text, today)
    if (day !== undefined) return day
  }
  return null
}

/** Reads a date and time as people write it, in a zone; ISO text with its own zone is taken as it is. */
export function parseDateTimeText(input: string, today: string, timeZone: string): string | null {
  const text = input.normalize('NFKC').trim()
  const exact = instantText(text)
  if (exact) return exact
  const parts =
    /^(.*?)[\s,t]*(上午|下午|晚上|中午|am|pm)?\s*(\d{1,2})\s*[:时点]\s*(\d{1,2})?(?::\d{1,2}(?:\.\d+)?)?\s*分?\s*(am|pm)?$/i.exec(
      text,
    )
  const day = parseDateText(parts ? (parts[1] ?? '') || today : text, today)
  if (!day) return null
  const time = parts ? clockTime(parts[3], parts[4], (parts[2] ?? parts[5])?.toLowerCase()) : '00:00'
  return time ? instantAt({ day, time }, timeZone) : null
}

/** Reads the time of a day: 9:30, 0930, 9点半, 下午3:00. Null when it is no time. */
export function parseTimeText(input: string): string | null {
  const text = input.normalize('NFKC').trim().toLowerCase().replace('半', '30')
  const parts = /^(上午|下午|晚上|中午|am|pm)?\s*(\d{1,2})(?:\s*[:时点.]\s*(\d{1,2})?|(\d{2}))?\s*分?\s*(am|pm)?$/.exec(
    text,
  )
  return parts ? clockTime(parts[2], parts[3] ?? parts[4], parts[1] ?? parts[5]) : null
}

type Reader = (text: string, today: string) => string | null | undefined

const yearFirst: Reader = (text) => {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(text)
  return parts ? calendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined
}

const packed: Reader = (text) => {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  return parts ? calendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined
}

const monthAndDay: Reader = (text, today) => {
  const parts = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(text)
  return parts ? calendarDay(Number(today.slice(0, 4)), Number(parts[1]), Number(parts[2])) : undefined
}

const namedMonth: Reader = (text, today) => {
  const parts =
    /^(?<month>[a-z]{3,9})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}))?$/.exec(text) ??
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?<month>[a-z]{3,9})\.?(?:,?[\s-]+(?<year>\d{4}))?$/.exec(text)
  if (!parts?.groups) return undefined
  const { month = '', day, year } = parts.groups
  return calendarDay(Number(year ?? today.slice(0, 4)), months.indexOf(month.slice(0, 3)) + 1, Number(day))
}

/** 11/22/2026 or 22/11/2026; where both could be the month, nobody can know, so it is refused. */
const yearLast: Reader = (text) => {
  const parts = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})$/.exec(text)
  if (!parts) return undefined
  const [first, second, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (first <= 12 && second <= 12 && first !== second) return null
  return first > 12 ? calendarDay(year, second, first) : calendarDay(year, first, second)
}

function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function clockTime(hourText: string | undefined, minuteText: string | undefined, half: string | undefined) {
  const written = Number(hourText)
  const minute = Number(minuteText ?? 0)
  const afternoon = half === '下午' || half === '晚上' || half === 'pm' || (half === '中午' && written < 11)
  const morning = half === 'am' || half === '上午'
  if (half && half !== '上午' && written > 12 && !afternoon) return null
  const hour = afternoon && written < 12 ? written + 12 : morning && written === 12 ? 0 : written
  return hour <= 23 && minute <= 59 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null
}
