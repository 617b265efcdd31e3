import type { AggregateQuery, AggregateRow } from '@mortise/data'
import { type FieldModel, type Filter, shownField } from '@mortise/metadata'
import type { RuntimeServices } from '@mortise/ui'
import type { ReactNode } from 'react'
import { monthLabel, monthSpan } from './date-groups.ts'
import type { Segment } from './list-parts.ts'

/** More groups than this are not drawn; the rest is found by a filter. */
export const groupLimit = 1000

/** What to ask for the groups of a list. */
export function groupQuery(
  path: string,
  field: FieldModel,
  what: Pick<AggregateQuery, 'filter' | 'search'>,
): AggregateQuery {
  return {
    ...what,
    groups: [isDate(field) ? { field: path, unit: 'month' } : { field: path }],
    metrics: [{ key: 'records', function: 'count' }],
    limit: groupLimit,
  }
}

interface GroupInput {
  path: string
  field: FieldModel
  rows: readonly AggregateRow[]
  services: RuntimeServices
  blankLabel: string
}

/** The groups of a list as segments, in the order people expect; records without a value come last. */
export function segmentsOf({ path, field, rows, services, blankLabel }: GroupInput): Segment[] {
  const shown = shownField(field)
  const Cell = services.fieldRuntimes.get(field.type).Cell as React.ComponentType<{
    field: FieldModel
    value: unknown
    appearance: 'cell'
  }>
  const order = orderOf(shown, services)
  const labelOf = (value: unknown): ReactNode =>
    isDate(field) ? (
      monthLabel(String(value), services.language)
    ) : (
      <Cell field={field} value={value} appearance="cell" />
    )
  return rows
    .map(({ groups: [value], metrics }) => ({ value: value ?? null, count: Number(metrics.records) }))
    .sort(
      (a, b) =>
        blankLast(a.value, b.value) || largestFirst(shown, a.count, b.count) || compare(a.value, b.value, order),
    )
    .map(({ value, count }) => ({
      key: JSON.stringify(value),
      head: { label: value === null ? blankLabel : labelOf(value) },
      filter: value === null ? { field: path, op: 'blank' } : filterOf(path, field, value),
      count,
    }))
}

function filterOf(path: string, field: FieldModel, value: unknown): Filter {
  return isDate(field)
    ? { field: path, op: 'between', value: monthSpan(String(value)) }
    : { field: path, op: 'eq', value: value as string | number | boolean }
}

export function isDate(field: FieldModel): boolean {
  return shownField(field).kind.group === 'date'
}

type Order = (value: unknown) => string | number

/** Options in their own order, newest months first, people and departments by name, related records by their number. */
function orderOf(field: FieldModel, services: RuntimeServices): Order {
  if (field.optionSet) {
    const places = new Map([...field.optionSet.options.keys()].map((key, index) => [key, index]))
    return (value) => places.get(String(value)) ?? places.size
  }
  if (isDate(field)) return (value) => -Number(String(value).slice(0, 7).replace('-', ''))
  if (field.kind.group === 'people') {
    const names = new Map([...services.people, ...services.departments].map(({ id, name }) => [id, name]))
    return (value) => names.get(String(value)) ?? '\uffff'
  }
  return (value) => (typeof value === 'number' ? value : String(value))
}

function blankLast(a: unknown, b: unknown): number {
  return Number(a === null) - Number(b === null)
}

/** Related records have no order of their own that people know. */
function largestFirst(field: FieldModel, a: number, b: number): number {
  return field.target === null ? 0 : b - a
}

function compare(a: unknown, b: unknown, order: Order): number {
  const [first, second] = [order(a), order(b)]
  return typeof first === 'number' && typeof second === 'number'
    ? first - second
    : String(first).localeCompare(String(second), 'zh')
}
