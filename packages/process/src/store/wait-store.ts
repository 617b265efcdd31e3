import { qualified, type Workspace } from '@mortise/data/server'
import type { Trigger } from '../graph/process-graph.ts'

/** Something that an instance waits for. */
export interface StoredWait {
  instance_id: string
  id: number
  app: string
  process: string
}

const atOnce = 100
const columns = 'w.instance_id, w.id, i.app, i.process'

const from = (schema: string) =>
  `from ${qualified(schema, 'process_wait')} w join ${qualified(schema, 'process_instance')} i on i.id = w.instance_id`

/** Timers that are due, the longest due first. */
export async function dueWaits({ database, schema }: Workspace, now: string): Promise<StoredWait[]> {
  const { rows } = await database.run<StoredWait>({
    name: 'process-due',
    text: `select ${columns} ${from(schema)} where w.due_at <= $1 order by w.due_at limit ${atOnce}`,
    values: [now],
  })
  return rows
}

/** When the next timer is due, ISO; null when none is. */
export async function nextDue({ database, schema }: Workspace): Promise<string | null> {
  const { rows } = await database.run<{ due: string | null }>({
    name: 'process-next-due',
    text: `select min(due_at) as due from ${qualified(schema, 'process_wait')} where due_at is not null`,
    values: [],
  })
  return rows[0]?.due ?? null
}

/** A timer that could not be fired is tried again later, so that it does not stand before the others. */
export async function postponeWait(
  { database, schema }: Workspace,
  { instance_id: instance, id }: StoredWait,
  until: string,
): Promise<void> {
  await database.run({
    text: `update ${qualified(schema, 'process_wait')} set due_at = $3 where instance_id = $1 and id = $2`,
    values: [instance, id, until],
  })
}

/** Everybody who waits for a message without a key, or a signal. */
export async function waitsFor({ database, schema }: Workspace, { on, name }: Trigger): Promise<StoredWait[]> {
  const { rows } = await database.run<StoredWait>({
    name: 'process-waits-for',
    text: `select ${columns} ${from(schema)} where w.waits_on = $1 and w.name is not distinct from $2 and w.key is null`,
    values: [on, name ?? null],
  })
  return rows
}

/** An instance that waits until its record is as a node wants it. */
export interface RecordWait extends StoredWait {
  node: string
  record_id: string
  entity: string
  /** Of the node, as it was published when the instance began. */
  options: { [name: string]: unknown } | null
}

/** Everybody who waits for one of these records. */
export async function recordWaits({ database, schema }: Workspace, records: readonly string[]): Promise<RecordWait[]> {
  const { rows } = await database.run<RecordWait>({
    name: 'process-record-waits',
    text: `select ${columns}, w.node, i.record_id, i.entity, jsonb_path_query_first(v.document,
        '$.nodes[*] ? (@.key == $node).options', jsonb_build_object('node', w.node)) as options
      ${from(schema)} join ${qualified(schema, 'process_version')} v on v.id = i.version_id
      where w.waits_on = 'condition' and i.record_id = any($1::uuid[]) and i.status = 'running'`,
    values: [records],
  })
  return rows
}
