import type { InstanceResult } from '@mortise/api'
import type { Principal } from '@mortise/data'
import type { ProcessEvent } from '@mortise/process'
import { type InstanceRow, processErrors, runTransition, type Transition } from '@mortise/process/server'
import type { Services } from '../services.ts'

/** An event before it has its time. */
export type Untimed = ProcessEvent extends infer One ? (One extends ProcessEvent ? Omit<One, 'at'> : never) : never

export interface Taking {
  entered: Pick<Transition, 'process' | 'about' | 'admit'> & { id: string; app: string }
  by: Pick<Principal, 'id'>
  key: string
  event: Untimed
  /** When; now, unless it was said before. */
  at?: string
  before?: Transition['before']
}

/** Somebody does something with an instance. */
export async function takeEvent(
  { processEngine }: Services,
  { entered, by, key, event, at = new Date().toISOString(), before }: Taking,
): Promise<InstanceResult> {
  const { id, app, process, about, admit } = entered
  const scope = processEngine.services.programs.scopeOf(app)
  if (!scope) throw processErrors.INSTANCE_UNKNOWN({ id })
  const row = await runTransition(processEngine.services, scope, {
    ...{ instance: id, process },
    ...(about && { about }),
    ...(admit && { admit }),
    // The same key of somebody else is another click.
    click: `${by.id}:${key}`,
    event: { ...event, at } as ProcessEvent,
    ...(before ? { before } : {}),
  })
  processEngine.wake()
  return resultOf(row)
}

export function resultOf({ id, status, outcome, rev, incidents }: InstanceRow): InstanceResult {
  return { id, status, outcome, rev, incidents }
}
