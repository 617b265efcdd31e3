import type { Executor, Workspace } from '@mortise/data/server'
import type { NodeServices } from './process-program.ts'
import { rememberReads } from './remember-reads.ts'

/** What is done for one question can be taken back without the decision that led to it. */
export interface NodeGuard {
  /** A question is being answered. */
  begin(): void
  /** What was written since `begin` is undone. */
  takeBack(): Promise<void>
  end(): void
}

type Run = Executor['run']

/**
 * Services whose statements stand behind savepoints while questions are answered. Most questions need no statement, and
 * most of the others only read: a place is marked when there is something to stand behind it. None is released: the end
 * of the transaction does that, and each way to the database counts.
 */
export function guardNodes(given: NodeServices): { joined: NodeServices; guard: NodeGuard } {
  const { trx, savepoints } = given
  let inside = false
  let place: string | null = null
  const before = (): void => {
    if (inside) place ??= savepoints.mark()
  }
  const guarded =
    (run: Run): Run =>
    async (statement) => {
      before()
      return await run(statement)
    }
  const { database } = given.scope.workspace
  const remembered = rememberReads(given.engine)
  const workspace: Workspace = {
    ...given.scope.workspace,
    database: Object.assign(Object.create(database) as typeof database, {
      run: guarded((statement) => database.run(statement)),
      async transaction(...args: Parameters<typeof database.transaction>) {
        before()
        return await database.transaction(...args)
      },
    }),
  }
  return {
    joined: {
      ...given,
      engine: remembered.engine,
      trx: { run: guarded((statement) => trx.run(statement)) },
      scope: { ...given.scope, workspace },
    },
    guard: {
      begin() {
        inside = true
        place = null
      },
      async takeBack() {
        remembered.forget()
        if (place !== null) await savepoints.backTo(place)
      },
      end() {
        inside = false
      },
    },
  }
}
