import type { AppModel, ProcessDocument } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Statement, Workspace } from '../database/database.ts'
import { qualified } from '../sql/identifier.ts'
import { slot } from '../sql/slot.ts'
import { sharedTableName, type WriteTable } from '../write/write-call.ts'

/** Which changes of a table are kept for processes to follow: of these fields, or of any. */
interface Followed {
  create: boolean
  update: readonly string[] | 'any' | null
}

/** What is kept in the statement that makes the change, so that nothing is missed whoever writes and whatever stops. */
function followedOf(model: AppModel, entity: string): Followed {
  const processes = [...model.processes.values()].filter((process) => process.entity === entity)
  const records = processes.flatMap(({ start, off }) => (start?.record && !off ? [start.record] : []))
  const updates = records.filter(({ on }) => on.includes('update'))
  const waits = processes.some(waitsForRecords)
  const any = waits || updates.some(({ fields }) => fields === undefined)
  const fields = [...new Set(updates.flatMap(({ fields = [] }) => fields))].sort()
  return {
    create: records.some(({ on }) => on.includes('create')),
    update: any ? 'any' : fields.length > 0 ? fields : null,
  }
}

/** Whether any change of a table is kept for processes. */
export function isFollowed(model: AppModel, entity: string): boolean {
  const { create, update } = followedOf(model, entity)
  return create || update !== null
}

/** Nodes with a condition over the record may wait until it holds; that some do not wait costs little. */
function waitsForRecords({ nodes }: ProcessDocument): boolean {
  return nodes.some(({ options = {} }) => 'condition' in options || 'condition' in ((options.trigger ?? {}) as object))
}

/** Demo data and what publishing changes start nothing. */
const counts = sql`coalesce(${slot('$source', 'jsonb')} ->> 'kind', '') not in ('demo', 'publish')`

/** Keeps new records for processes to follow; to stand beside the events. Nothing where no process does. */
export function followCreated(
  table: WriteTable,
  event: RawBuilder<unknown>,
  from: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { call, entity } = table
  if (!followedOf(call.scope.model, entity.key).create) return sql``
  return sql`, followed as (insert into ${sharedTableName(call, 'followed_change')}
      (id, app, entity, record_id, kind, fields, actor_id, source, at, due_at)
      select ${event}, ${sql.lit(entity.app)}, ${sql.lit(entity.key)}, s.id, 'create', '{}'::text[],
        ${slot('$actor', 'uuid')}, ${slot('$source', 'jsonb')}, ${slot('$now', 'timestamptz')},
        ${slot('$now', 'timestamptz')}
      from ${from} where ${counts})`
}

/** Keeps changes of records for processes to follow; to stand beside the events. */
export function followUpdated(table: WriteTable): RawBuilder<unknown> {
  const { call, entity } = table
  const { update } = followedOf(call.scope.model, entity.key)
  if (update === null) return sql``
  const fields =
    update === 'any' ? sql`` : sql`and s."$changes" ?| array[${sql.join(update.map((key) => sql.lit(key)))}]`
  return sql`, followed as (insert into ${sharedTableName(call, 'followed_change')}
      (id, app, entity, record_id, kind, fields, actor_id, source, at, due_at)
      select s."$event", ${sql.lit(entity.app)}, ${sql.lit(entity.key)}, s.id, 'update',
        array(select jsonb_object_keys(s."$changes")), ${slot('$actor', 'uuid')}, ${slot('$source', 'jsonb')},
        ${slot('$now', 'timestamptz')}, ${slot('$now', 'timestamptz')}
      from saved s where s."$changes" <> '{}'::jsonb and ${counts} ${fields})`
}

/** A change that processes have not followed yet. */
export interface FollowedChange {
  id: string
  app: string
  entity: string
  record_id: string
  kind: 'create' | 'update' | 'wait'
  fields: string[]
  actor_id: string | null
  source: { kind?: string; id?: string } | null
  attempts: number
}

const leaseMs = 60_000

/** Takes changes that are due, the oldest first; whoever takes them has a minute before somebody else may. */
export async function takeFollowedChanges(
  { database, schema }: Workspace,
  { now, limit }: { now: string; limit: number },
): Promise<FollowedChange[]> {
  const table = qualified(schema, 'followed_change')
  const { rows } = await database.run<FollowedChange>({
    name: 'followed-take',
    text: `update ${table} set attempts = attempts + 1, due_at = $2
      where id in (select id from ${table} where due_at <= $1 order by due_at, id limit ${limit} for update skip locked)
      returning id, app, entity, record_id, kind, fields, actor_id, source, attempts`,
    values: [now, new Date(Date.parse(now) + leaseMs).toISOString()],
  })
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** They were followed. */
export async function dropFollowedChanges({ database, schema }: Workspace, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await database.run({
    name: 'followed-drop',
    text: `delete from ${qualified(schema, 'followed_change')} where id = any($1::uuid[])`,
    values: [ids],
  })
}

/** Why one could not be followed, and when it is tried again; null: not any more. */
export async function postponeFollowedChange(
  { database, schema }: Workspace,
  { id, until, problem }: { id: string; until: string | null; problem: string },
): Promise<void> {
  await database.run({
    text: `update ${qualified(schema, 'followed_change')} set due_at = coalesce($2::timestamptz, 'infinity'), problem = $3
      where id = $1`,
    values: [id, until, problem],
  })
}

/** What has a record looked at although it did not change: somebody has begun to wait for it. */
export function followStatement(
  schema: string,
  { id, app, entity, recordId, at }: { id: string; app: string; entity: string; recordId: string; at: string },
): Statement {
  return {
    name: 'followed-wait',
    text: `insert into ${qualified(schema, 'followed_change')} (id, app, entity, record_id, kind, fields, at, due_at)
      values ($1::uuid, $2::text, $3::text, $4::uuid, 'wait', '{}', $5::timestamptz, $5::timestamptz)`,
    values: [id, app, entity, recordId, at],
  }
}
