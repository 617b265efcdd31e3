import type { AppError } from '@mortise/core'
import type { EntityRecord } from '../contract/query.ts'
import type { WriteTable } from './write-call.ts'
import { writeErrors } from './write-errors.ts'

/** The record is no longer the version that the user saw. Thrown inside a transaction, to leave it. */
export class StaleVersion extends Error {}

/** Runs a write; a stale version becomes RECORD_CHANGED with the record as it is now, read after the transaction. */
export async function withCurrent<Result>(table: WriteTable, id: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof StaleVersion)) throw error
    const { call, entity } = table
    throw recordChanged(await call.services.reader.get(call.access, call.scope, entity.key, id))
  }
}

/** Somebody else changed the record meanwhile: `current` is what it is now, as far as the reader may see it. */
export function recordChanged(current: EntityRecord): AppError {
  return writeErrors.RECORD_CHANGED({ current })
}
