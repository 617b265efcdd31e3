import type { FieldModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import { newColumns, withNewValues } from '../computed/local-values.ts'
import { followCreated } from '../events/followed-changes.ts'
import type { ColumnLayout } from '../schema/table-layout.ts'
import { slot } from '../sql/slot.ts'
import { createdChanges } from './change-columns.ts'
import { type DuplicateCheck, noDuplicate } from './duplicate-check.ts'
import { type ControlColumn, inputRows, type RowSource } from './input-rows.ts'
import { perLayout } from './per-layout.ts'
import { presentedColumns } from './presented-record.ts'
import { referenceCondition, referencesOf } from './reference-check.ts'
import { sharedTableName, tableName, type WriteTable } from './write-call.ts'

interface InsertShape {
  source: RowSource
  checks: readonly DuplicateCheck[]
  /** Rows in JSON come without stamps: they are those of the call. */
  stampedNow?: boolean
  /** Rows in JSON come with the changes of their links, for the events. */
  linked?: boolean
}

/**
 * Columns that a new row is given; the version starts at 1, nothing begins archived, and what is computed is computed:
 * only what JavaScript computes comes with the values.
 */
export const insertedColumns = perLayout(({ columns }): readonly ColumnLayout[] =>
  [...columns.values()].filter(({ field }) => field.key !== 'version' && field.key !== 'archived_at' && isGiven(field)),
)

/**
 * Inserts records and their change events in one statement. A row that a condition holds back is simply missing from
 * the answer. One row in slots answers with the record, rows in JSON with their ids.
 */
export function insertStatement(table: WriteTable, shape: InsertShape): RawBuilder<unknown> {
  const { source, checks, stampedNow } = shape
  const columns = insertedColumns(table)
  const conditions = [
    ...referencesOf(table).map((reference) => referenceCondition(reference, table, { source, current: false })),
    ...checks.map((check) => noDuplicate(check, table, { fields: null, batch: source === 'json' })),
  ]
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  const written = [...columns, ...newColumns(table)]
  const names = sql.join(written.map(({ column }) => sql.id(column)))
  const values = sql.join(written.map(({ field }) => sql.ref(`x.${field.key}`)))
  const returned = sql.join([...table.layout.columns.values()].map(({ column }) => sql.id(column)))
  return sql`with input as (${inputRows(source, columns, controlsOf(shape), { stampedNow })}),
    saved as (insert into ${tableName(table)} (${names}, version) select ${values}, 1
        from ${withNewValues(table, sql`input x`)} ${where}
      returning ${returned}),
    logged as (${insertEvents(table, shape)})${followCreated(table, ...eventSource(source))}
    select ${source === 'json' ? sql`s.id` : presentedColumns(table, 's')} from saved s`
}

function isGiven({ computed }: FieldModel): boolean {
  return computed === null || computed.checked?.class === 'js'
}

function controlsOf({ source, linked }: InsertShape): ControlColumn[] {
  if (source === 'slots') return []
  return linked ? ['$event', '$extra'] : ['$event']
}

/** Where the id of a row's event is found. */
function eventSource(source: RowSource): [RawBuilder<unknown>, RawBuilder<unknown>] {
  return source === 'json'
    ? [sql`x."$event"`, sql`saved s join input x on x.id = s.id`]
    : [slot('$event', 'uuid'), sql`saved s`]
}

/** The author and the time of the event are those of the record, which imported ones bring with them. */
function insertEvents(table: WriteTable, { source, linked }: InsertShape): RawBuilder<unknown> {
  const { call, entity, layout } = table
  const changes = createdChanges([...layout.columns.values()], 's')
  const [event, from] = eventSource(source)
  return sql`insert into ${sharedTableName(call, 'event')}
    (id, at, kind, app, entity, record_id, actor_id, changes, source)
    select ${event}, s.created_at, 'create', ${sql.lit(entity.app)},
      ${sql.lit(entity.key)}, s.id, s.created_by, ${changes}${linked ? sql` || x."$extra"` : sql``},
      ${slot('$source', 'jsonb')}
    from ${from}`
}
