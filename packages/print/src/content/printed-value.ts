import { localize } from '@mortise/core'
import {
  type ExpressionSchema,
  type ExpressionType,
  formatDecimal,
  type TypeKind,
  type Value,
} from '@mortise/expressions'
import { type FieldModel, type PlaceholderFormat, shownField } from '@mortise/metadata'

/** How values are written on paper. */
export interface PrintWords {
  language: 'zh' | 'en'
  timeZone: string
  schema: ExpressionSchema
  /** Names of people and departments by id. */
  names: ReadonlyMap<string, string>
}

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = language === 'zh' ? 'zh-CN' : 'en-US'
  const key = `${locale} ${JSON.stringify(options)}`
  const known = (formats.get(key) ?? new Intl.NumberFormat(locale, options)) as Intl.NumberFormat
  formats.set(key, known)
  return known
}

const currency = { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' } as const

/** A decimal text in a format that says how numbers are written. */
function numberIn(text: string, format: PlaceholderFormat, language: string): string {
  const options: { [Format in PlaceholderFormat]?: Intl.NumberFormatOptions } = {
    money: { ...currency, minimumFractionDigits: 2, maximumFractionDigits: 2 },
    percent: { style: 'percent', maximumFractionDigits: 2 },
  }
  return numberFormat(language, options[format] ?? { maximumFractionDigits: 10 }).format(text as `${number}`)
}

/** A day: 2026-11-23, or in full 2026年11月23日, 23 November 2026. */
function dayIn(day: string, format: PlaceholderFormat, language: string): string {
  if (format !== 'long_date') return day
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const options = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${day}T00:00:00Z`))
}

/** A moment as people write it, in the time of the workspace. */
export function momentIn(
  instant: string,
  format: PlaceholderFormat,
  { language, timeZone }: Pick<PrintWords, 'language' | 'timeZone'>,
): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const [day = '', time = ''] = parts.format(new Date(instant)).split(' ')
  if (format === 'date' || format === 'long_date') return dayIn(day, format, language)
  return `${day} ${time}`
}

/** The value of a field as text. `titles`: of the records that it leads to. */
export function fieldText(
  field: FieldModel,
  value: unknown,
  words: PrintWords,
  { format = 'auto', titles = null }: { format?: PlaceholderFormat; titles?: string | null } = {},
): string {
  if (titles !== null) return titles
  const shown = shownField(field)
  if (value === null || value === undefined || value === '') return ''
  const type = shown.kind.expression?.(shown) ?? null
  if (type?.kind === 'user' || type?.kind === 'department') return words.names.get(String(value)) ?? ''
  if (type?.kind === 'ref') return ''
  if (type?.kind === 'bool') return yesNo(value === true, words.language)
  if (type?.kind === 'date') return dayIn(String(value), format, words.language)
  if (type?.kind === 'datetime') return momentIn(String(value), format, words)
  if (type?.kind === 'num' && format !== 'auto') return numberIn(String(value), format, words.language)
  return shown.kind.text?.(value as never, shown, words.language) ?? (Array.isArray(value) ? '' : String(value))
}

const yesNo = (yes: boolean, language: string): string => (language === 'zh' ? (yes ? '是' : '否') : yes ? 'Yes' : 'No')

type Writer = (value: Value, type: ExpressionType, format: PlaceholderFormat, words: PrintWords) => string

const plain: Writer = (value) => String(value)
const option: Writer = (value, type, _format, { schema, language }) => {
  const set = 'optionSet' in type ? schema.optionSet(type.optionSet) : null
  const found = set?.options.find(({ key }) => key === value)
  return found ? localize(found.label, language) : String(value)
}
const named: Writer = (value, _type, _format, { names }) => names.get(String(value)) ?? ''

const writers: Record<TypeKind, Writer> = {
  num: (value, _type, format, { language }) => numberIn(formatDecimal(value as bigint), format, language),
  text: plain,
  bool: (value, _type, _format, { language }) => yesNo(value === true, language),
  date: (value, _type, format, { language }) => dayIn(String(value), format, language),
  datetime: (value, _type, format, words) => momentIn(String(value), format, words),
  enum: option,
  set: option,
  ref: () => '',
  user: named,
  department: named,
  files: () => '',
  list: plain,
  blank: () => '',
}

/** What an expression gave, as text. */
export function valueText(type: ExpressionType, value: Value, format: PlaceholderFormat, words: PrintWords): string {
  if (value === null) return ''
  if (Array.isArray(value)) {
    const member = type.kind === 'list' ? type.of : type
    return value
      .map((one) => valueText(member, one as Value, format, words))
      .join(words.language === 'zh' ? '、' : ', ')
  }
  return writers[type.kind](value, type, format, words)
}
