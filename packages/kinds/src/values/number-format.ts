const formats = new Map<string, Intl.NumberFormat>()

/** A decimal text with the thousands separators of the language; exact, because Intl reads the text itself. */
export function formatDecimal(value: string | number, scale: number, language: string): string {
  return format(value, language, { minimumFractionDigits: scale, maximumFractionDigits: scale })
}

/** An amount with the sign of its currency. */
export function formatMoney(value: string, scale: number, currency: string, language: string): string {
  return format(value, language, {
    style: 'currency',
    currency,
    // "CN¥" in English reads odd in a product made in China; other narrow signs ($ for AUD) would be ambiguous.
    currencyDisplay: currency === 'CNY' ? 'narrowSymbol' : 'symbol',
    minimumFractionDigits: scale,
    maximumFractionDigits: scale,
  })
}

/** The sign of a currency: ¥, $, €. */
export function currencySymbol(currency: string, language: string): string {
  return formatMoney('0', 0, currency, language).replaceAll(/[\d\s.,]/g, '')
}

function format(value: string | number, language: string, options: Intl.NumberFormatOptions): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-US'
  const key = `${locale}/${options.currency ?? ''}/${options.maximumFractionDigits}`
  let formatter = formats.get(key)
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, options)
    formats.set(key, formatter)
  }
  return formatter.format(value as Intl.StringNumericLiteral)
}
