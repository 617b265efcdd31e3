import type { Workspace } from '../database/database.ts'
import { identifier, literal, qualified } from '../sql/identifier.ts'
import { runDdl } from './run-ddl.ts'

/**
 * Makes the monthly partitions of the change events from one instant to another that are not there yet. Months for
 * which nobody made one in time are in the default partition; their events move over.
 */
export async function ensureEventPartitions(workspace: Workspace, span: { from: Date; to: Date }): Promise<void> {
  const wanted = monthsBetween(span.from, span.to)
  const missing = async () => {
    const present = await partitionsOf(workspace)
    return wanted.filter((start) => !present.has(partitionName(start)))
  }
  let left = await missing()
  while (left.length > 0) {
    const tried = left
    await addPartitions(workspace, tried).catch(async (error: unknown) => {
      left = await missing()
      // Another server may have made some of them meanwhile.
      if (left.length === tried.length) throw error
    })
    if (left === tried) return
  }
}

/** The span kept ready: this month and the three after it. */
export function eventsAhead(now: Date): { from: Date; to: Date } {
  return { from: now, to: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 3, 1)) }
}

async function partitionsOf(workspace: Workspace): Promise<Set<string>> {
  const { rows } = await workspace.database.run<{ name: string }>({
    text: `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = to_regclass($1)`,
    values: [qualified(workspace.schema, 'event')],
  })
  return new Set(rows.map((row) => row.name))
}

/** In one transaction: each has to move what is in the default partition, and a history begins with dozens of months. */
async function addPartitions(workspace: Workspace, months: readonly Date[]): Promise<void> {
  const leftover = qualified(workspace.schema, 'event_default')
  const statements = months.flatMap((start) => partitionStatements(workspace, start))
  await runDdl(workspace.database, statements, { table: leftover })
}

function partitionStatements({ schema }: Workspace, start: Date): string[] {
  const [event, leftover] = [qualified(schema, 'event'), qualified(schema, 'event_default')]
  const partition = qualified(schema, partitionName(start))
  const [from, to] = [literal(start.toISOString()), literal(nextMonth(start).toISOString())]
  return [
    `create table ${partition} (like ${event})`,
    `with moved as (delete from ${leftover} where at >= ${from} and at < ${to} returning *)
      insert into ${partition} select * from moved`,
    `alter table ${event} attach partition ${partition} for values from (${from}) to (${to})`,
  ]
}

function monthsBetween(from: Date, to: Date): Date[] {
  const months: Date[] = []
  let month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1))
  while (month <= to) {
    months.push(month)
    month = nextMonth(month)
  }
  return months
}

function nextMonth(start: Date): Date {
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1))
}

function partitionName(start: Date): string {
  return `event_${start.toISOString().slice(0, 7).replace('-', '_')}`
}

/** Table, default partition and index of the change events. */
export function eventTable(schema: string): string[] {
  const event = qualified(schema, 'event')
  return [
    `create table if not exists ${event} (
      id uuid not null, at timestamptz(3) not null, kind text not null, app text not null, entity text not null,
      record_id uuid not null, actor_id uuid, changes jsonb not null default '{}', comment jsonb,
      source jsonb not null default '{}', constraint ${identifier('event_key')} primary key (id, at)
    ) partition by range (at)`,
    `create table if not exists ${qualified(schema, 'event_default')} partition of ${event} default`,
    `create index if not exists event_record on ${event} (record_id, id)`,
  ]
}
