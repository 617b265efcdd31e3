import type { Language } from '@mortise/core'

const minute = 60_000
const day = 24 * 60 * minute

/** A moment as short as it can be read: minutes and hours ago, then the day. */
export function whenText(at: string, language: Language, now = Date.now()): string {
  const passed = now - Date.parse(at)
  const locale = language === 'zh' ? 'zh-CN' : 'en'
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' })
  if (passed < minute) return language === 'zh' ? '刚刚' : 'now'
  if (passed < 60 * minute) return relative.format(-Math.floor(passed / minute), 'minute')
  if (passed < day) return relative.format(-Math.floor(passed / 60 / minute), 'hour')
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' as const }
  return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', ...year }).format(new Date(at))
}
