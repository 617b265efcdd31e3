import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, openDatabase } from '@mortise/data/server'
import { type Config, prepareDataDir } from '../config.ts'
import type { Progress } from './progress.ts'

/** Opens the database that the configuration names. */
export async function openConfiguredDatabase(config: Config, progress: Progress): Promise<Database> {
  prepareDataDir(config)
  if (config.databaseUrl) {
    progress.step('正在连接 PostgreSQL', 'connecting to PostgreSQL')
    const { databaseUrl: url, databasePool: maxConnections, workLimits: limits } = config
    return await openDatabase({ url, maxConnections, limits })
  }
  progress.step(`正在打开内置数据库（${config.dataDir}）`, `opening the embedded database (${config.dataDir})`)
  return await openDatabase({ directory: config.dataDir })
}

/** Whether an embedded database is still to be made; asked before it is opened. */
export function beginsEmpty({ databaseUrl, dataDir }: Config): boolean {
  return !databaseUrl && !existsSync(join(dataDir, 'pglite'))
}
