import { AppError } from '@mortise/core'
import { qualified, type Workspace } from '@mortise/data/server'
import type { ProcessServices } from './process-program.ts'
import { runTransition } from './transition.ts'

const atOnce = 100

interface DueWait {
  instance_id: string
  id: number
  app: string
  process: string
}

/**
 * Fires what is due. The wait goes with the transition that fires it: of two servers that try, one is told that nobody
 * waits any more. Answers with how many were fired.
 */
export async function fireDue(services: ProcessServices, workspace: Workspace, now: string): Promise<number> {
  const table = (name: string) => qualified(workspace.schema, name)
  const { rows } = await workspace.database.run<DueWait>({
    name: 'process-due',
    text: `select w.instance_id, w.id, i.app, i.process from ${table('process_wait')} w
      join ${table('process_instance')} i on i.id = w.instance_id
      where w.due_at <= $1 order by w.due_at limit ${atOnce}`,
    values: [now],
  })
  let fired = 0
  for (const due of rows) if (await fireOne(services, due, now)) fired += 1
  return fired
}

async function fireOne(
  services: ProcessServices,
  { instance_id: instance, id, app, process }: DueWait,
  now: string,
): Promise<boolean> {
  const scope = services.programs.scopeOf(app)
  if (!scope) return false
  try {
    await runTransition(services, scope, { instance, process, event: { event: 'fire', at: now, wait: id } })
    return true
  } catch (error) {
    if (error instanceof AppError && passed.has(error.code)) return false
    throw error
  }
}

/** Somebody else was there first. */
const passed: ReadonlySet<string> = new Set(['WAIT_OVER', 'INSTANCE_ENDED'])

/** When the next thing is due, ISO; null when nothing is. */
export async function nextDue(workspace: Workspace): Promise<string | null> {
  const { rows } = await workspace.database.run<{ due: string | null }>({
    name: 'process-next-due',
    text: `select min(due_at) as due from ${qualified(workspace.schema, 'process_wait')} where due_at is not null`,
    values: [],
  })
  return rows[0]?.due ?? null
}
