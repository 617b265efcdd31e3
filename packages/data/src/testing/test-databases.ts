import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { openPglitePool } from '../database/pglite-pool.ts'
import { createPooledDatabase } from '../database/pooled-database.ts'
import { defaultWorkLimits, type WorkLimits } from '../database/work-limits.ts'

const serverUrl = process.env.TEST_DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/postgres'

export interface TestDatabase {
  name: 'pglite' | 'postgres'
  /** A reason not to run here; shown and counted as skipped. */
  skip: string | null
  /** An empty database of its own; dropped when closed. */
  open(limits?: Partial<WorkLimits>): Promise<Database>
}

const server = await probeServer()
if (server && process.env.REQUIRE_POSTGRES) throw new Error(`PostgreSQL is required for this run: ${server}`)

/**
 * The databases every database test runs on:
 * `describe.each(testDatabases)('$name', ({ open, skip }) => { describe.skipIf(skip)('…', () => …) })`.
 */
export const testDatabases: readonly TestDatabase[] = [
  { name: 'pglite', skip: null, open: () => openEmbeddedDatabase() },
  { name: 'postgres', skip: server, open: openServerDatabase },
]

async function probeServer(): Promise<string | null> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    await client.end()
    return null
  } catch (error) {
    return `no PostgreSQL answers (${(error as Error).message})`
  }
}

async function onServer(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

async function openServerDatabase(limits: Partial<WorkLimits> = {}): Promise<Database> {
  const name = `mortise_test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const database = await openDatabase({ url: url.href, limits: { ...defaultWorkLimits, ...limits } })
  return {
    ...database,
    async close() {
      await database.close()
      await onServer(`drop database ${name} with (force)`)
    },
  }
}

/** In memory, from a snapshot of an empty database that is made once per machine: initdb costs seconds. */
async function openEmbeddedDatabase(): Promise<Database> {
  return createPooledDatabase(await openPglitePool({ snapshot: await emptySnapshot() }))
}

async function emptySnapshot(): Promise<string> {
  const entry = import.meta.resolve('@electric-sql/pglite')
  // The folder of the package names its version.
  const file = join(tmpdir(), `mortise-empty-${createHash('sha256').update(entry).digest('hex').slice(0, 12)}.tar`)
  if (existsSync(file)) return file
  const { PGlite } = await import('@electric-sql/pglite')
  const database = await PGlite.create()
  const dump = await database.dumpDataDir('none')
  await database.close()
  // Test files run side by side; whoever is first gives the file its name in one step.
  const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(own, new Uint8Array(await dump.arrayBuffer()))
  await rename(own, file)
  return file
}
