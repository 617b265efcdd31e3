import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Clock, systemClock } from '@mortise/core'
import type { Database, Executor } from '../database/database.ts'
import { schemaErrors } from './schema-errors.ts'
import { splitStatements } from './split-statements.ts'

/** The folder of the platform's own migrations. */
export const platformMigrations = fileURLToPath(new URL('../../../../migrations', import.meta.url))

export interface MigrateOptions {
  folder?: string
  clock?: Clock
}

interface Migration {
  number: number
  name: string
  hash: string
  statements: string[]
}

interface Progress {
  hash: string
  statements_done: number
  finished_at: string | null
}

/**
 * Brings the platform schema up to date: runs the numbered SQL files in order and answers with the names of those it
 * ran. Every statement has a transaction of its own in which it is also recorded, so that a killed run goes on where
 * it stopped and two servers that start together share the work instead of doing it twice.
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<string[]> {
  const clock = options.clock ?? systemClock
  const migrations = await readMigrations(options.folder ?? platformMigrations)
  await createCatalogue(database)
  await refuseNewerDatabase(database, migrations)
  const ran: string[] = []
  for (const migration of migrations) {
    if (await runMigration(database, migration, clock)) ran.push(migration.name)
  }
  return ran
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort()
  return await Promise.all(
    names.map(async (name) => {
      const text = await readFile(`${folder}/${name}`, 'utf8')
      const hash = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
      return { number: Number(name.slice(0, 4)), name, hash, statements: splitStatements(text) }
    }),
  )
}

async function createCatalogue(database: Database): Promise<void> {
  await exclusively(database, async (trx) => {
    await trx.run({ text: 'create schema if not exists mortise', values: [] })
    await trx.run({
      text: `create table if not exists mortise.migration (
        number integer primary key, name text not null, hash text not null,
        statements_done integer not null, started_at timestamptz(3) not null, finished_at timestamptz(3)
      )`,
      values: [],
    })
  })
}

async function refuseNewerDatabase(database: Database, migrations: Migration[]): Promise<void> {
  const known = Math.max(0, ...migrations.map((migration) => migration.number))
  const { rows } = await database.run<{ number: number; name: string }>({
    text: 'select number, name from mortise.migration where number > $1 order by number desc limit 1',
    values: [known],
  })
  const newest = rows[0]
  if (newest) throw schemaErrors.DATABASE_NEWER({ database: newest.name, code: String(known).padStart(4, '0') })
}

/** Whether there was anything to do. */
async function runMigration(database: Database, migration: Migration, clock: Clock): Promise<boolean> {
  const present = await progressOf(database, migration)
  if (present?.finished_at) return false
  let ran = false
  for (let index = present?.statements_done ?? 0; index < migration.statements.length; index++) {
    const done = await exclusively(database, (trx) => runStatement(trx, migration, index, clock))
    ran ||= done
  }
  return ran
}

async function runStatement(trx: Executor, migration: Migration, index: number, clock: Clock): Promise<boolean> {
  const present = await progressOf(trx, migration)
  if ((present?.statements_done ?? 0) !== index) return false
  await trx.run({ text: migration.statements[index] ?? '', values: [] })
  const now = clock.now().toISOString()
  await trx.run({
    text: `insert into mortise.migration (number, name, hash, statements_done, started_at, finished_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (number) do update set statements_done = excluded.statements_done, finished_at = excluded.finished_at`,
    values: [
      migration.number,
      migration.name,
      migration.hash,
      index + 1,
      now,
      index + 1 === migration.statements.length ? now : null,
    ],
  })
  return true
}

async function progressOf(executor: Executor, migration: Migration): Promise<Progress | undefined> {
  const { rows } = await executor.run<Progress>({
    text: 'select hash, statements_done, finished_at from mortise.migration where number = $1',
    values: [migration.number],
  })
  const progress = rows[0]
  if (progress && progress.hash !== migration.hash) throw schemaErrors.MIGRATION_CHANGED({ name: migration.name })
  return progress
}

const migrationLock = 7_046_029_254

/** One transaction that only one server at a time is in. The lock is a statement alone, as Citus wants it. */
function exclusively<Result>(database: Database, run: (trx: Executor) => Promise<Result>): Promise<Result> {
  return database.transaction(async (trx) => {
    await trx.run({ text: 'select pg_advisory_xact_lock($1::bigint)', values: [migrationLock] })
    return await run(trx)
  }, 'schema')
}
