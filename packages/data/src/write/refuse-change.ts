import type { AppError } from '@mortise/core'
import type { Executor } from '../database/database.ts'
import { isLocking } from '../permission/app-rights.ts'
import { qualified } from '../sql/identifier.ts'
import type { WriteTable } from './write-call.ts'
import { writeErrors } from './write-errors.ts'

/** Why somebody who sees a record may not change it: RECORD_LOCKED says which process keeps it to itself. */
export async function changeRefused(executor: Executor, { call, entity }: WriteTable, id: string): Promise<AppError> {
  if (!('user' in call.access) || !isLocking(call.scope.model, entity)) return writeErrors.RECORD_FORBIDDEN()
  const { rows } = await executor.run<{ holder_id: string }>({
    text: `select holder_id from ${qualified(call.scope.workspace.schema, 'record_lock')} where record_id = $1 limit 1`,
    values: [id],
  })
  const [held] = rows
  return held ? writeErrors.RECORD_LOCKED({ instance: held.holder_id }) : writeErrors.RECORD_FORBIDDEN()
}
