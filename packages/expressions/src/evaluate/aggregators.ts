import type { AggregateName } from '../functions/aggregates.ts'
import { compareText, compareValues, sameValue } from '../functions/logic.ts'
import { emptyValue } from '../model/expression-type.ts'
import type { AggregateNode } from '../model/typed-node.ts'
import { type Closure, one, type Scope, type Value } from '../model/value.ts'
import { type CompactDecimal, compactDecimal, expandDecimal } from './compact-decimal.ts'
import { cap, divideRounded } from './decimal.ts'

export interface AggregateParts {
  item: Closure | null
  order: Closure | null
}

type Aggregate = (items: readonly Scope[]) => Value

/** Longest text that JOINTEXT gives, in code points. */
export const longestJoin = 32_000

const valuesOf = (item: Closure | null, items: readonly Scope[]): Value[] =>
  item ? items.map(item).filter((value) => value !== null) : []

const compactOrBlank = (value: bigint | null) => (value === null ? null : compactDecimal(value))

const holds = (item: Closure | null) => (scope: Scope) => item?.(scope) === true

function extreme(item: Closure | null, isBetter: (comparison: number) => boolean): Aggregate {
  return (items) => {
    let best: Value = null
    for (const value of valuesOf(item, items)) if (best === null || isBetter(compareValues(value, best))) best = value
    return best
  }
}

/** The item that comes first, by the order and then by id; items whose order is blank come nowhere. */
function picked({ item, order }: AggregateParts, node: AggregateNode): Aggregate {
  const sign = node.direction === 'desc' ? -1 : 1
  const absent = emptyValue(node.type)
  return (items) => {
    const [first] = items
      .map((scope) => ({ scope, by: order?.(scope) ?? null }))
      .filter(({ by }) => by !== null)
      .sort((a, b) => sign * (compareValues(a.by, b.by) || compareIds(a.scope, b.scope)))
    return first && item ? item(first.scope) : absent
  }
}

function joined({ item, order }: AggregateParts, node: AggregateNode): Aggregate {
  return (items) => {
    const parts = items
      .map((scope) => ({ scope, by: order?.(scope) ?? null, text: item?.(scope) ?? null }))
      .filter(({ text }) => text !== null)
      .sort((a, b) => compareBlankLast(a.by, b.by) || compareIds(a.scope, b.scope))
    if (parts.length === 0) return null
    const text = parts.map((part) => part.text as string).join(node.separator)
    return text.length > longestJoin ? [...text].slice(0, longestJoin).join('') : text
  }
}

export const aggregators: Record<AggregateName, (parts: AggregateParts, node: AggregateNode) => Aggregate> = {
  count: () => (items) => compactDecimal(BigInt(items.length) * one),
  sum:
    ({ item }) =>
    (items) =>
      compactOrBlank(cap(total(valuesOf(item, items)))),
  avg:
    ({ item }) =>
    (items) => {
      const values = valuesOf(item, items)
      return values.length === 0 ? null : compactOrBlank(cap(divideRounded(total(values), BigInt(values.length))))
    },
  minof: ({ item }) => extreme(item, (comparison) => comparison < 0),
  maxof: ({ item }) => extreme(item, (comparison) => comparison > 0),
  some:
    ({ item }) =>
    (items) =>
      items.some(holds(item)),
  all:
    ({ item }) =>
    (items) =>
      items.every(holds(item)),
  none:
    ({ item }) =>
    (items) =>
      !items.some(holds(item)),
  joinof: joined,
  first: picked,
  latest: picked,
}

function total(values: readonly Value[]): bigint {
  let sum = 0n
  for (const value of values) sum += expandDecimal(value as CompactDecimal)
  return sum
}

function compareBlankLast(a: Value, b: Value): number {
  if (sameValue(a, b)) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return compareValues(a, b)
}

function compareIds(a: Scope, b: Scope): number {
  return compareText(String(a.record.id ?? ''), String(b.record.id ?? ''))
}
