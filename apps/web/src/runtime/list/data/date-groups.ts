/** The days of a month: `2026-11-01` (or an instant in it) → first and last day. */
export function monthSpan(value: string): [first: string, last: string] {
  const [year = 0, month = 1] = value.split('-').map(Number)
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const prefix = value.slice(0, 7)
  return [`${prefix}-01`, `${prefix}-${String(days).padStart(2, '0')}`]
}

/** A month as people write it: 2026年11月, November 2026. */
export function monthLabel(value: string, language: string): string {
  const [first] = monthSpan(value)
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${first}T00:00:00Z`))
}
