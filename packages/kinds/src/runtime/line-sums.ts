import type { FieldModel } from '@mortise/metadata'
import { decimalPattern, sumDecimals } from '../values/decimal.ts'
import type { Line } from './line-columns.ts'

const decimal = new RegExp(decimalPattern)

/** The total of a column of lines, in the form of its values; undefined where it is none of figures. */
export function lineSum(column: FieldModel, lines: readonly Line[]): unknown {
  if (!column.kind.totalled) return undefined
  const values = lines.map((line) => line[column.key]).filter((value) => value !== null && value !== undefined)
  const figures = values.map(String)
  if (figures.length === 0 || !figures.every((text) => decimal.test(text))) return undefined
  const sum = sumDecimals(figures)
  return values.every((value) => typeof value === 'number') ? Number(sum) : sum
}
