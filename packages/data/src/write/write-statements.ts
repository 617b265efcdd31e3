import type { RawBuilder } from 'kysely'
import { type CachedStatement, cachedStatement } from '../query/cached-statement.ts'
import { readerPlans } from '../query/reader-plans.ts'
import type { WriteTable } from './write-call.ts'

/**
 * A statement of the write path, composed on first use. `shape` distinguishes the statements over one table; rights and
 * schema are part of the key already.
 */
export function writeStatement(table: WriteTable, shape: string, compose: () => RawBuilder<unknown>): CachedStatement {
  const { workspace, model } = table.call.scope
  const plans = readerPlans(model, workspace.database, workspace.schema)
  const key = `write|${table.entity.key}|${table.call.rights.key}|${shape}`
  return plans.plan(key, () => cachedStatement(compose(), plans.names, 'write'))
}
