const steps: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
]

/** How long ago something was: 5 minutes ago, 3 小时前. Null under a minute. */
export function relativeTime(at: string, now: Date, language: string): string | null {
  const passed = Math.max(0, (now.getTime() - Date.parse(at)) / 1000)
  const format = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' })
  const step = steps.find(({ seconds }) => passed >= seconds)
  return step ? format.format(-Math.floor(passed / step.seconds), step.unit) : null
}

/** The exact time of an instant, in the zone of the workspace. */
export function exactTime(at: string, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'full', timeStyle: 'medium', timeZone }).format(
    new Date(at),
  )
}

/** The time of day of an instant, in the zone of the workspace. */
export function timeOfDay(at: string, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'short', timeZone }).format(new Date(at))
}

/** A day YYYY-MM-DD in words; the year only where it is another. */
export function dayInWords(day: string, now: Date, language: string): string {
  const sameYear = day.slice(0, 4) === String(now.getFullYear())
  const options: Intl.DateTimeFormatOptions = { month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(localeOf(language), sameYear ? options : { ...options, year: 'numeric' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

function localeOf(language: string): string {
  return language === 'zh' ? 'zh-CN' : 'en-GB'
}
