import { type FieldModel, shownField } from '@mortise/metadata'
import { decimalPattern, sumDecimals } from '../values/decimal.ts'
import type { Line } from './line-columns.ts'

const decimal = new RegExp(decimalPattern)

/**
 * The columns with their total under them: those the form names, else of each type of figures the last, for an amount
 * stands behind the prices it is made of.
 */
export function totalledColumns(
  columns: readonly FieldModel[],
  wanted: readonly string[] | undefined,
): ReadonlySet<FieldModel> {
  const figures = columns.filter((column) => shownField(column).kind.totalled)
  if (wanted) return new Set(figures.filter(({ key }) => wanted.includes(key)))
  return new Set(new Map(figures.map((column) => [shownField(column).type, column])).values())
}

/** The total of a column of lines, in the form of its values; undefined where there are no figures. */
export function lineSum(column: FieldModel, lines: readonly Line[]): unknown {
  const values = lines.map((line) => line[column.key]).filter((value) => value !== null && value !== undefined)
  const figures = values.map(String)
  if (figures.length === 0 || !figures.every((text) => decimal.test(text))) return undefined
  const sum = sumDecimals(figures)
  return values.every((value) => typeof value === 'number') ? Number(sum) : sum
}
