import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database/database.ts'
import { coversRows } from '../permission/entity-profile.ts'
import { runCached } from '../query/cached-statement.ts'
import { slot } from '../sql/slot.ts'
import { rowsIn, tableName, type WriteTable } from './write-call.ts'
import { writeStatement } from './write-statements.ts'

/** A row as it is now, and what the user may do with it. */
export interface RowState {
  id: string
  /** Column values by field key, in the form of the API. */
  row: { [field: string]: unknown }
  visible: boolean
  mayUpdate: boolean
  mayDelete: boolean
  /** Of the fields asked for, those that may not be written on this row although others may. */
  denied: readonly string[]
}

interface StateQuery {
  ids: readonly string[]
  /** The ids are those of the owning records; gives their lines in order. */
  ofParents?: boolean
  /** Fields that are to be written. */
  fields: ReadonlySet<string>
  /** Keeps others from changing the rows until the transaction ends; `delete` also from referring to them. */
  lock: 'none' | 'update' | 'delete'
}

/** Reads rows, archived ones too, with the user's rights over each; locks them in the order of their ids. */
export async function readStates(executor: Executor, table: WriteTable, query: StateQuery): Promise<RowState[]> {
  const shape = `state ${query.lock} ${query.ofParents ?? false} ${[...query.fields].sort().join()}`
  const statement = writeStatement(table, shape, () => composeState(table, query))
  const rows = await runCached<{ [column: string]: unknown }>(executor, statement, {
    ...table.call.slots,
    $ids: query.ids,
  })
  return rows.map(({ $visible, $update, $delete, $denied, ...row }) => ({
    id: row.id as string,
    row: convert(table, row),
    visible: $visible as boolean,
    mayUpdate: $update as boolean,
    mayDelete: $delete as boolean,
    denied: $denied as string[],
  }))
}

const locks = { none: sql``, update: sql`for no key update of t`, delete: sql`for update of t` } as const

function composeState(table: WriteTable, { ofParents, fields, lock }: StateQuery): RawBuilder<unknown> {
  const { profile, layout, entity } = table
  const columns = sql.join(
    [...layout.columns.values()].map(({ field, column }) => sql`${sql.ref(`t.${column}`)} as ${sql.id(field.key)}`),
  )
  const key = ofParents && entity.parent ? entity.parent.field.key : 'id'
  const alive = ofParents ? sql`and t.archived_at is null` : sql``
  return sql`select ${columns}, (${rowsIn(profile.read, 't', table)}) is true as "$visible",
      (${rowsIn(profile.update, 't', table)}) is true as "$update",
      (${rowsIn(profile.delete, 't', table)}) is true as "$delete", ${deniedFields(table, fields)} as "$denied"
    from ${tableName(table)} as t where ${sql.ref(`t.${key}`)} = any(${slot('$ids', 'uuid[]')}) ${alive}
    order by t.id ${locks[lock]}`
}

function deniedFields(table: WriteTable, fields: ReadonlySet<string>): RawBuilder<unknown> {
  const { profile } = table
  const narrower = [...fields].flatMap((key) => {
    const rule = profile.fields.get(key)
    if (!rule || coversRows(rule.write, profile.update)) return []
    return [sql`case when ${rowsIn(rule.write, 't', table)} then null else ${sql.lit(key)} end`]
  })
  return narrower.length === 0 ? sql`'{}'::text[]` : sql`array_remove(array[${sql.join(narrower)}]::text[], null)`
}

function convert({ layout }: WriteTable, row: { [field: string]: unknown }): { [field: string]: unknown } {
  for (const { field, storage } of layout.columns.values()) {
    if (storage.fromColumn) row[field.key] = storage.fromColumn(row[field.key] as never, field)
  }
  return row
}
