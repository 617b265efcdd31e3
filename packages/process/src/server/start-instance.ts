import { uuidv7 } from '@mortise/core'
import { asSystem } from '@mortise/data'
import { type AppScope, databaseFault, type Workspace } from '@mortise/data/server'
import { processErrors } from '../errors.ts'
import type { ChosenPeople } from '../step/process-event.ts'
import { emptyState } from '../step/step.ts'
import type { InstanceRow } from '../store/instance-row.ts'
import { noteOrigin, type StartOrigin } from '../store/origin-store.ts'
import { clickedInstance, lockInstance, noteClick, readInstance } from '../store/read-instance.ts'
import { versionId } from '../store/version-store.ts'
import { guardNodes } from './guard-nodes.ts'
import type { NodeServices, ProcessProgram, ProcessServices } from './process-program.ts'
import { advance } from './transition.ts'

export interface Starting {
  app: string
  process: string
  /** Who starts it; null when nobody does, but a rule or a timer. */
  by: string | null
  recordId: string | null
  at: string
  /** People whom the initiator chose for nodes. */
  chosen?: ChosenPeople
  click?: string
  /** Asked in the transaction, before anything else happens in it; it throws where it may not be started. */
  allow?(joined: NodeServices): Promise<void>
  /** The visit of another instance that waits for this one. */
  parent?: { instance: string; visit: number; attempt: number }
  /** How it came to be started, where not by hand. */
  origin?: StartOrigin
}

/** Starts an instance of a process as it is in force, with what it does at once, in one transaction. */
export async function startInstance(
  services: ProcessServices,
  scope: AppScope,
  starting: Starting,
): Promise<InstanceRow> {
  if (!services.programs.inForce(starting.app, starting.process))
    throw processErrors.PROCESS_UNKNOWN({ process: starting.process })
  return await services.together({ scope, process: starting.process }, (given) =>
    start({ services, given, isLast: true }, starting),
  )
}

/** What a click started before; null when it did not. Later on it might not be allowed to start the same. */
export async function startedBefore(workspace: Workspace, click: string): Promise<InstanceRow | null> {
  const id = await clickedInstance(workspace.database, workspace.schema, click)
  return id === null ? null : await readInstance(workspace, id)
}

/** The same within a transaction that is under way: what else happens there happens with it, or not at all. */
export async function startWithin(
  services: ProcessServices,
  given: NodeServices,
  starting: Starting,
): Promise<InstanceRow> {
  return await start({ services, given, isLast: false }, starting)
}

interface Within {
  services: ProcessServices
  given: NodeServices
  isLast: boolean
}

async function start({ services, given, isLast }: Within, starting: Starting): Promise<InstanceRow> {
  const { app, process, click, at, by, allow } = starting
  const program = services.programs.inForce(app, process)
  if (!program) throw processErrors.PROCESS_UNKNOWN({ process })
  const id = uuidv7()
  const { trx } = given
  const { joined, guard } = guardNodes(given)
  const { schema } = joined.scope.workspace
  const [fresh, row] = await Promise.all([
    !click || noteClick(trx, schema, { key: click, instance: id, at }),
    newRow(joined, { id, program, starting }),
    allow?.(joined),
  ])
  if (click && !fresh) return (await lockInstance(trx, schema, (await clickedInstance(trx, schema, click)) ?? id)).row
  await noteOrigin(trx, schema, { id, origin: originOf(starting) })
  try {
    return await advance(
      { services, program, joined, guard, row, isNew: true, isLast },
      { event: 'start', at, by, ...(starting.chosen && { chosen: starting.chosen }), ...(starting.parent && called) },
    )
  } catch (error) {
    const twice = databaseFault(error)?.constraint === 'process_instance_alone'
    throw twice ? processErrors.ALREADY_RUNNING() : error
  }
}

const called = { called: true } as const

function originOf({ origin, parent }: Starting): StartOrigin | null {
  return origin ?? (parent ? { by: 'process', cause: parent.instance } : null)
}

interface Beginning {
  id: string
  program: ProcessProgram
  starting: Starting
}

/** An instance of which nothing has happened yet. */
export async function newRow(joined: NodeServices, { id, program, starting }: Beginning): Promise<InstanceRow> {
  const { app, process, by, recordId, at, parent } = starting
  const { entity, key, hash, document } = program
  const about = entity !== null && recordId !== null
  const [record, version] = await Promise.all([
    about ? joined.engine.get(asSystem(`process ${process}`), joined.scope, entity, recordId) : null,
    versionId({ trx: joined.trx, workspace: joined.scope.workspace }, { app, key, hash, document, at, by }),
  ])
  return {
    ...{ id, app, process, version_id: version, title: program.titleOf(record) },
    ...{ status: 'running', outcome: null, rev: 0, events: 0, incidents: 0, state: emptyState() },
    ...{ entity: about ? entity : null, record_id: about ? recordId : null, initiator: by },
    ...{
      parent_id: parent?.instance ?? null,
      parent_visit: parent?.visit ?? null,
      parent_attempt: parent?.attempt ?? null,
    },
    alone: about && !parent && !program.several ? `${app}/${process}/${recordId}` : null,
    ...{ path: '', started_at: at, ended_at: null },
  }
}
