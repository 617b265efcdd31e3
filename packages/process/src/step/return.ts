import { controlOf } from '../graph/process-graph.ts'
import { Refused } from '../refused.ts'
import { reopenRound } from '../round/open-round.ts'
import type { Scope, Visit } from '../state/process-state.ts'
import { cancelScope, cancelVisit } from './cancel.ts'
import { addEventTriggers } from './scope.ts'
import { openCatches } from './trigger.ts'
import { startUndo, undoItems } from './undo.ts'
import { newId, nodeOf, openVisits, scopeOf, setScope, setVisit, type Work } from './work.ts'

/** All visits that some visits follow from, themselves included. */
export function ancestorsOf(work: Pick<Work, 'state'>, from: readonly number[]): Set<number> {
  const found = new Set<number>()
  const open = [...from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...(work.state.visits[id]?.from ?? []))
  }
  return found
}

/** Steps that a visit may be returned to: earlier steps of people that it follows from, the latest first. */
export function stepsBefore(work: Pick<Work, 'state' | 'graph'>, visit: Visit): Visit[] {
  return [...ancestorsOf(work, visit.from)]
    .flatMap((id) => work.state.visits[id] ?? [])
    .filter(({ state, node }) => state === 'done' && isStep(work, node))
    .sort((a, b) => b.id - a.id)
}

function isStep({ graph, state }: Pick<Work, 'state' | 'graph'>, key: string): boolean {
  const control = graph.nodes[key]?.control
  if (control?.do === 'start') return state.initiator !== null
  return control?.do === 'people' && control.settings.task !== 'notice'
}

export const nearestStep = (work: Work, visit: Visit): Visit | undefined => stepsBefore(work, visit)[0]

export const startVisit = (work: Work, visit: Visit): Visit | undefined =>
  stepsBefore(work, visit).find(({ node }) => controlOf(nodeOf(work, node), 'start'))

/**
 * Asks an earlier step again. Everything that follows from it ends, wherever it is; what began before it stays, and so does
 * what has come to joins from there.
 */
export function goBack(work: Work, step: Visit, { confirmed, only }: { confirmed: boolean; only?: number[] }) {
  const gone = descendantsOf(work, step)
  const lasting = gone.filter((visit) => visit.state === 'done' && nodeOf(work, visit.node).irreversible)
  if (lasting.length > 0 && !confirmed) {
    throw new Refused('RETURN_CROSSES_IRREVERSIBLE', { nodes: [...new Set(lasting.map(({ node }) => node))] })
  }
  const undo = undoItems(work, gone)
  const ids = new Set([step.id, ...gone.map(({ id }) => id)])
  endAllFrom(work, ids)
  for (const visit of gone) if (controlOf(nodeOf(work, visit.node), 'people')) delete work.state.outputs[visit.node]
  reopenScope(work, step.scope)
  askAgain(work, step, { undo, ...(only ? { only } : {}) })
}

function descendantsOf(work: Work, step: Visit): Visit[] {
  return Object.values(work.state.visits).filter(
    (visit) => visit.id !== step.id && ancestorsOf(work, visit.from).has(step.id),
  )
}

function endAllFrom(work: Work, ids: ReadonlySet<number>) {
  const follows = (from: readonly number[]) => from.some((id) => ids.has(id))
  work.state.ready = work.state.ready.filter(({ from }) => !follows(from))
  for (const visit of openVisits(work)) if (follows(visit.from)) cancelVisit(work, visit)
  for (const scope of Object.values(work.state.scopes)) {
    if (follows(scope.from)) forgetScope(work, scope)
    else setScope(work, scopeOf(work, scope.id), withoutWhat(scopeOf(work, scope.id), follows))
  }
}

function withoutWhat(scope: Scope, follows: (from: readonly number[]) => boolean): Partial<Scope> {
  return {
    arrivals: scope.arrivals.filter(({ from }) => !follows(from)),
    endings: scope.endings.filter((id) => !follows([id])),
  }
}

/** A scope that began after the step never was, and the repetition around it counts anew. */
function forgetScope(work: Work, scope: Scope) {
  const before = scope.state
  if (before === 'cancelled') return
  if (before === 'open') cancelScope(work, scope.id)
  else setScope(work, scope, { state: 'cancelled' })
  countTurns(work, scope, { started: -1, finished: before === 'closed' ? -1 : 0 })
}

function countTurns(work: Work, body: Scope, by: { started: number; finished: number }) {
  const around = body.parent === null ? undefined : work.state.scopes[body.parent]
  if (body.kind !== 'body' || around?.kind !== 'repeat' || !around.turns) return
  const { items, started, finished } = around.turns
  setScope(work, around, { turns: { items, started: started + by.started, finished: finished + by.finished } })
}

/** The scopes around the step are under way again. */
function reopenScope(work: Work, id: number) {
  const scope = scopeOf(work, id)
  if (scope.state === 'open') return
  setScope(work, scope, { state: 'open' })
  countTurns(work, scope, { started: 0, finished: -1 })
  if (scope.parent !== null) reopenScope(work, scope.parent)
  const visit = scope.visit === null ? undefined : work.state.visits[scope.visit]
  if (scope.kind === 'body') addEventTriggers(work, scopeOf(work, id))
  if (!visit || visit.state === 'open') return
  const { leftAt: _leftAt, ...rest } = visit
  const open = setVisit(work, { ...rest, id: visit.id }, { state: 'open', needs: 'scope' })
  openCatches(work, open, nodeOf(work, visit.node))
}

function askAgain(work: Work, step: Visit, { undo, only }: { undo: ReturnType<typeof undoItems>; only?: number[] }) {
  const aside = putAside(work)
  const place = { from: step.from, scope: step.scope, ...(aside ? { detourTo: aside.id } : {}) }
  const again = reaskedVisit(work, step, place, only)
  if (undo.length > 0) return startUndo(work, again, undo)
  work.resume.push(again.id)
}

/** A visit that was put aside for a step that is now asked again itself. */
function putAside(work: Work): Visit | undefined {
  const open = openVisits(work)
  return open.findLast(({ id, needs }) => needs === 'returned' && !open.some(({ detourTo }) => detourTo === id))
}

/** A visit like an earlier one, with the same people, who have not been heard yet. */
export function reaskedVisit(
  work: Work,
  step: Visit,
  place: { from: number[]; scope: number; detourTo?: number },
  only?: number[],
): Visit {
  const visit: Visit = {
    id: newId(work),
    node: step.node,
    scope: place.scope,
    from: place.from,
    state: 'open',
    needs: null,
    round: step.round + 1,
    attempt: 0,
    enteredAt: work.at,
    via: step.via ?? null,
    ...(place.detourTo === undefined ? {} : { detourTo: place.detourTo }),
    ...(step.people ? { people: reopenRound(step.people, work.at, only) } : {}),
  }
  work.state.passed += 1
  return setVisit(work, visit, {})
}
