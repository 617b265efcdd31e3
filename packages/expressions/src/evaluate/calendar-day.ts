/** A day of the calendar, without a zone: `2026-11-22`. Years 1 to 9999. */
export type Day = string

/** Days since 1970-01-01 of the first and the last day there is. */
export const firstDayNumber = -719_162
export const lastDayNumber = 2_932_896

/** Whether a value is a real day between the years 1 and 9999. */
export function isDay(value: unknown): value is Day {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    value > '0001' &&
    writeDay(dayNumber(value)) === value
  )
}

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return numberOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)))
}

/** The day with that number, or null before the year 1 and after 9999. */
export function dayAt(number: number): Day | null {
  return number >= firstDayNumber && number <= lastDayNumber ? writeDay(number) : null
}

/** Months and days may run over, as in Excel: the 30th of February is the 1st or 2nd of March. */
export function dayOfParts(year: number, month: number, day: number): Day | null {
  const months = year * 12 + month - 1
  if (!(months >= 12 && months < 120_000)) return null
  return dayAt(numberOf(Math.floor(months / 12), (months % 12) + 1, 1) + day - 1)
}

export function partsOfDay(day: Day): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1
}

/** The 31st of January plus one month is the last day of February. */
export function addMonths(day: Day, count: number): Day | null {
  const parts = partsOfDay(day)
  const first = dayOfParts(parts.year, parts.month + count, 1)
  if (first === null) return null
  const { year, month } = partsOfDay(first)
  return dayOfParts(year, month, Math.min(parts.day, daysInMonth(year, month)))
}

export function daysInMonth(year: number, month: number): number {
  return numberOf(year, month + 1, 1) - numberOf(year, month, 1)
}

/** Whole months from one day to another; negative when the other is earlier. */
export function monthsBetween(from: Day, to: Day): number {
  if (to < from) return 0 - monthsBetween(to, from)
  const [a, b] = [partsOfDay(from), partsOfDay(to)]
  return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0)
}

/** The week that has the Thursday, so that the first of January can be in the last week of the year before. */
export function isoWeekOf(number: number): number {
  const thursday = number + 4 - weekdayOf(number)
  const year = Number(writeDay(thursday).slice(0, 4))
  return Math.floor((thursday - numberOf(year, 1, 1)) / 7) + 1
}

export const calendarUnits = ['day', 'week', 'month', 'quarter', 'year'] as const
export type CalendarUnit = (typeof calendarUnits)[number]

/** Number of the first day of the unit that the day is in, and of the first day of the next. Weeks begin on Monday. */
export function unitAround(day: Day, unit: CalendarUnit): { start: number; next: number } {
  return spans[unit](day)
}

const spans: Record<CalendarUnit, (day: Day) => { start: number; next: number }> = {
  day: (day) => ({ start: dayNumber(day), next: dayNumber(day) + 1 }),
  week: (day) => {
    const start = dayNumber(day) - weekdayOf(dayNumber(day)) + 1
    return { start, next: start + 7 }
  },
  month: (day) => monthSpan(day, 1),
  quarter: (day) => monthSpan(day, 3),
  year: (day) => monthSpan(day, 12),
}

function monthSpan(day: Day, length: number): { start: number; next: number } {
  const { year, month } = partsOfDay(day)
  const first = month - ((month - 1) % length)
  return { start: numberOf(year, first, 1), next: numberOf(year, first + length, 1) }
}

/** Of the Gregorian calendar, reckoned back before it was in use, as databases do. The month may be one of the next year. */
function numberOf(year: number, month: number, day: number): number {
  const carried = month > 12 ? year + 1 : year
  const inYear = month > 12 ? month - 12 : month
  // Years begin in March here, so that the leap day is their last.
  const shifted = inYear > 2 ? carried : carried - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (inYear + (inYear > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

function writeDay(number: number): Day {
  const time = new Date(number * 86_400_000)
  return Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(0, 10)
}
