import { createHash } from 'node:crypto'
import type { RawBuilder } from 'kysely'
import type { Executor } from '../database/database.ts'
import type { Work } from '../database/work-limits.ts'
import { compileStatement } from '../sql/compile-statement.ts'
import { bind, type PreparedStatement } from '../sql/slot.ts'

/** A compiled statement that gets a name, and so is prepared on the server, once it has shown to be used often. */
export interface CachedStatement {
  prepared: PreparedStatement
  names: StatementNames
  uses: number
}

/** Names given out for one revision of an app. Each connection keeps what was prepared, so there must be a bound. */
export interface StatementNames {
  /** Part of each name: a table may have changed under the same text, and a prepared statement would not notice. */
  prefix: string
  left: number
}

const usesBeforeName = 5
export const namesPerRevision = 300

export function cachedStatement(
  query: RawBuilder<unknown>,
  names: StatementNames,
  work: Work = 'read',
): CachedStatement {
  return { prepared: { ...compileStatement(query), work }, names, uses: 0 }
}

/** Runs a statement with its values in place. */
export async function runCached<Row = { [column: string]: unknown }>(
  executor: Executor,
  statement: CachedStatement,
  values: { [slot: string]: unknown },
): Promise<Row[]> {
  statement.uses += 1
  if (statement.uses === usesBeforeName && statement.names.left > 0) nameStatement(statement)
  try {
    const { rows } = await executor.run<Row>(bind(statement.prepared, values))
    return rows
  } catch (error) {
    if (statement.prepared.name === undefined || !isPlanOutdated(error)) throw error
    statement.prepared = { ...statement.prepared, name: undefined }
    const { rows } = await executor.run<Row>(bind(statement.prepared, values))
    return rows
  }
}

/** A column got another type after the statement was prepared, and the new revision has not arrived here yet. */
function isPlanOutdated(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === '0A000'
}

function nameStatement(statement: CachedStatement): void {
  const { prepared, names } = statement
  names.left -= 1
  const hash = createHash('sha1').update(prepared.text).digest('base64url')
  statement.prepared = { ...prepared, name: `${names.prefix}${hash}` }
}
