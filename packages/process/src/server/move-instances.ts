import type { AppScope, Workspace } from '@mortise/data/server'
import type { NodeMapping } from '../migrate/move.ts'
import type { MoveProblem } from '../migrate/move-problem.ts'
import { moveState } from '../migrate/move-state.ts'
import type { ProcessState, Visit } from '../state/process-state.ts'
import type { ProcessWrite } from '../step/step-result.ts'
import type { InstanceRow } from '../store/instance-row.ts'
import {
  beginUndo,
  instancesLeft,
  type MoveRow,
  movedBefore,
  movedLeft,
  noteMoved,
  runningOn,
} from '../store/move-store.ts'
import { lockInstance } from '../store/read-instance.ts'
import { countLogs, instanceStatement } from '../store/write-instance.ts'
import type { NodeServices, ProcessProgram, ProcessServices } from './process-program.ts'

/** Two versions, ready to run. */
export interface MovePrograms {
  from: ProcessProgram
  to: ProcessProgram
}

/** What a trial found at one instance; without problems it can go over. */
export interface TrialResult {
  id: string
  title: string
  problems: MoveProblem[]
}

/** How each running instance of a version would go over. Nothing is changed, nothing is locked. */
export async function tryMove(
  workspace: Workspace,
  { from, to }: MovePrograms,
  { version, mapping, limit }: { version: string; mapping: NodeMapping; limit: number },
): Promise<TrialResult[]> {
  const instances = await runningOn(workspace, version, limit)
  return instances.map(({ id, title, state }) => {
    const moved = moveState(state, { from: from.graph, to: to.graph, mapping })
    return { id, title, problems: moved.ok ? [] : moved.problems }
  })
}

interface Moving {
  scope: AppScope
  move: MoveRow
  at: string
  by: string
  /** How many at once; the others wait for the next call. */
  limit: number
}

/** Moves the next instances, each in a transaction of its own under its lock. What cannot go over is noted and left as it is. */
export async function moveNext(services: ProcessServices, programs: MovePrograms, moving: Moving): Promise<number> {
  const { scope, move, limit } = moving
  const ids = await instancesLeft(scope.workspace, move, limit)
  for (const id of ids) {
    await services.together({ scope, process: move.process }, (joined) => moveOne(joined, programs, { ...moving, id }))
  }
  return ids.length
}

async function moveOne(joined: NodeServices, { from, to }: MovePrograms, moving: Moving & { id: string }) {
  const { trx } = joined
  const { schema } = joined.scope.workspace
  const { move, at, by, id } = moving
  const { row } = await lockInstance(trx, schema, id)
  // It went on meanwhile, or another server was faster.
  if (row.status !== 'running' || row.version_id !== move.from_version) return
  const moved = moveState(row.state, { from: from.graph, to: to.graph, mapping: move.mapping })
  if (!moved.ok) {
    const { problems } = moved
    return await noteMoved(trx, schema, { move: move.id, instance: id, rev: row.rev, outcome: 'blocked', problems })
  }
  const data = { move: move.id, from: move.from_version, to: move.to_version }
  const writes: ProcessWrite[] = [...moved.writes, { write: 'log', type: 'move', by, at, visit: null, data }]
  const next = changed(row, { state: moved.state, version: move.to_version, writes })
  await trx.run(instanceStatement(schema, { instance: next, isNew: false, writes, effects: [], at }))
  const before = row.state
  await noteMoved(trx, schema, { move: move.id, instance: id, rev: next.rev, outcome: 'moved', before })
}

/** Takes a move back, as far as instances have not gone on since; those that have stay where they are. */
export async function undoNext(services: ProcessServices, undoing: Moving): Promise<number> {
  const { scope, move, limit, at } = undoing
  await beginUndo(scope.workspace, move.id, at)
  const ids = await movedLeft(scope.workspace, move.id, limit)
  for (const id of ids) {
    await services.together({ scope, process: move.process }, (joined) => undoOne(joined, { ...undoing, id }))
  }
  return ids.length
}

async function undoOne(joined: NodeServices, { move, at, by, id }: Moving & { id: string }): Promise<void> {
  const { trx } = joined
  const { schema } = joined.scope.workspace
  const { row } = await lockInstance(trx, schema, id)
  const moved = await movedBefore(trx, schema, { move: move.id, instance: id })
  if (!moved) return
  const untouched = row.rev === moved.rev && row.version_id === move.to_version
  if (untouched) {
    const data = { move: move.id, from: move.to_version, to: move.from_version, undo: true }
    const writes: ProcessWrite[] = [
      ...rowsAgain(row.state, moved.before),
      { write: 'log', type: 'move', by, at, visit: null, data },
    ]
    const next = changed(row, { state: moved.before, version: move.from_version, writes })
    await trx.run(instanceStatement(schema, { instance: next, isNew: false, writes, effects: [], at }))
  }
  const outcome = untouched ? 'undone' : 'kept'
  await noteMoved(trx, schema, { move: move.id, instance: id, rev: row.rev, outcome })
}

/** What has to be written for the rows to say again what the state before said. */
function rowsAgain(now: ProcessState, before: ProcessState): ProcessWrite[] {
  const isOther = (visit: Visit) => now.visits[visit.id] !== undefined && now.visits[visit.id]?.node !== visit.node
  const waits = Object.values(before.waits).filter((wait) => now.waits[wait.id]?.node !== wait.node)
  return [
    ...Object.values(before.visits)
      .filter(isOther)
      .map((visit) => ({ write: 'visit' as const, visit })),
    ...waits.map((wait) => ({ write: 'wait' as const, wait })),
  ]
}

interface Change {
  state: ProcessState
  version: string
  writes: readonly ProcessWrite[]
}

function changed(row: InstanceRow, { state, version, writes }: Change): InstanceRow {
  // Nodes may have other names now.
  return { ...row, path: null, version_id: version, state, rev: row.rev + 1, events: row.events + countLogs(writes) }
}
