import { type RawBuilder, sql } from 'kysely'
import { slot } from '../sql/slot.ts'
import { rowsIn, sharedTableName, tableName, type WriteTable } from './write-call.ts'

/**
 * Archives one record that nothing depends on, with its event. The answer is empty when it is not there, not the
 * version that was seen, or out of the user's reach.
 */
export function archiveOneStatement(table: WriteTable): RawBuilder<unknown> {
  return sql`with saved as (update ${tableName(table)} as t set ${stamps(slot('$now', 'timestamptz'))}
      where t.id = ${slot('$id', 'uuid')} and t.archived_at is null
        and coalesce(t.version = ${slot('$version', 'int')}, true) and ${rowsIn(table.profile.delete, 't', table)}
      returning t.id),
    logged as (${insertEvents(table, 'archive', sql`saved s`, slot('$event', 'uuid'))})
    select s.id from saved s`
}

/** Archives the given rows, or brings them back, with an event each; `$rows` has their ids and those of the events. */
export function archiveRowsStatement(table: WriteTable, kind: 'archive' | 'restore'): RawBuilder<unknown> {
  const archivedAt = kind === 'archive' ? slot('$now', 'timestamptz') : sql`null`
  return sql`with input as (select * from jsonb_to_recordset(${slot('$rows', 'jsonb')}) as x (id uuid, event uuid)),
    saved as (update ${tableName(table)} as t set ${stamps(archivedAt)}
      from input x where t.id = x.id and t.archived_at is ${kind === 'archive' ? sql`null` : sql`not null`}
      returning t.id, x.event),
    logged as (${insertEvents(table, kind, sql`saved s`, sql`s.event`)})
    select s.id from saved s`
}

function stamps(archivedAt: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`archived_at = ${archivedAt}, version = t.version + 1, updated_at = ${slot('$now', 'timestamptz')},
    updated_by = ${slot('$actor', 'uuid')}`
}

function insertEvents(
  { call, entity }: WriteTable,
  kind: 'archive' | 'restore',
  from: RawBuilder<unknown>,
  event: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`insert into ${sharedTableName(call, 'event')}
    (id, at, kind, app, entity, record_id, actor_id, changes, source)
    select ${event}, ${slot('$now', 'timestamptz')}, ${sql.lit(kind)}, ${sql.lit(entity.app)}, ${sql.lit(entity.key)},
      s.id, ${slot('$actor', 'uuid')}, '{}'::jsonb, ${slot('$source', 'jsonb')} from ${from}`
}
