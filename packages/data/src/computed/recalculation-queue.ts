import { uuidv7 } from '@mortise/core'
import { type RawBuilder, sql } from 'kysely'
import type { Executor, Workspace } from '../database/database.ts'
import { runCached } from '../query/cached-statement.ts'
import { qualified } from '../sql/identifier.ts'
import { slot } from '../sql/slot.ts'
import { tableName, type WriteTable } from '../write/write-call.ts'
import { writeStatement } from '../write/write-statements.ts'

/** Records that one transaction of the job computes. */
export const recordsPerJob = 500

/** Fields to be computed, of the named records or of all. */
export interface NewRecalculation {
  app: string
  entity: string
  fields: readonly string[]
  /** The revision that has these fields in this form: no server that is still at an earlier one takes the job. */
  revision: number
  dueAt: Date
}

/** Stands in place of a table for the days of the calendar, which values of any table may depend on. */
export const calendarEntity = '$calendar'

/** Puts all records of a table in the queue. */
export async function enqueueTable(
  executor: Executor,
  { schema }: Pick<Workspace, 'schema'>,
  { app, entity, fields, revision, dueAt }: NewRecalculation,
): Promise<void> {
  await executor.run({
    text: `insert into ${qualified(schema, 'recalculation')} (id, app, entity, fields, revision, due_at)
      values ($1, $2, $3, $4::text[], $5, $6)`,
    values: [uuidv7(dueAt.getTime()), app, entity, [...fields], revision, dueAt.toISOString()],
  })
}

/** Puts the records `t` that meet a condition in the queue, in pieces, within the transaction that made them stale. */
export async function enqueueDependents(
  trx: Executor,
  table: WriteTable,
  job: {
    fields: readonly string[]
    /** Slots of the condition. */
    values: { [slot: string]: unknown }
    /** Tells the condition from others. */
    shape: string
    condition(): RawBuilder<boolean>
  },
): Promise<void> {
  const { call, entity } = table
  const { workspace, model } = call.scope
  const statement = writeStatement(
    table,
    `enqueue ${job.shape}`,
    () => sql`insert into ${sql.id(workspace.schema, 'recalculation')} (id, app, entity, fields, ids, revision, due_at)
      select gen_random_uuid(), ${sql.lit(model.key)}, ${sql.lit(entity.key)}, ${slot('$fields', 'text[]')},
        array_agg(found.id), ${slot('$revision', 'int')}, ${slot('$now', 'timestamptz')}
      from (select t.id, (row_number() over (order by t.id) - 1) / ${sql.lit(recordsPerJob)} as piece
        from ${tableName(table)} as t where ${job.condition()}) as found group by found.piece`,
  )
  const own = { $fields: [...job.fields], $revision: model.revision }
  await runCached(trx, statement, { ...call.slots, ...job.values, ...own })
  call.queued.add(workspace.key)
}

/** Which computed fields of an app wait for the job, by table. */
export async function staleFields(
  executor: Executor,
  { schema }: Pick<Workspace, 'schema'>,
  app: string,
): Promise<{ [entity: string]: string[] }> {
  const { rows } = await executor.run<{ entity: string; fields: string[] }>({
    text: `select entity, array_agg(distinct field order by field) as fields
      from ${qualified(schema, 'recalculation')}, unnest(fields) as field
      where app = $1 and entity <> $2 group by entity order by entity`,
    values: [app, calendarEntity],
  })
  return Object.fromEntries(rows.map(({ entity, fields }) => [entity, fields]))
}
