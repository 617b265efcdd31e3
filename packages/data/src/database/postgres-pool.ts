import pg from 'pg'
import type { Rows, Statement } from './database.ts'
import { databaseErrors } from './database-errors.ts'
import { type LimitedClient, limitClient } from './limited-client.ts'
import type { ConnectionPool, PoolClient } from './pooled-database.ts'
import { kyselyParsers, type ValueParser, valueParsers } from './value-parsers.ts'
import type { WorkLimits } from './work-limits.ts'

const types = typeTable(valueParsers)
const kyselyTypes = typeTable(kyselyParsers)

/** Connections to a PostgreSQL server over the network. */
export async function openPostgresPool(
  url: string,
  { max, limits }: { max: number; limits: WorkLimits },
): Promise<ConnectionPool> {
  const config = poolConfig(url)
  const pool = new pg.Pool({ ...config, max, keepAlive: true, connectionTimeoutMillis: 10_000, ...pipelined })
  // A connection that breaks while idle is replaced by the pool; the next statement reports what matters.
  pool.on('error', () => {})
  await refuseUnsafe(pool).catch(async (error: unknown) => {
    await pool.end()
    throw error instanceof Error && 'definition' in error
      ? error
      : databaseErrors.DATABASE_UNREACHABLE({ reason: reasonOf(error) })
  })
  return {
    engine: 'postgres',
    // In one message; kept by the server even when this process is gone.
    begin: (work, plans) =>
      `begin; set local statement_timeout = ${limits[work]}${plans === 'kept' ? '; set local plan_cache_mode = force_generic_plan' : ''}`,
    async query(statement) {
      const client = limitClient(await pool.connect())
      try {
        return await send(client, limits, statement)
      } finally {
        client.release()
      }
    },
    async connect(): Promise<PoolClient> {
      const client = limitClient(await pool.connect())
      return {
        query: (statement, { dates = false } = {}) => send(client, limits, statement, dates ? kyselyTypes : undefined),
        release: client.release,
      }
    },
    listen: (channel, handler) => listen(config, channel, handler),
    close: () => pool.end(),
  }
}

/** Statements of one connection need not wait for the answers to those before them. */
const pipelined: { pipeline: boolean } = { pipeline: true }

function poolConfig(url: string): pg.PoolConfig {
  try {
    if (!/^postgres(ql)?:$/.test(new URL(url).protocol)) throw new Error('not a postgres:// address')
  } catch (error) {
    throw databaseErrors.DATABASE_UNREACHABLE({ reason: reasonOf(error) })
  }
  return { connectionString: url, types, application_name: 'mortise' }
}

/** What was answered with success must be on disk. */
async function refuseUnsafe(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'`,
  )
  if (rows[0]) throw databaseErrors.DATABASE_UNSAFE({ setting: rows[0].name })
}

function send<Row>(
  client: LimitedClient,
  limits: WorkLimits,
  { text, values, name, work = 'write' }: Statement,
  customTypes?: pg.CustomTypesConfig,
): Promise<Rows<Row>> {
  const query: pg.QueryConfig & { types?: pg.CustomTypesConfig } = { text, values: values as unknown[] }
  if (name) query.name = name
  if (customTypes) query.types = customTypes
  return client.query(query, limits[work])
}

function typeTable(parsers: Readonly<Record<number, ValueParser>>): pg.CustomTypesConfig {
  return {
    getTypeParser: ((id: number, format?: 'text' | 'binary') =>
      (format !== 'binary' && parsers[id]) || pg.types.getTypeParser(id, format as 'text')) as never,
  }
}

/** Listens on a connection of its own and comes back after it broke. */
async function listen(
  config: pg.PoolConfig,
  channel: string,
  handler: (payload: string) => void,
): Promise<() => Promise<void>> {
  let ended = false
  let client: pg.Client | undefined
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ ...config, keepAlive: true })
    fresh.on('notification', (message) => handler(message.payload ?? ''))
    fresh.on('error', () => {})
    fresh.on('end', () => {
      if (!ended) setTimeout(() => void connect().catch(() => fresh.emit('end')), 1000).unref()
    })
    await fresh.connect()
    await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
    client = fresh
  }
  await connect()
  return async () => {
    ended = true
    await client?.end()
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors[0]) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message || error.name : String(error)
}
