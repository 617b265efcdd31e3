import { AppError } from '@mortise/core'
import type { Workspace } from '@mortise/data/server'
import { dueWaits, postponeWait, type StoredWait } from '../store/wait-store.ts'
import type { ProcessServices } from './process-program.ts'
import { runTransition } from './transition.ts'

/** What could not be fired, for whatever reason, is tried again after that. */
const pauseMs = 60_000

/**
 * Fires what is due. The wait goes with the transition that fires it: of two servers that try, one is told that nobody
 * waits any more. One that fails does not keep the others from being fired. Answers with how many were fired.
 */
export async function fireDue(services: ProcessServices, workspace: Workspace, now: string): Promise<number> {
  let fired = 0
  for (const due of await dueWaits(workspace, now)) {
    const outcome = await fireOne(services, due, now)
    if (outcome === 'fired') fired += 1
    if (outcome === 'failed') await postponeWait(workspace, due, new Date(Date.parse(now) + pauseMs).toISOString())
  }
  return fired
}

/** `over`: somebody else was there first, and nothing is left to be done. */
type Outcome = 'fired' | 'over' | 'failed'

async function fireOne(services: ProcessServices, due: StoredWait, now: string): Promise<Outcome> {
  const { instance_id: instance, id, app, process } = due
  const scope = services.programs.scopeOf(app)
  if (!scope) return 'failed'
  try {
    await runTransition(services, scope, { instance, process, event: { event: 'fire', at: now, wait: id } })
    return 'fired'
  } catch (error) {
    const over = error instanceof AppError && (error.code === 'WAIT_OVER' || error.code === 'INSTANCE_ENDED')
    return over ? 'over' : 'failed'
  }
}
