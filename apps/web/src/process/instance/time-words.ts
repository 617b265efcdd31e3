import type { Language } from '@mortise/core'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const localeOf = (language: Language | string) => (language === 'zh' ? 'zh-CN' : 'en-GB')

/** How long it is until something, or since: in 3 hours, 2 天前. */
export function timeUntil(at: string, now: Date, language: Language): string {
  const left = Date.parse(at) - now.getTime()
  const format = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' })
  const size = Math.abs(left)
  if (size >= day) return format.format(Math.round(left / day), 'day')
  if (size >= hour) return format.format(Math.round(left / hour), 'hour')
  return format.format(Math.round(left / minute), 'minute')
}

/** A length of time in its two largest units: 2 天 3 小时, 5 min. Under a minute it is one. */
export function durationWords(milliseconds: number, language: Language): string {
  const minutes = Math.max(1, Math.round(milliseconds / minute))
  const parts: [number, 'day' | 'hour' | 'minute'][] = [
    [Math.floor(minutes / (24 * 60)), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) =>
      new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'short' }).format(count),
    )
    .join(' ')
}

/** A moment: the time of day today, else the day, with the year where it is another. */
export function momentWords(at: string, now: Date, { timeZone, language }: { timeZone: string; language: Language }) {
  const date = new Date(at)
  const dayOf = (one: Date) => one.toLocaleDateString('en-CA', { timeZone })
  const locale = localeOf(language)
  if (dayOf(date) === dayOf(now)) return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(date)
  const sameYear = dayOf(date).slice(0, 4) === dayOf(now).slice(0, 4)
  const options: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', timeZone }
  return new Intl.DateTimeFormat(locale, sameYear ? options : { ...options, year: 'numeric' }).format(date)
}
