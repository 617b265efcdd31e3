import type { FieldModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { ColumnLayout } from '../schema/table-layout.ts'
import type { RowSource } from './input-rows.ts'
import { relatedTable, rowsIn, tableName, type WriteTable } from './write-call.ts'

/** The to-one relations of a table; that of a sub-table to its owner is set by the write path itself. */
export function referencesOf({ entity, layout }: WriteTable): ColumnLayout[] {
  return [...layout.columns.values()].filter(
    ({ field }) => field.target !== null && field.key !== entity.parent?.field.key,
  )
}

/**
 * The condition that a row refers only to a record that exists and that the user may see. `x` holds the new values; `t`,
 * where given, the present row, whose own reference may stay although its target went out of sight.
 */
export function referenceCondition(
  layout: ColumnLayout,
  table: WriteTable,
  options: { source: RowSource; current: boolean },
): RawBuilder<boolean> {
  const value = sql.ref(`x.${layout.field.key}`)
  const alternatives = [sql`${value} is null`]
  if (options.current) alternatives.push(sql`${value} is not distinct from ${sql.ref(`t.${layout.column}`)}`)
  alternatives.push(sql`exists (${visibleTarget(layout.field, table, value)})`)
  // Records made in one statement may refer to one another.
  if (options.source === 'json' && !options.current && layout.field.target === table.entity.key) {
    alternatives.push(sql`exists (select 1 from input y where y.id = ${value})`)
  }
  return sql`(${sql.join(alternatives, sql` or `)})`
}

/**
 * Finds the record with that id if it may be referred to. The lock is the one that the foreign key takes anyway; taken
 * here, it makes a target that is being archived at this moment count as gone.
 */
function visibleTarget(field: FieldModel, table: WriteTable, id: RawBuilder<unknown>): RawBuilder<unknown> {
  const target = relatedTable(table.call, field.target ?? '')
  return sql`select 1 from ${tableName(target)} as r where r.id = ${id} and r.archived_at is null
    and ${rowsIn(target.profile.read, 'r', target)} for key share of r`
}
