import type { Database, Executor } from '../database/database.ts'
import { within } from './within.ts'

/** Thrown where the connection would have broken. */
class Broken extends Error {}

/** A database whose connection can be broken, and comes back. */
export interface BreakableDatabase extends Database {
  /** From this statement on nothing is answered; `after`: it is still carried out, and only its answer is lost. */
  breakAt(statement: number, when: 'before' | 'after'): void
  /** The connection is back. Answers with whether it had broken. */
  mend(): boolean
}

/** The same database over a connection that can be broken; a commit counts as a statement. */
export function breakableDatabase(database: Database): BreakableDatabase {
  let left = Number.POSITIVE_INFINITY
  let when: 'before' | 'after' = 'before'
  let broken = false
  const counted = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    left -= 1
    if (left > 0) return await run()
    broken = true
    if (left === 0 && when === 'after') await run()
    throw new Broken('the connection is broken')
  }
  const step =
    (executor: Executor): Executor['run'] =>
    (statement) =>
      counted(() => executor.run(statement))
  return {
    ...database,
    run: step(database),
    async transaction(run, ...how) {
      let lost = false
      const result = await database.transaction(
        async (trx) => {
          const done = await within(run, { run: step(trx) })
          left -= 1
          if (left > 0) return done
          broken = true
          if (left < 0 || when === 'before') throw new Broken('the connection is broken before the commit')
          lost = true
          return done
        },
        ...how,
      )
      if (lost) throw new Broken('the connection is broken after the commit')
      return result
    },
    breakAt(statement, at) {
      left = statement
      when = at
      broken = false
    },
    mend() {
      left = Number.POSITIVE_INFINITY
      return broken
    },
  }
}
