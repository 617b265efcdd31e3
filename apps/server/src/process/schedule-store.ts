import { qualified, type Workspace } from '@mortise/data/server'

/** A schedule whose time has come round. */
export interface DueSchedule {
  app: string
  process: string
  next_at: string
}

/** A schedule as the documents have it; `spec` tells it from another one of the same process. */
export interface KeptSchedule {
  app: string
  process: string
  spec: string
  next: string | null
}

const scheduleTable = (schema: string) => qualified(schema, 'process_schedule')

/** Brings the rows up to date: what is not among the schedules goes, and one that is another now begins anew. */
export async function keepSchedules({ database, schema }: Workspace, all: readonly KeptSchedule[]): Promise<void> {
  const table = scheduleTable(schema)
  await database.run({
    text: `with given as (select * from jsonb_to_recordset($1::jsonb) as x (app text, process text, spec text,
        next timestamptz)),
      gone as (delete from ${table} t where not exists
        (select 1 from given g where g.app = t.app and g.process = t.process))
      insert into ${table} as t (app, process, spec, next_at) select app, process, spec, next from given
      on conflict (app, process) do update set spec = excluded.spec, next_at = excluded.next_at, lease_until = null
        where t.spec <> excluded.spec`,
    values: [JSON.stringify(all)],
  })
}

/** Takes what has come round; no other server takes it before the lease is over. */
export async function takeDueSchedules(
  { database, schema }: Workspace,
  now: string,
  leaseUntil: string,
): Promise<DueSchedule[]> {
  const { rows } = await database.run<DueSchedule>({
    text: `update ${scheduleTable(schema)} set lease_until = $2
      where next_at <= $1 and (lease_until is null or lease_until <= $1) returning app, process, next_at`,
    values: [now, leaseUntil],
  })
  return rows
}

/** Lets go of a schedule that was taken; it comes round again at that time. */
export async function putOffSchedule(
  { database, schema }: Workspace,
  { app, process, next_at: taken }: DueSchedule,
  next: string | null,
): Promise<void> {
  await database.run({
    text: `update ${scheduleTable(schema)} set next_at = $3, lease_until = null
      where app = $1 and process = $2 and next_at = $4`,
    values: [app, process, next, taken],
  })
}

/** When the next schedule comes round, ISO; null when none does. */
export async function nextSchedule({ database, schema }: Workspace): Promise<string | null> {
  const { rows } = await database.run<{ next: string | null }>({
    text: `select min(next_at) as next from ${scheduleTable(schema)}`,
    values: [],
  })
  return rows[0]?.next ?? null
}
