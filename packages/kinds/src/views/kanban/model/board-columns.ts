import type { AggregateRow } from '@mortise/data'
import { type FieldModel, type Filter, shownField } from '@mortise/metadata'

/** A column of the board, or a lane across it: all records with one value of a field. */
export interface BoardColumn {
  /** The value as text; the empty text for records without one. */
  key: string
  value: string | boolean | null
  count: number
  /** The figure of the column as it came; absent while it is not known. */
  total?: unknown
  /** The value is no longer on offer: nothing can be put here. */
  closed: boolean
}

export const blankKey = ''

/** Not more columns than anybody could look through; the rest is found by a filter. */
export const columnLimit = 100

interface ColumnsInput {
  field: FieldModel
  /** One row per value, counted as `records`, with its figure as `total`. */
  rows: readonly AggregateRow[]
  /** Names of people, for their order. */
  nameOf(id: string): string | undefined
}

/**
 * The columns in the order people expect: options in their own order, people by name, related records by how many they
 * have; then records without a value, then options that are archived or gone, if records still have them.
 */
export function columnsOf({ field, rows, nameOf }: ColumnsInput): BoardColumn[] {
  const shown = shownField(field)
  const found = new Map(rows.map((row) => [keyOf(row.groups[0]), row]))
  const columnOf = (key: string, closed = false): BoardColumn => {
    const row = found.get(key)
    const value = row ? (row.groups[0] as BoardColumn['value']) : key
    return {
      ...{ key, value: key === blankKey ? null : value, closed, count: Number(row?.metrics.records ?? 0) },
      ...(row && 'total' in row.metrics && { total: row.metrics.total }),
    }
  }
  const blank = found.has(blankKey) || !field.required ? [columnOf(blankKey)] : []
  if (shown.optionSet) {
    const { options } = shown.optionSet
    const open = [...options.values()].filter(({ archived }) => !archived).map(({ key }) => columnOf(key))
    const isGone = (key: string) => !options.has(key) || options.get(key)?.archived === true
    const gone = [...found.keys()].filter((key) => key !== blankKey && isGone(key))
    return [...open, ...blank, ...gone.map((key) => columnOf(key, true))]
  }
  const keys = [...found.keys()].filter((key) => key !== blankKey)
  const byName = (a: string, b: string) => (nameOf(a) ?? '\uffff').localeCompare(nameOf(b) ?? '\uffff', 'zh')
  const bySize = (a: string, b: string) => columnOf(b).count - columnOf(a).count
  keys.sort(shown.target === null ? byName : bySize)
  return [...keys.slice(0, columnLimit).map((key) => columnOf(key)), ...blank]
}

/** The text that a value heads a column by. */
export function keyOf(value: unknown): string {
  return value === null || value === undefined ? blankKey : String(value)
}

/** What the records of a column have in common. */
export function columnFilter(path: string, { value }: Pick<BoardColumn, 'value'>): Filter {
  return value === null ? { field: path, op: 'blank' } : { field: path, op: 'eq', value }
}

/** How many records a column is to have at most; null where nothing is said. */
export function limitOf(
  limits: readonly { value: string; most: number }[],
  { key }: Pick<BoardColumn, 'key'>,
): number | null {
  return limits.find(({ value }) => value === key)?.most ?? null
}
