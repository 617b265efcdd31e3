import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Executor } from '../database/database.ts'
import { databaseFault } from '../database/database-fault.ts'
import { schemaErrors } from './schema-errors.ts'

export interface DdlOptions {
  /** Table (qualified, quoted) whose lock is wanted: who holds it is named when the change cannot get through. */
  table?: string
  /** Milliseconds after which the change is given up for now. Default: a minute. */
  patience?: number
  /** Runs in the same transaction, after the statements: what must be recorded if and only if they took effect. */
  record?(trx: Executor): Promise<void>
}

const lockNotAvailable = '55P03'
const deadlock = '40P01'

/**
 * Runs DDL in one transaction that waits at most 50 ms for a lock, so that no writer stalls longer behind it, and tries
 * again until it gets through. DDL_BLOCKED names who is in the way when it does not.
 */
export async function runDdl(database: Database, statements: readonly string[], options: DdlOptions = {}) {
  return await patiently(database, options, () => attempt(database, statements, options))
}

/** Tries again what somebody else's lock stopped, until it gets through; DDL_BLOCKED names who is in the way. */
export async function patiently<Result>(
  database: Database,
  { table, patience = 60_000 }: Pick<DdlOptions, 'table' | 'patience'>,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const deadline = Date.now() + patience
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!isLockFault(error)) throw error
      if (Date.now() > deadline) throw await blocked(database, table)
    }
    await sleep(50 + Math.random() * 100)
  }
}

/** Whether somebody else held a lock; another try may get through. */
export function isLockFault(error: unknown): boolean {
  const code = databaseFault(error)?.code
  return code === lockNotAvailable || code === deadlock
}

async function attempt(
  database: Database,
  statements: readonly string[],
  { record }: Pick<DdlOptions, 'record'>,
): Promise<void> {
  await database.transaction(async (trx) => {
    await trx.run({ text: `set local lock_timeout = '50ms'`, values: [] })
    for (const text of statements) await trx.run({ text, values: [] })
    await record?.(trx)
  }, 'schema')
}

async function blocked(database: Database, table: string | undefined) {
  const { rows } = await database.run<{ pid: number; application: string; seconds: number }>({
    text: `select a.pid, a.application_name as application, extract(epoch from now() - a.xact_start)::int as seconds
      from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.relation = to_regclass($1) and l.granted and a.pid <> pg_backend_pid()
      order by a.xact_start limit 1`,
    values: [table ?? ''],
  })
  const holder = rows[0]
  return schemaErrors.DDL_BLOCKED({
    table: table?.replaceAll('"', '') ?? '',
    blocker: holder ? `${holder.application || 'unknown'}, pid ${holder.pid}, ${holder.seconds} s` : 'unknown',
  })
}
