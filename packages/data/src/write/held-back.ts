import type { Executor } from '../database/database.ts'
import { databaseFault } from '../database/database-fault.ts'
import { type CachedStatement, runCached } from '../query/cached-statement.ts'
import type { FoundProblem } from './field-problems.ts'
import type { InputRow } from './input-rows.ts'
import type { PreparedRecord } from './prepared-record.ts'
import type { WriteTable } from './write-call.ts'

/** A statement of the write path with what is needed to find out why it kept rows back. */
export interface GuardedWrite {
  table: WriteTable
  records: readonly PreparedRecord[]
  /** Fields that an update writes; null for new records. */
  fields: ReadonlySet<string> | null
}

/**
 * Rows that a condition inside a statement, or a constraint, did not let through. Thrown out of the transaction, so
 * that the reasons are looked up after it ended.
 */
export class HeldBack extends Error {
  readonly write: GuardedWrite

  constructor(write: GuardedWrite) {
    super('rows were held back')
    this.write = write
  }
}

/** Records that were found wanting inside the transaction; thrown to roll it back. */
export class RowsRefused extends Error {
  readonly problems: ReadonlyMap<PreparedRecord, FoundProblem[]>

  constructor(problems: ReadonlyMap<PreparedRecord, FoundProblem[]>) {
    super('rows were refused')
    this.problems = problems
  }
}

const constraintFaults = new Set(['23505', '23503'])

/** Runs a statement; a unique or foreign key that it breaks becomes HeldBack. */
export async function runGuarded<Row>(
  executor: Executor,
  statement: CachedStatement,
  values: InputRow,
  write: GuardedWrite,
): Promise<Row[]> {
  try {
    return await runCached<Row>(executor, statement, values)
  } catch (error) {
    if (constraintFaults.has(databaseFault(error)?.code ?? '')) throw new HeldBack(write)
    throw error
  }
}
