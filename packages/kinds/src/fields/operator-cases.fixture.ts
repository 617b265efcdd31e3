import { type FieldModel, type FilterOperator, shownField } from '@mortise/metadata'
import { compareDecimals } from '../values/decimal.ts'

/** A value to filter with; none for `blank` and `not_blank`. */
export type OperatorCase = { value: unknown } | Record<string, never>

interface Sample {
  id: string
  value: unknown
}

/** For each operator, filter values made of the values that were written. */
export function operatorCases(
  operator: FilterOperator,
  samples: readonly Sample[],
  field: FieldModel,
): readonly OperatorCase[] {
  const values = samples.map(({ value }) => value).filter((value) => !isBlank(value) || field.kind.blank === false)
  return makers[operator](values)
}

/** The records that the operator must find, sorted; written down a second time, without SQL. */
export function expectedMatches(
  operator: FilterOperator,
  test: OperatorCase,
  samples: readonly Sample[],
  field: FieldModel,
): string[] {
  const rule = rules[operator]
  return samples
    .filter(({ value }) => rule(value, 'value' in test ? test.value : undefined, field))
    .map(({ id }) => id)
    .sort()
}

const each = (values: readonly unknown[]) => values.map((value) => ({ value }))
const listed = (values: readonly unknown[]) => [...values.map((value) => ({ value: [value] })), { value: values }]
const text = (value: unknown) => [...String(value)]
const flat = (values: readonly unknown[]) => [...new Set(values.flat())]

type Maker = (values: readonly unknown[]) => readonly OperatorCase[]

const parts =
  (from: (characters: readonly string[]) => readonly string[]): Maker =>
  (values) => {
    const pieces = values.map((value) => from(text(value)).join('')).filter((piece) => piece !== '')
    return each([...pieces, '不存在的文字'])
  }
const sets: Maker = (values) => [...each(values), { value: flat(values) }]
const none: Maker = () => [{}]

const makers: Record<FilterOperator, Maker> = {
  eq: each,
  ne: each,
  lt: each,
  lte: each,
  gt: each,
  gte: each,
  between: (values) => values.flatMap((a) => values.map((b) => ({ value: [a, b] }))),
  in: listed,
  not_in: listed,
  contains: parts((characters) => characters.slice(1, 4)),
  not_contains: parts((characters) => characters.slice(1, 4)),
  starts_with: parts((characters) => characters.slice(0, 3)),
  ends_with: parts((characters) => characters.slice(-3)),
  has_any: sets,
  has_all: sets,
  has_none: sets,
  within: () => [{ value: { span: 'this', unit: 'month' } }, { value: { span: 'last', unit: 'day', count: 7 } }],
  below: each,
  blank: none,
  not_blank: none,
}

type Rule = (actual: unknown, wanted: unknown, field: FieldModel) => boolean

const not =
  (rule: Rule): Rule =>
  (actual, wanted, field) =>
    !rule(actual, wanted, field)
const ordered =
  (holds: (order: number) => boolean): Rule =>
  (actual, wanted, field) =>
    !isBlank(actual) && holds(compare(actual, wanted, field))
const folded =
  (test: (actual: string, wanted: string) => boolean): Rule =>
  (actual, wanted) =>
    !isBlank(actual) && test(String(actual).toLowerCase(), String(wanted).toLowerCase())

const equal: Rule = (actual, wanted) => JSON.stringify(actual) === JSON.stringify(wanted)
const isIn: Rule = (actual, wanted) => (wanted as unknown[]).includes(actual)
const contains = folded((actual, wanted) => actual.includes(wanted))
const hasAny: Rule = (actual, wanted) => (wanted as unknown[]).some((one) => (actual as unknown[]).includes(one))
const blank: Rule = (actual) => isBlank(actual)

const rules: Record<FilterOperator, Rule> = {
  eq: equal,
  ne: not(equal),
  lt: ordered((order) => order < 0),
  lte: ordered((order) => order <= 0),
  gt: ordered((order) => order > 0),
  gte: ordered((order) => order >= 0),
  between: (actual, wanted, field) => {
    const [from, to] = wanted as [unknown, unknown]
    return !isBlank(actual) && compare(actual, from, field) >= 0 && compare(actual, to, field) <= 0
  },
  in: isIn,
  not_in: not(isIn),
  contains,
  not_contains: not(contains),
  starts_with: folded((actual, wanted) => actual.startsWith(wanted)),
  ends_with: folded((actual, wanted) => actual.endsWith(wanted)),
  has_any: hasAny,
  has_all: (actual, wanted) => (wanted as unknown[]).every((one) => (actual as unknown[]).includes(one)),
  has_none: not(hasAny),
  // The clock of the test stands at 16:00 on 22 November 2026 in Shanghai; the samples of that day are the only ones near.
  within: (actual, wanted) => String(actual).startsWith('2026-11-2') && (wanted as { span: string }).span === 'this',
  below: equal,
  blank,
  not_blank: not(blank),
}

function compare(actual: unknown, wanted: unknown, field: FieldModel): number {
  const { type } = shownField(field)
  if (type === 'date' || type === 'datetime') return String(actual) < String(wanted) ? -1 : actual === wanted ? 0 : 1
  return compareDecimals(String(actual), String(wanted))
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}
