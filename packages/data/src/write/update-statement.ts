import { type RawBuilder, sql } from 'kysely'
import { formerRelations } from '../computed/follows.ts'
import { localUpdate } from '../computed/local-values.ts'
import { followUpdated } from '../events/followed-changes.ts'
import { coversRows, type RowScope } from '../permission/entity-profile.ts'
import type { ColumnLayout } from '../schema/table-layout.ts'
import { slot } from '../sql/slot.ts'
import { updatedChanges } from './change-columns.ts'
import { type DuplicateCheck, noDuplicate } from './duplicate-check.ts'
import { type ControlColumn, inputRows, type RowSource } from './input-rows.ts'
import { presentedColumns } from './presented-record.ts'
import { referenceCondition, referencesOf } from './reference-check.ts'
import { rowsIn, sharedTableName, tableName, type WriteTable } from './write-call.ts'

interface UpdateShape {
  source: RowSource
  /** Fields that are written. */
  fields: ReadonlySet<string>
  checks: readonly DuplicateCheck[]
  /** The department is that of the new owner, if the owner changes. */
  departmentFollows?: boolean
  /** Leaves out who may do it: the rows were locked and checked before. */
  trusted?: boolean
}

/** Columns whose values an update is given, beside the id. */
export function updatedColumns({ layout }: WriteTable, fields: ReadonlySet<string>): ColumnLayout[] {
  return [...layout.columns.values()].filter(({ field }) => fields.has(field.key))
}

/**
 * Updates records and logs what differs, in one statement. `input` has one row per record; a row that is stale, out of
 * the user's reach, held back by a check or unchanged is missing from the answer.
 */
export function updateStatement(table: WriteTable, shape: UpdateShape): RawBuilder<unknown> {
  const { source, fields } = shape
  const columns = updatedColumns(table, fields)
  const id = table.layout.columns.get('id')
  if (!id) throw new Error('unreachable: a table without id')
  const single = source === 'slots'
  const controls: ControlColumn[] = single ? ['$event', '$version'] : ['$event', '$touch', '$extra']
  const returned = sql.join([...table.layout.columns.values()].map(({ column }) => sql.ref(`t.${column}`)))
  const local = localUpdate(table, fields, givenValues(shape))
  const former = single ? formerColumns(table, columns) : []
  const joins = local.joins.length === 0 ? sql`` : sql` ${sql.join(local.joins, sql` `)}`
  return sql`with input as (${inputRows(source, [id, ...columns], controls)}),
    saved as (update ${tableName(table)} as t set ${sql.join([assignments(columns, shape), ...local.assignments])}
      from input x join ${tableName(table)} as o on o.id = x.id${joins}
      where ${sql.join(updateConditions(table, columns, shape), sql` and `)}
      returning ${returned}, x."$event", ${updatedChanges(columns, 't', 'o')}${single ? sql`` : sql` || x."$extra"`} as "$changes"${moreOf(former.map(({ column, alias }) => sql`${sql.ref(`o.${column}`)} as ${sql.id(alias)}`))}),
    logged as (${insertEvents(table)})${followUpdated(table)}
    select ${single ? presentedColumns(table, 's') : sql`s.id`}${moreOf(former.map(({ alias }) => sql.ref(`s.${alias}`)))}
    from saved s`
}

function moreOf(columns: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return columns.length === 0 ? sql`` : sql`, ${sql.join(columns)}`
}

/** In the answer of an update in slots: where relations led to before that computed fields of others go over. */
export const formerPrefix = '$former_'

function formerColumns(table: WriteTable, columns: readonly ColumnLayout[]): { column: string; alias: string }[] {
  const relations = formerRelations(table)
  return columns
    .filter(({ field }) => relations.has(field.key))
    .map(({ field, column }) => ({ column, alias: `${formerPrefix}${field.key}` }))
}

/** What fields are set to where it is not simply the value that was sent. */
function givenValues({ departmentFollows }: UpdateShape): { [field: string]: RawBuilder<unknown> } {
  if (!departmentFollows) return {}
  return { department: sql`case when o.owner_id is distinct from x.owner then x.department else o.department_id end` }
}

/** The rows on which the user may write all of these fields: those of the table's scope, narrowed by single fields. */
function writableRows(table: WriteTable, fields: ReadonlySet<string>): RowScope[] {
  const { profile } = table
  const scopes = [profile.update]
  for (const key of fields) {
    const rule = profile.fields.get(key)
    if (rule && !scopes.some((scope) => coversRows(rule.write, scope))) scopes.push(rule.write)
  }
  return scopes
}

/** Whether any of the columns gets another value. */
export function differs(columns: readonly ColumnLayout[]): RawBuilder<boolean> {
  if (columns.length === 0) return sql`false`
  const pairs = columns.map(
    ({ field, column }) => sql`${sql.ref(`t.${column}`)} is distinct from ${sql.ref(`x.${field.key}`)}`,
  )
  return sql`(${sql.join(pairs, sql` or `)})`
}

function assignments(columns: readonly ColumnLayout[], { departmentFollows }: UpdateShape): RawBuilder<unknown> {
  const own = columns.map(({ field, column }) => {
    const value = sql`${sql.ref(`x.${field.key}`)}`
    if (field.key !== 'department' || !departmentFollows) return sql`${sql.id(column)} = ${value}`
    return sql`${sql.id(column)} = case when t.owner_id is distinct from x.owner then ${value} else t.department_id end`
  })
  return sql.join([
    ...own,
    sql`version = t.version + 1`,
    sql`updated_at = ${slot('$now', 'timestamptz')}`,
    sql`updated_by = ${slot('$actor', 'uuid')}`,
  ])
}

function updateConditions(
  table: WriteTable,
  columns: readonly ColumnLayout[],
  { source, fields, checks, departmentFollows, trusted }: UpdateShape,
): RawBuilder<unknown>[] {
  const changing = departmentFollows ? columns.filter(({ field }) => field.key !== 'department') : columns
  const conditions: RawBuilder<unknown>[] = [sql`t.id = x.id`, sql`t.archived_at is null`]
  // The old values are those of a snapshot; equal versions prove that they still are the values that get replaced.
  if (source === 'slots')
    conditions.push(sql`t.version = x."$version"`, sql`o.version = x."$version"`, differs(changing))
  else conditions.push(sql`(x."$touch" or ${differs(changing)})`)
  if (!trusted) {
    const asked = new Set(changing.map(({ field }) => field.key))
    conditions.push(...writableRows(table, asked).map((scope) => rowsIn(scope, 't', table)))
  }
  for (const reference of referencesOf(table)) {
    if (fields.has(reference.field.key))
      conditions.push(referenceCondition(reference, table, { source, current: true }))
  }
  return [...conditions, ...checks.map((check) => noDuplicate(check, table, { fields, batch: source === 'json' }))]
}

/** A record of which only lines changed has no event of its own: each line has one. */
function insertEvents(table: WriteTable): RawBuilder<unknown> {
  const { call, entity } = table
  return sql`insert into ${sharedTableName(call, 'event')}
    (id, at, kind, app, entity, record_id, actor_id, changes, source)
    select s."$event", ${slot('$now', 'timestamptz')}, 'update', ${sql.lit(entity.app)}, ${sql.lit(entity.key)}, s.id,
      ${slot('$actor', 'uuid')}, s."$changes", ${slot('$source', 'jsonb')}
    from saved s where s."$changes" <> '{}'::jsonb`
}
