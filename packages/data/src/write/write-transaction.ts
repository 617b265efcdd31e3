import { setTimeout as sleep } from 'node:timers/promises'
import { recalculateTouched } from '../computed/recalculate.ts'
import type { Executor } from '../database/database.ts'
import { databaseFault } from '../database/database-fault.ts'
import type { WriteCall } from './write-call.ts'

/** Two transactions stood in each other's way, and the database ended this one. */
const conflicts: ReadonlySet<string> = new Set(['40P01', '40001'])
const attempts = 6
const pauseMs = 15

/**
 * Runs a write in one transaction and brings the computed fields up to date at its end. Whoever changes lines locks
 * their owners, and these their owners: two that meet on the way are told apart by the database, and one tries again.
 */
export async function writeTransaction<Result>(
  call: WriteCall,
  run: (trx: Executor) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    call.touched.clear()
    try {
      return await call.scope.workspace.database.transaction(async (trx) => {
        const result = await run(trx)
        if (!call.computesLater) await recalculateTouched(trx, call)
        return result
      })
    } catch (error) {
      if (attempt >= attempts || !conflicts.has(databaseFault(error)?.code ?? '')) throw error
      await sleep(Math.random() * pauseMs * 2 ** attempt)
    }
  }
}
