import { randomBytes } from 'node:crypto'
import pg from 'pg'

const serverUrl = process.env.TEST_DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/postgres'

/** What a server of a journey keeps its data in. */
export interface JourneyDatabase {
  name: 'pglite' | 'postgres'
  /** Why it cannot be used here, or null. */
  skip: string | null
  /** An empty database; the embedded one needs none of its own, because each server has a directory of its own. */
  create(): Promise<{ url: string | null; drop(): Promise<void> }>
}

const absent = await probe()
if (absent && process.env.REQUIRE_POSTGRES) throw new Error(`PostgreSQL is required for this run: ${absent}`)

/** Every journey runs on both. */
export const journeyDatabases: readonly JourneyDatabase[] = [
  { name: 'pglite', skip: null, create: async () => ({ url: null, drop: async () => {} }) },
  { name: 'postgres', skip: absent, create: createOnServer },
]

async function createOnServer() {
  const name = `mortise_e2e_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) }
}

async function probe(): Promise<string | null> {
  try {
    await onServer('select 1')
    return null
  } catch (error) {
    return `no PostgreSQL answers (${error instanceof Error ? error.message : error})`
  }
}

async function onServer(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 2000 })
  await client.connect()
  await client.query(text).finally(() => client.end())
}
