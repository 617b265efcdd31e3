import { useLanguage } from '@mortise/ui'
import { useMemo } from 'react'

/** Dates, numbers and sizes as the language of the page writes them. */
export function useFormat(): {
  date(instant: string): string
  instant(instant: string): string
  number(value: number): string
  bytes(value: number): string
} {
  const language = useLanguage()
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
    const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
    const number = new Intl.NumberFormat(locale)
    return {
      date: (value) => date.format(new Date(value)),
      instant: (value) => instant.format(new Date(value)),
      number: (value) => number.format(value),
      bytes: (value) => formatBytes(value, locale),
    }
  }, [language])
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** 1536 → 1.5 KB. */
export function formatBytes(value: number, locale: string): string {
  let amount = value
  let unit = 0
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024
    unit += 1
  }
  const digits = unit === 0 || amount >= 100 ? 0 : 1
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(amount)} ${units[unit]}`
}
