import { type Executor, qualified, type Statement, type Workspace } from '@mortise/data/server'
import { processErrors } from '../errors.ts'
import type { InstanceRow } from './instance-row.ts'

/** An instance that waits for whoever locked it. */
export interface LockedInstance {
  row: InstanceRow
  /** False when the click was carried out before. */
  fresh: boolean
  /** The person is or was asked, themselves or in somebody's place. */
  asked: boolean
}

interface Locking {
  /** Is noted in the same statement. */
  click?: { key: string; at: string } | undefined
  /** Whose place in it is looked up. */
  user?: string | undefined
}

/**
 * Reads an instance and locks it until the transaction ends: whoever else acts on it waits, and then sees what became of it.
 * No transaction ever locks two.
 */
export async function lockInstance(
  trx: Executor,
  schema: string,
  id: string,
  { click, user }: Locking = {},
): Promise<LockedInstance> {
  const { rows } = await trx.run<InstanceRow & { fresh?: boolean; asked?: boolean }>({
    name: `process-lock${click ? '-click' : ''}${user === undefined ? '' : '-asked'}`,
    ...lockText(schema, { id, click, user }),
  })
  const [found] = rows
  if (!found) throw processErrors.INSTANCE_UNKNOWN({ id })
  const { fresh = true, asked = false, ...row } = found
  return { row, fresh, asked }
}

function lockText(schema: string, { id, click, user }: Locking & { id: string }): Omit<Statement, 'name'> {
  const values: unknown[] = [id]
  const slot = (value: unknown) => `$${values.push(value)}`
  const noted = click
    ? `with click as (insert into ${qualified(schema, 'process_click')} (key, instance_id, at)
        values (${slot(click.key)}, $1, ${slot(click.at)}) on conflict (key) do nothing returning 1) `
    : ''
  const columns = [
    'i.*',
    ...(click ? ['exists (select from click) as fresh'] : []),
    ...(user === undefined ? [] : [`${askedIn(schema, slot(user))} as asked`]),
  ]
  const text = `${noted}select ${columns.join(', ')} from ${qualified(schema, 'process_instance')} i
    where i.id = $1 for update of i`
  return { text, values }
}

const askedIn = (schema: string, user: string) => `exists (select 1 from ${qualified(schema, 'process_task')} t
  where t.instance_id = i.id and (t.user_id = ${user} or ${user} = any(t.agents)))`

/** Notes that a click is being carried out; false when it was before. */
export async function noteClick(
  trx: Executor,
  schema: string,
  click: { key: string; instance: string; at: string },
): Promise<boolean> {
  const { count } = await trx.run({
    name: 'process-click',
    text: `insert into ${qualified(schema, 'process_click')} (key, instance_id, at) values ($1, $2, $3)
      on conflict (key) do nothing`,
    values: [click.key, click.instance, click.at],
  })
  return count === 1
}

/** The instance that a click belongs to, if it was carried out before. */
export async function clickedInstance(trx: Executor, schema: string, key: string): Promise<string | null> {
  const { rows } = await trx.run<{ instance_id: string }>({
    text: `select instance_id from ${qualified(schema, 'process_click')} where key = $1`,
    values: [key],
  })
  return rows[0]?.instance_id ?? null
}

/** Nobody repeats a click after such a time. */
export async function forgetOldClicks({ database, schema }: Workspace, before: Date): Promise<void> {
  await database.run({
    text: `delete from ${qualified(schema, 'process_click')} where at < $1`,
    values: [before.toISOString()],
  })
}

/** An instance as it is, without a lock; null when there is none. */
export async function readInstance({ database, schema }: Workspace, id: string): Promise<InstanceRow | null> {
  const { rows } = await database.run<InstanceRow>({
    name: 'process-instance',
    text: `select * from ${qualified(schema, 'process_instance')} where id = $1`,
    values: [id],
  })
  return rows[0] ?? null
}

/** What decides who may open an instance. */
export interface InstanceDoor
  extends Pick<InstanceRow, 'id' | 'app' | 'process' | 'entity' | 'record_id' | 'initiator'> {
  /** This person is or was asked, themselves or in somebody's place. */
  asked: boolean
}

/** Whose an instance is, without all that is in it; null when there is none. */
export async function readDoor(
  { database, schema }: Workspace,
  id: string,
  user: string,
): Promise<InstanceDoor | null> {
  const { rows } = await database.run<InstanceDoor>({
    name: 'process-door',
    text: `select id, app, process, entity, record_id, initiator, ${askedIn(schema, '$2')} as asked
      from ${qualified(schema, 'process_instance')} i where id = $1`,
    values: [id, user],
    work: 'read',
  })
  return rows[0] ?? null
}

/** Whether there ever was a process of an app. */
export async function anyInstance({ database, schema }: Workspace, app: string): Promise<boolean> {
  const { rows } = await database.run({
    text: `select 1 from ${qualified(schema, 'process_instance')} where app = $1 limit 1`,
    values: [app],
  })
  return rows.length > 0
}

/** Instances under way that a visit of another one called. */
export async function calledInstances(
  { database, schema }: Workspace,
  parent: { id: string; visit: number },
): Promise<InstanceRow[]> {
  const { rows } = await database.run<InstanceRow>({
    text: `select * from ${qualified(schema, 'process_instance')}
      where parent_id = $1 and parent_visit = $2 and status = 'running'`,
    values: [parent.id, parent.visit],
  })
  return rows
}

const mostAbout = 100

/** An instance as a line of a list. */
export type InstanceLine = Omit<InstanceRow, 'state' | 'path'>

/** Instances about a record, the latest first. */
export async function instancesAbout(
  { database, schema }: Workspace,
  { app, recordId }: { app: string; recordId: string },
): Promise<InstanceLine[]> {
  const { rows } = await database.run<InstanceLine>({
    name: 'process-about',
    text: `select id, app, process, version_id, title, status, outcome, rev, events, entity, record_id, initiator,
        parent_id, parent_visit, parent_attempt, incidents, alone, started_at, ended_at
      from ${qualified(schema, 'process_instance')}
      where record_id = $1 and app = $2 order by started_at desc limit ${mostAbout}`,
    values: [recordId, app],
    work: 'read',
  })
  return rows
}
