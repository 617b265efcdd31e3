import { addMonths, type Day } from '@mortise/expressions'
import { dayWords } from '../../../view-parts/day-words.ts'
import { addDays, daysBetween, weekStart } from '../../../view-parts/spans.ts'

export type CalendarMode = 'month' | 'week' | 'day' | 'rows'

export interface DayRange {
  from: Day
  to: Day
}

type Range = { days(day: Day): DayRange; step(day: Day, by: number): Day; title(day: Day, language: string): string }

const week = (day: Day): DayRange => ({ from: weekStart(day), to: addDays(weekStart(day), 6) })
const weekTitle = (day: Day, language: string) => spanTitle(week(day), language)

/** What each way of looking shows around a day, and how it turns the page. */
const ranges: Record<CalendarMode, Range> = {
  month: {
    days(day) {
      const first = `${day.slice(0, 7)}-01`
      const from = weekStart(first)
      const last = addDays(addMonths(first, 1) ?? first, -1)
      return { from, to: addDays(weekStart(last), 6) }
    },
    step: (day, by) => addMonths(`${day.slice(0, 7)}-01`, by) ?? day,
    title: (day, language) => dayWords(day, language, { year: 'numeric', month: 'long' }),
  },
  week: { days: week, step: (day, by) => addDays(day, 7 * by), title: weekTitle },
  rows: { days: week, step: (day, by) => addDays(day, 7 * by), title: weekTitle },
  day: {
    days: (day) => ({ from: day, to: day }),
    step: addDays,
    title: (day, language) =>
      dayWords(day, language, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }),
  },
}

export function rangeOf(mode: CalendarMode, day: Day): DayRange {
  return ranges[mode].days(day)
}

export function stepBy(mode: CalendarMode, day: Day, by: number): Day {
  return ranges[mode].step(day, by)
}

export function titleOf(mode: CalendarMode, day: Day, language: string): string {
  return ranges[mode].title(day, language)
}

/** The first days of the weeks of a range. */
export function weeksOf({ from, to }: DayRange): Day[] {
  return Array.from({ length: Math.ceil((daysBetween(from, to) + 1) / 7) }, (_, index) => addDays(from, index * 7))
}

/** The year is said once where both days are in it. */
function spanTitle({ from, to }: DayRange, language: string): string {
  const short: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' }
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  const whole = { ...short, year: 'numeric' as const }
  const [first, last] = language === 'zh' || !sameYear ? [whole, sameYear ? short : whole] : [short, whole]
  return `${dayWords(from, language, first)} – ${dayWords(to, language, last)}`
}
