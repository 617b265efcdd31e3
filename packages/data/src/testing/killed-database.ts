import type { Database, Executor } from '../database/database.ts'
import { within } from './within.ts'

/** Thrown where the process would have died. */
export class Killed extends Error {}

/**
 * The database as seen by a process that dies at its n-th statement: that one and all after it never reach the server,
 * and what was open is rolled back. `statements()` says how many were sent.
 */
export function killedDatabase(database: Database, dieAt: number): Database & { statements(): number } {
  let sent = 0
  const step = (executor: Executor): Executor['run'] => {
    return async (statement) => {
      sent++
      if (sent >= dieAt) throw new Killed(`killed before: ${statement.text}`)
      return await executor.run(statement)
    }
  }
  return {
    ...database,
    run: step(database),
    transaction: (run, ...how) =>
      database.transaction(
        async (trx) => {
          const result = await within(run, { run: step(trx) })
          // Death may also come just before the commit.
          sent++
          if (sent >= dieAt) throw new Killed('killed before commit')
          return result
        },
        ...how,
      ),
    statements: () => sent,
  }
}
