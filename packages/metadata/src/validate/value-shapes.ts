import type { LocalizedText } from '@mortise/core'
import { type FilterOperator, RelativeRange } from '../documents/filter.ts'
import { fits } from '../schema/fits.ts'

/** The form of a condition's value. */
export interface ValueShape {
  expected: LocalizedText
  fits(value: unknown): boolean
  /** The value, or each of a list, is compared with the field and must be one it could have. */
  ofField: boolean
}

const single: ValueShape = {
  expected: { zh: '一个值', en: 'one value' },
  fits: (value) => value !== undefined && !Array.isArray(value) && !fits(RelativeRange, value),
  ofField: true,
}
const many: ValueShape = { expected: { zh: '值的列表', en: 'a list of values' }, fits: Array.isArray, ofField: true }
const piece: ValueShape = {
  expected: { zh: '一段文本', en: 'a piece of text' },
  fits: (value) => typeof value === 'string' && value !== '',
  ofField: false,
}
const nothing: ValueShape = {
  expected: { zh: '不写 value', en: 'no value' },
  fits: (value) => value === undefined,
  ofField: false,
}
const two: ValueShape = {
  expected: { zh: '两个值的列表', en: 'a list of two values' },
  fits: (value) => Array.isArray(value) && value.length === 2,
  ofField: true,
}
const range: ValueShape = {
  expected: {
    zh: '相对时间段，如 {"span":"last","unit":"day","count":7}',
    en: 'a span such as {"span":"last","unit":"day","count":7}',
  },
  fits: (value) => fits(RelativeRange, value),
  ofField: false,
}

/** What each operator compares with. */
export const valueShapes: Readonly<Record<FilterOperator, ValueShape>> = {
  eq: single,
  ne: single,
  lt: single,
  lte: single,
  gt: single,
  gte: single,
  between: two,
  in: many,
  not_in: many,
  contains: piece,
  not_contains: piece,
  starts_with: piece,
  ends_with: piece,
  has_any: many,
  has_all: many,
  has_none: many,
  within: range,
  below: single,
  blank: nothing,
  not_blank: nothing,
}
