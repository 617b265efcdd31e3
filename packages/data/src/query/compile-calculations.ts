import { checkExpression, type TypeKind } from '@mortise/expressions'
import { compileSql } from '@mortise/expressions/sql'
import { type Filter, inlinedCost, maxInlinedCost } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { ColumnSpec } from '../contract/field-storage.ts'
import type { Calculation, Mark } from '../contract/query.ts'
import { expressionRefused } from '../expression/expression-refused.ts'
import { readerPlace } from '../expression/reader-place.ts'
import { readerSchema } from '../expression/reader-schema.ts'
import { resultSql } from '../expression/result-sql.ts'
import { type ConditionBinder, compileFilter } from './compile-filter.ts'
import type { SelectedColumn } from './compile-select.ts'
import { queryErrors } from './query-errors.ts'
import type { Composition, TableSource } from './table-source.ts'

/** A value that a list computes for each record. */
export interface CalculatedColumn {
  sql: RawBuilder<unknown>
  spec: ColumnSpec
}

/** As what the values of an expression are answered; what leads to other records is not. */
const specs: Partial<Record<TypeKind, ColumnSpec>> = {
  num: { class: 'number', type: 'numeric' },
  text: { class: 'text', type: 'text' },
  enum: { class: 'text', type: 'text' },
  bool: { class: 'boolean', type: 'boolean', default: 'false' },
  date: { class: 'date', type: 'date' },
  datetime: { class: 'instant', type: 'timestamptz' },
}

/** The calculations of a list by their key, each checked against what this reader may read. */
export function compileCalculations(
  composition: Composition,
  source: TableSource,
  calculations: readonly Calculation[],
): ReadonlyMap<string, CalculatedColumn> {
  return new Map(
    calculations.map((calculation) => [calculation.key, compileCalculation(composition, source, calculation)]),
  )
}

function compileCalculation(
  composition: Composition,
  source: TableSource,
  { key, expression: { expr, blankAs } }: Calculation,
): CalculatedColumn {
  const { model, rights, environment } = composition
  if (source.entity.fields.has(key)) throw refused(`"${key}" is the key of a field`)
  const checked = checkExpression(expr, { schema: readerSchema(model, rights), entity: source.entity.key, blankAs })
  if (!checked.ok) throw expressionRefused(checked.problems)
  if (checked.class === 'js') throw refused(`"${key}" uses a function that the database does not compute`)
  if (inlinedCost(model, checked.root) > maxInlinedCost) throw queryErrors.FILTER_TOO_LARGE({ max: maxInlinedCost })
  const spec = specs[checked.root.type.kind]
  if (!spec) throw refused(`"${key}" does not give a plain value`)
  const value = resultSql(compileSql(checked.root, readerPlace(composition, source), environment), spec)
  // Figures are rounded to as many places as a column could have; those that say nothing are left out.
  return { sql: spec.class === 'number' ? sql`trim_scale(${value})` : value, spec }
}

/** The columns of a statement that hold calculations and marks. */
export function calculatedColumns(calculations: ReadonlyMap<string, CalculatedColumn>): SelectedColumn[] {
  return [...calculations].map(([key, { sql: value }]) => ({
    ...{ key, alias: key, hidden: false, convert: null },
    sql: value,
  }))
}

/** One column with the keys of the marks whose condition holds; none where no marks are asked for. */
export function markColumns(
  composition: Composition,
  source: TableSource,
  marks: readonly Mark[],
  binders: ConditionBinder[],
): SelectedColumn[] {
  if (marks.length === 0) return []
  const cases = marks.map(({ key, when }) => {
    const condition = compileFilter(composition, source, when as Filter, binders)
    return sql`case when ${condition.sql} then ${sql.lit(key)} end`
  })
  const held = sql`array_remove(array[${sql.join(cases)}]::text[], null)`
  return [{ key: marksKey, alias: marksKey, hidden: false, sql: held, convert: null }]
}

const marksKey = '$marks'

function refused(reason: string) {
  return queryErrors.QUERY_INVALID({ reason, path: 'calculate' })
}
