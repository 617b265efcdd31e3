import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PostgresDialect } from 'kysely'
import type { Database, Executor, Finish, Plans, Rows, Statement } from './database.ts'
import { databaseErrors } from './database-errors.ts'
import type { Work } from './work-limits.ts'

/** A connection taken from a pool. `dates` asks for Date objects instead of ISO text (kysely's users want them). */
export interface PoolClient {
  query<Row>(statement: Statement, options?: { dates?: boolean }): Promise<Rows<Row>>
  release(broken?: boolean): void
}

/** What differs between the two drivers. */
export interface ConnectionPool {
  readonly engine: 'postgres' | 'pglite'
  /** The statement that opens a transaction for such work. */
  begin(work: Work, plans: Plans): string
  /** Takes a connection for several statements. */
  connect(): Promise<PoolClient>
  /** One statement on any connection. */
  query<Row>(statement: Statement): Promise<Rows<Row>>
  listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** Builds the database over a pool: transactions, the guard around them, and kysely on the same connections. */
export async function createPooledDatabase(pool: ConnectionPool): Promise<Database> {
  const inTransaction = new AsyncLocalStorage<true>()
  const guard = () => {
    if (inTransaction.getStore()) throw databaseErrors.DATABASE_OUTSIDE_TRANSACTION()
  }
  const { rows } = await pool.query<{ version: string; number: number }>({
    text: `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
    values: [],
  })
  const { version = '', number = 0 } = rows[0] ?? {}
  if (number < 150_000) {
    await pool.close()
    throw databaseErrors.DATABASE_TOO_OLD({ version })
  }
  return {
    engine: pool.engine,
    version: version.split(' ')[0] ?? version,
    async run<Row>(statement: Statement) {
      guard()
      return pool.query<Row>(statement)
    },
    async transaction(run, work = 'write', plans = 'fitted') {
      guard()
      return runTransaction(pool, { work, plans }, (trx, finish) => inTransaction.run(true, () => run(trx, finish)))
    },
    kysely: createKysely(pool, guard),
    listen: (channel, handler) => pool.listen(channel, handler),
    close: () => pool.close(),
  }
}

async function runTransaction<Result>(
  pool: ConnectionPool,
  { work, plans }: { work: Work; plans: Plans },
  run: (trx: Executor, finish: Finish) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let open = true
  const send = <Row>(statement: Statement) => {
    if (!open) throw databaseErrors.DATABASE_OUTSIDE_TRANSACTION()
    return client.query<Row>(statement.work ? statement : { ...statement, work })
  }
  const commit = () => {
    open = false
    return client.query({ text: 'commit', values: [] })
  }
  const finish: Finish = async (statements) => {
    const sent = statements.map((statement) => send<{ [column: string]: unknown }>(statement))
    // Where one of them fails the database takes everything back when it is told to commit.
    const [rows] = await Promise.all([Promise.all(sent), commit()])
    return rows
  }
  try {
    // Not waited for: what comes first goes with it, and fails where it fails.
    const begun = client.query({ text: pool.begin(work, plans), values: [] })
    begun.catch(() => {})
    const [result] = await Promise.all([run({ run: send }, finish), begun])
    if (open) await commit()
    client.release()
    return result
  } catch (error) {
    open = false
    const rolledBack = await client.query({ text: 'rollback', values: [] }).then(
      () => true,
      () => false,
    )
    client.release(!rolledBack)
    throw error
  }
}

function createKysely(pool: ConnectionPool, guard: () => void): Kysely<unknown> {
  return new Kysely({
    dialect: new PostgresDialect({
      pool: {
        options: {},
        async connect() {
          guard()
          const client = await pool.connect()
          return {
            async query(text: unknown, values: readonly unknown[] = []) {
              if (typeof text !== 'string') throw new Error('unreachable: cursors are not used')
              const { rows, count } = await client.query({ text, values }, { dates: true })
              return { command: commandOf(text), rowCount: count, rows }
            },
            release: () => client.release(),
          } as never
        },
        end: async () => {},
      },
    }),
  })
}

/** kysely reads the affected rows only for these commands. */
function commandOf(text: string): 'INSERT' | 'UPDATE' | 'DELETE' | 'MERGE' | 'SELECT' {
  const word = /\s*(\w+)/.exec(text)?.[1]?.toUpperCase()
  return word === 'INSERT' || word === 'UPDATE' || word === 'DELETE' || word === 'MERGE' ? word : 'SELECT'
}
