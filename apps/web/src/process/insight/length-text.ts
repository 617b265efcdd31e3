import type { Language } from '@mortise/core'

const units = [
  { seconds: 86_400, zh: '天', en: 'd' },
  { seconds: 3600, zh: '小时', en: 'h' },
  { seconds: 60, zh: '分钟', en: 'min' },
  { seconds: 1, zh: '秒', en: 's' },
] as const

/** A length of time as one reads it: its largest unit, and the next one where that matters. */
export function lengthText(seconds: number, language: Language): string {
  const place = units.findIndex((unit) => seconds >= unit.seconds)
  const unit = units[place < 0 ? units.length - 1 : place] ?? units[3]
  const whole = Math.floor(seconds / unit.seconds)
  const next = place >= 0 && whole < 10 && unit.seconds > 60 ? units[place + 1] : undefined
  const rest = next ? Math.round((seconds - whole * unit.seconds) / next.seconds) : 0
  const parts =
    next && rest > 0
      ? [part(whole, unit, language), part(rest, next, language)]
      : [part(next ? whole : Math.round(seconds / unit.seconds), unit, language)]
  return parts.join(' ')
}

const part = (count: number, unit: (typeof units)[number], language: Language) => `${count} ${unit[language]}`
