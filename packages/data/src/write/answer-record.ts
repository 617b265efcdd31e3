import { AppError } from '@mortise/core'
import type { EntityRecord } from '../contract/query.ts'
import { isSelfContained } from './presented-record.ts'
import type { WriteTable } from './write-call.ts'

const outOfSight = new Set(['RECORD_NOT_FOUND', 'ENTITY_UNKNOWN'])

/** Refuses a selection that could not be answered before anything is written for it. */
export async function checkAnswer({ call, entity }: WriteTable, select: string[] | undefined): Promise<void> {
  if (!select || isId(select)) return
  try {
    await call.services.reader.checkSelect(call.access, call.scope, entity.key, select)
  } catch (error) {
    // Who may write but not read is answered by the id alone, whatever was asked for.
    if (!(error instanceof AppError && outOfSight.has(error.code))) throw error
  }
}

/** Who asks for nothing else needs no reading. */
const isId = (select: readonly string[]): boolean => select.length === 1 && select[0] === 'id'

/**
 * What a write answers with: the row that its statement gave back, or the record read again where that is not enough.
 * A record that left the user's sight is answered by its id alone.
 */
export async function answerRecord(
  table: WriteTable,
  id: string,
  saved: { [column: string]: unknown } | null,
  select: string[] | undefined,
): Promise<EntityRecord> {
  if (select && isId(select)) return { id }
  if (saved && !select && isSelfContained(table)) return saved as EntityRecord
  const { call, entity } = table
  try {
    return await call.services.reader.get(call.access, call.scope, entity.key, id, select)
  } catch (error) {
    if (error instanceof AppError && outOfSight.has(error.code)) return { id }
    throw error
  }
}
