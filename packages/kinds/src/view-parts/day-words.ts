import type { Day } from '@mortise/expressions'
import { isWholeDays, lastDayOf, type Moment, type Span } from './spans.ts'

/** A day in words; days belong to no zone. */
export function dayWords(day: Day, language: string, options: Intl.DateTimeFormatOptions): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

/** The hour of a moment as clocks show it. */
export function clock({ minute }: Pick<Moment, 'minute'>): string {
  const at = minute ?? 0
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}

/** When something is, in few words. */
export function whenText(span: Span, language: string): string {
  const words = (at: Day) => dayWords(at, language, { month: 'short', day: 'numeric' })
  const last = lastDayOf(span)
  if (!isWholeDays(span)) return `${words(span.start.day)} ${clock(span.start)}–${clock(span.end)}`
  return last === span.start.day ? words(last) : `${words(span.start.day)} – ${words(last)}`
}
