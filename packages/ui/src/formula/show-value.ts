import { localize } from '@mortise/core'
import type { ExpressionSchema, ExpressionType, TypeKind } from '@mortise/expressions'
import { formulaTexts } from './formula-texts.ts'

/** What is needed to write a value as people read it. */
export interface ValueWords {
  schema: ExpressionSchema
  language: string
  /** Names of people, departments and records by their id; what is not known is shown as its id. */
  names?: ReadonlyMap<string, string>
}

/** A value of the API as people read it: numbers grouped, options by their label, blank in brackets. */
export function showValue(type: ExpressionType, value: unknown, words: ValueWords): string {
  if (value === null || value === undefined || value === '') return texts('blank', words)
  if (Array.isArray(value)) return showList(type, value, words)
  return writers[type.kind](value, type, words)
}

type Writer = (value: unknown, type: ExpressionType, words: ValueWords) => string

const asText: Writer = (value) => String(value)
const named: Writer = (value, _type, { names }) => names?.get(String(value)) ?? String(value)
const option: Writer = (value, type, { schema, language }) => {
  const set = 'optionSet' in type ? schema.optionSet(type.optionSet) : null
  const found = set?.options.find(({ key }) => key === value)
  return found ? localize(found.label, language) : String(value)
}

const writers: Record<TypeKind, Writer> = {
  num: (value, _type, { language }) =>
    new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 10 }).format(String(value) as `${number}`),
  text: asText,
  bool: (value, _type, words) => texts(value === true ? 'yes' : 'no', words),
  date: asText,
  datetime: (value, _type, { language }) =>
    new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeStyle: 'medium' }).format(
      new Date(String(value)),
    ),
  enum: option,
  set: option,
  ref: named,
  user: named,
  department: named,
  files: asText,
  list: asText,
  blank: asText,
}

function showList(type: ExpressionType, values: readonly unknown[], words: ValueWords): string {
  if (values.length === 0) return texts('blank', words)
  const member = type.kind === 'list' ? type.of : type
  return new Intl.ListFormat(localeOf(words.language), { type: 'unit' }).format(
    values.map((value) => showValue(member, value, words)),
  )
}

function localeOf(language: string): string {
  return language === 'zh' ? 'zh-CN' : 'en-GB'
}

function texts(key: 'blank' | 'yes' | 'no', { language }: ValueWords): string {
  return formulaTexts.t(key, {}, language === 'zh' ? 'zh' : 'en')
}
