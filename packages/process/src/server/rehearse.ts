import { asSystem, type EntityRecord } from '@mortise/data'
import type { AppScope } from '@mortise/data/server'
import type { Asking } from '../simulate/answered.ts'
import { answerOne } from './answer-needs.ts'
import { guardNodes } from './guard-nodes.ts'
import type { NodeServices, ProcessProgram, ProcessServices } from './process-program.ts'

/** What an instance would be about. */
export interface Rehearsed {
  program: ProcessProgram
  by: string | null
  recordId: string | null
  startedAt: string
}

/** Stands for the id of an instance that never is. */
const noInstance = '00000000-0000-0000-0000-000000000000'

class TakenBack extends Error {}

/**
 * Runs something in a transaction in which processes really do what they do to records, and takes all of it back at the
 * end. Nobody hears of it; numbers that were drawn meanwhile are free again.
 */
export async function rehearse<Result>(
  services: ProcessServices,
  of: { scope: AppScope; process: string },
  run: (stage: NodeServices) => Promise<Result>,
): Promise<Result> {
  let result: { is: Result } | undefined
  try {
    await services.together(of, async (joined) => {
      result = { is: await run(joined) }
      throw new TakenBack()
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
  }
  return (result as { is: Result }).is
}

/** Asks a process itself: conditions over the record as it is in the transaction, people as the organisation is now. */
export function askProgram(stage: NodeServices, rehearsed: Rehearsed): Asking {
  const { joined, guard } = guardNodes(stage)
  const { program, by, recordId, startedAt } = rehearsed
  const { app, key: process, entity } = program
  const about = entity !== null && recordId !== null
  const facts = {
    ...{ id: noInstance, app, process, initiator: by, startedAt, rehearsed: true as const },
    ...{ entity: about ? entity : null, recordId: about ? recordId : null },
  }
  const record = async (): Promise<EntityRecord | null> =>
    about ? await joined.engine.get(asSystem(`process ${process}`), joined.scope, entity, recordId) : null
  return (need, state, at) => answerOne({ program, facts, joined, guard, chooses: null, at, record }, need, state)
}
