import { join } from 'node:path'
import type { Database } from './database.ts'
import { lockDirectory } from './directory-lock.ts'
import { openPglitePool } from './pglite-pool.ts'
import { createPooledDatabase } from './pooled-database.ts'
import { openPostgresPool } from './postgres-pool.ts'
import { defaultWorkLimits, type WorkLimits } from './work-limits.ts'

export interface DatabaseOptions {
  /** postgres://… ; without it the embedded database in `directory` is used, or in memory when that is missing too. */
  url?: string
  directory?: string
  /** Connections at the most, for a server. Default 10. */
  maxConnections?: number
  /** How long statements may take on a server; the embedded database cannot stop one. */
  limits?: WorkLimits
}

const minute = 60_000

/** Opens a PostgreSQL server or the embedded database; both behave alike from here on. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, directory, maxConnections = 10, limits = defaultWorkLimits } = options
  if (url) return createPooledDatabase(await openPostgresPool(url, { max: maxConnections, limits }))
  const unlock = directory ? await lockDirectory(directory) : async () => {}
  try {
    const database = await createPooledDatabase(
      await openPglitePool(directory ? { directory: join(directory, 'pglite') } : {}),
    )
    const stopUpkeep = directory ? startUpkeep(database) : () => {}
    return {
      ...database,
      async close() {
        stopUpkeep()
        await database.close()
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

/** The embedded database has neither a checkpointer nor an autovacuum. */
function startUpkeep(database: Database): () => void {
  const run = (text: string) => void database.run({ text, values: [] }).catch(() => {})
  const timers = [
    setInterval(() => run('checkpoint'), 5 * minute),
    setInterval(() => run('vacuum (analyze)'), 24 * 60 * minute),
  ]
  for (const timer of timers) timer.unref()
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}
