import type { Language } from '@mortise/core'

const localeOf = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB')

/** A count as the language writes it: 1,234. */
export const countText = (count: number, language: Language): string =>
  new Intl.NumberFormat(localeOf(language)).format(count)

/** A share of a whole, in per cent: 45%. */
export const shareText = (share: number, language: Language): string =>
  new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: 0 }).format(share)
