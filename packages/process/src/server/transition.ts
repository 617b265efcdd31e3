import { AppError } from '@mortise/core'
import type { EntityRecord } from '@mortise/data'
import { asSystem } from '@mortise/data'
import type { AppScope } from '@mortise/data/server'
import { processErrors, refusalError } from '../errors.ts'
import type { ProcessState } from '../state/process-state.ts'
import type { ProcessEvent } from '../step/process-event.ts'
import { step } from '../step/step.ts'
import type { ProcessEffect, ProcessWrite, Refusal, StepResult } from '../step/step-result.ts'
import type { InstanceRow } from '../store/instance-row.ts'
import { lockInstance } from '../store/read-instance.ts'
import { readVersion } from '../store/version-store.ts'
import { countLogs, instanceParts, type StoredEffect } from '../store/write-instance.ts'
import { joinParts } from '../store/write-parts.ts'
import { type Answering, answerNeeds } from './answer-needs.ts'
import { guardNodes, type NodeGuard } from './guard-nodes.ts'
import type { NodeServices, ProcessProgram, ProcessServices } from './process-program.ts'
import { lockParts } from './record-lock.ts'

/** Steps of one transaction: what is left is done in the next, so that no circle holds the database. */
const stepsPerTransaction = 20

/** One event for one instance. */
export interface Transition {
  instance: string
  /** Key of its process. */
  process: string
  event: ProcessEvent
  /** Makes a click count once: the same key again answers with the instance as it is. */
  click?: string
  /** Whose click it is: asked as soon as the instance is locked, before anything else is told of it; may throw. */
  admit?: { user: string; check(row: InstanceRow, asked: boolean): void }
  /** Its record, where it is known: read together with the instance, since most events look at it. */
  about?: { entity: string; id: string }
  /**
   * What is done in the same transaction before the event, once it is known that it is not refused: records are changed that
   * come with a decision. It answers with what is to be taken in the place of the event; null for the event itself.
   */
  before?(acting: ActingOn): Promise<ProcessEvent | null>
}

/** An instance that is locked, and that something is about to happen to. */
export interface ActingOn {
  joined: NodeServices
  row: InstanceRow
  program: ProcessProgram
}

/**
 * Takes one event in one transaction: the instance is locked, the event taken or refused, and then it goes on until it
 * waits. What is written to records on the way is in the same transaction.
 */
export async function runTransition(
  services: ProcessServices,
  scope: AppScope,
  { instance: id, process, event, click, admit, about, before }: Transition,
): Promise<InstanceRow> {
  const run = async (given: NodeServices) => {
    const { joined, guard } = guardNodes(given)
    const { trx, scope: inside } = joined
    const { schema } = inside.workspace
    const [{ row, fresh, asked }] = await Promise.all([
      lockInstance(trx, schema, id, { click: click ? { key: click, at: event.at } : undefined, user: admit?.user }),
      about && joined.engine.get(asSystem(`process ${process}`), inside, about.entity, about.id).catch(notYet),
    ])
    admit?.check(row, asked)
    if (!fresh) return row
    const program = await versionOf(services, joined, row)
    const advancing = { ...{ services, program, joined, guard, row }, isNew: false, isLast: true }
    if (!before) return await advance(advancing, event)
    const first = step(program.graph, row.state, event)
    if (first.refused) throw refusedAt(row, first.refused)
    const instead = await before({ joined, row, program })
    return await advance(advancing, instead ?? event, instead ? undefined : first)
  }
  return await services.together({ scope, process }, run)
}

/** A record that is gone, or cannot be read: whoever needs it finds out, and it is an incident there. */
function notYet(error: unknown): void {
  if (!(error instanceof AppError)) throw error
}

interface Advancing {
  services: ProcessServices
  program: ProcessProgram
  joined: NodeServices
  guard: NodeGuard
  row: InstanceRow
  isNew: boolean
  /** Nothing else is to happen in the transaction: what is stored goes with its end. */
  isLast: boolean
}

/** Runs steps until the instance waits, and stores what came of it. */
export async function advance(
  advancing: Advancing,
  event: ProcessEvent,
  first = step(advancing.program.graph, advancing.row.state, event),
): Promise<InstanceRow> {
  const { services, program, joined, row, isNew, isLast } = advancing
  if (first.refused) throw refusedAt(row, first.refused)
  const answering = answeringOf(advancing, event)
  const done = await goOn(answering, first, event.at)
  const stored = storedRow(row, done, event.at)
  const { schema } = joined.scope.workspace
  const { writes } = done
  const effects = [...done.effects, ...whatFollows(stored)]
  const locks = lockParts(schema, { program, row: stored, isNew })
  // What may be done with the record is another thing now: whoever shows it reads it again.
  if (locks.length > 0 && stored.entity && stored.record_id) joined.touched(stored.entity, [stored.record_id])
  const { statement, take } = joinParts([
    ...instanceParts(schema, { instance: stored, isNew, writes, effects, at: event.at }),
    ...locks,
    ...(services.onWritten?.(joined, { before: row, instance: stored, writes, event }) ?? []),
  ])
  const [answer] = isLast && joined.finish ? await joined.finish([statement]) : [await joined.trx.run(statement)]
  take(answer?.rows ?? [])
  return stored
}

/** Why it is not taken, with how the instance stands: whoever was late sees it at once. */
function refusedAt({ status, outcome, rev, incidents }: InstanceRow, refused: Refusal): AppError {
  return refusalError({ ...refused, params: { ...refused.params, present: { status, outcome, rev, incidents } } })
}

function whatFollows({ state, status, parent_id: parent }: InstanceRow): StoredEffect[] {
  if (status !== 'running') return parent === null ? [] : [{ effect: 'ended' }]
  const unanswered = Object.values(state.visits).some(({ asks, incident }) => asks && !incident)
  return state.ready.length > 0 || unanswered ? [{ effect: 'continue' }] : []
}

interface Done {
  state: ProcessState
  writes: ProcessWrite[]
  effects: ProcessEffect[]
}

/** Answers what is asked until the instance waits, or has done enough for one transaction. */
export async function goOn(answering: Answering, first: StepResult, at: string): Promise<Done> {
  const { graph } = answering.program
  const writes = [...first.writes]
  const effects = [...first.effects]
  let result = first
  for (let turn = 1; turn < stepsPerTransaction && (result.needs.length > 0 || result.more); turn += 1) {
    const resolved = await answerNeeds(answering, result)
    result = step(graph, result.state, { event: 'continue', at }, resolved)
    writes.push(...result.writes)
    effects.push(...result.effects)
  }
  return { state: result.state, writes, effects }
}

/** For whom whoever acts can choose people: a choice that is missing is asked of them, and is no incident. */
function choosesFor({ graph }: ProcessProgram, { state }: InstanceRow, event: ProcessEvent): Answering['chooses'] {
  if (event.event === 'start') return event.by === null ? null : 'initiator'
  if (event.event !== 'task' || event.act.do !== 'approve') return null
  const node = graph.nodes[state.visits[event.visit]?.node ?? '']
  return node?.control.do === 'start' ? 'initiator' : 'previous'
}

/** What questions about an instance are answered with. */
export function answeringOf(
  { program, joined, guard, row }: Pick<Advancing, 'program' | 'joined' | 'guard' | 'row'>,
  event: ProcessEvent,
): Answering {
  const { id, app, process, entity, record_id: recordId, initiator, started_at: startedAt } = row
  return {
    program,
    facts: { id, app, process, entity, recordId, initiator, startedAt },
    joined,
    guard,
    at: event.at,
    chooses: choosesFor(program, row, event),
    record: () => readRecord(joined, row),
  }
}

/** Nodes change the record: it is read anew for each question. */
async function readRecord(
  joined: NodeServices,
  { entity, record_id: id, process }: InstanceRow,
): Promise<EntityRecord | null> {
  if (entity === null || id === null) return null
  return await joined.engine.get(asSystem(`process ${process}`), joined.scope, entity, id)
}

/** An instance as a transition leaves it. */
export function storedRow(row: InstanceRow, { state, writes }: Done, at: string): InstanceRow {
  const ended = state.status !== 'running'
  return {
    ...row,
    state,
    status: state.status,
    outcome: state.outcome,
    initiator: state.initiator,
    rev: row.rev + 1,
    events: row.events + countLogs(writes),
    incidents: Object.values(state.visits).filter(({ incident }) => incident).length,
    alone: ended ? null : row.alone,
    path: pathOf(row, writes),
    ended_at: ended ? at : null,
  }
}

/** Longer ones are put together when somebody asks for them. */
const longestPath = 2000

function pathOf({ path, state }: InstanceRow, writes: readonly ProcessWrite[]): string | null {
  if (path === null) return null
  const come = new Map(
    writes.flatMap((write) =>
      write.write === 'visit' && write.visit.id >= state.next ? [[write.visit.id, write.visit.node]] : [],
    ),
  )
  const nodes = [...come].sort(([one], [other]) => one - other).map(([, node]) => node)
  const longer = [...(path === '' ? [] : [path]), ...nodes].join(' ')
  return longer.length > longestPath ? null : longer
}

/** Documents of versions by their id: they never change. */
const versions = new WeakMap<ProcessServices, Map<string, ProcessProgram['document']>>()

async function versionOf(services: ProcessServices, joined: NodeServices, row: InstanceRow): Promise<ProcessProgram> {
  const known = versions.get(services) ?? new Map<string, ProcessProgram['document']>()
  versions.set(services, known)
  const document =
    known.get(row.version_id) ?? (await readVersion(joined.trx, joined.scope.workspace.schema, row.version_id))
  const program = document && services.programs.ofVersion(row.app, document)
  if (!program) throw processErrors.PROCESS_UNKNOWN({ process: row.process })
  known.set(row.version_id, document)
  return program
}
