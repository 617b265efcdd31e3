import type { Filter, FilterCondition, FilterOperator } from '@mortise/metadata'

/** A record as the oracle sees it: values by path, and the records of relations to many by key. */
export interface OracleRecord {
  values: { [path: string]: unknown }
  many: { [relation: string]: OracleRecord[] }
}

/**
 * What a filter means, written down a second time without SQL, to hold the compiler against. Values are those of the
 * API; days and context values must have been replaced.
 */
export function evaluateFilter(filter: Filter, record: OracleRecord): boolean {
  if ('and' in filter) return filter.and.every((member) => evaluateFilter(member, record))
  if ('or' in filter) return filter.or.some((member) => evaluateFilter(member, record))
  if ('not' in filter) return !evaluateFilter(filter.not, record)
  if ('any' in filter) return some(record, filter.any, filter.where)
  if ('none' in filter) return !some(record, filter.none, filter.where)
  if ('formula' in filter) throw new Error('the oracle knows no formulas')
  return holds(filter, record)
}

function some(record: OracleRecord, relation: string, where: Filter | undefined): boolean {
  return (record.many[relation] ?? []).some((other) => !where || evaluateFilter(where, other))
}

const negations: Partial<Record<FilterOperator, FilterOperator>> = {
  ne: 'eq',
  not_in: 'in',
  not_contains: 'contains',
  has_none: 'has_any',
  not_blank: 'blank',
}

function holds({ field, op, value }: FilterCondition, record: OracleRecord): boolean {
  const positive = negations[op]
  if (positive) return !holds({ field, op: positive, value }, record)
  const actual = record.values[field] ?? null
  if (op === 'blank') return actual === null || (Array.isArray(actual) && actual.length === 0)
  const test = tests[op]
  if (!test) throw new Error(`the oracle does not know ${op}`)
  return actual !== null && test(actual, value)
}

const list = (value: unknown) => value as unknown[]
const fold = (value: unknown) => String(value).toLowerCase()

const tests: Partial<Record<FilterOperator, (actual: unknown, value: unknown) => boolean>> = {
  eq: (actual, value) =>
    Array.isArray(actual)
      ? JSON.stringify(actual) === JSON.stringify([...new Set(list(value))].sort())
      : order(actual, value) === 0,
  lt: (actual, value) => order(actual, value) < 0,
  lte: (actual, value) => order(actual, value) <= 0,
  gt: (actual, value) => order(actual, value) > 0,
  gte: (actual, value) => order(actual, value) >= 0,
  between: (actual, value) => order(actual, list(value)[0]) >= 0 && order(actual, list(value)[1]) <= 0,
  in: (actual, value) => list(value).some((member) => order(actual, member) === 0),
  contains: (actual, value) => fold(actual).includes(fold(value)),
  starts_with: (actual, value) => fold(actual).startsWith(fold(value)),
  ends_with: (actual, value) => fold(actual).endsWith(fold(value)),
  has_any: (actual, value) => list(value).some((member) => list(actual).includes(member)),
  has_all: (actual, value) => list(value).every((member) => list(actual).includes(member)),
}

/** Numbers, also those written as text, by size; everything else by its spelling, which is sortable. */
function order(a: unknown, b: unknown): number {
  const numbers = [a, b].every((value) => typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(String(value)))
  if (!numbers) return a === b ? 0 : String(a) < String(b) ? -1 : 1
  const [left, right] = [scaled(a), scaled(b)]
  return left === right ? 0 : left < right ? -1 : 1
}

function scaled(value: unknown): bigint {
  const [whole = '0', fraction = ''] = String(value).split('.')
  return BigInt(whole + fraction.padEnd(10, '0').slice(0, 10))
}
