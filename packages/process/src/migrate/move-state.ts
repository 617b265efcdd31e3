import { controlOf, type ProcessGraph } from '../graph/process-graph.ts'
import type { ProcessState, Scope, Visit } from '../state/process-state.ts'
import type { ProcessWrite } from '../step/step-result.ts'
import { blockChain } from './block-chain.ts'
import { kindOf } from './compare-graphs.ts'
import { type Move, placeOf } from './move.ts'
import type { MoveProblem, MoveProblemCode } from './move-problem.ts'
import { movedWaits } from './move-waits.ts'

export type MovedState =
  | { ok: true; state: ProcessState; writes: ProcessWrite[] }
  | { ok: false; problems: MoveProblem[] }

/**
 * An instance as it stands in another version: at the same nodes or at those that take their place, with the same people
 * asked, the same timers running and the same branches open. Nothing is entered again: what the new version says holds from
 * the next node on. Where that cannot be, nothing is changed and the problems are named. Pure.
 */
export function moveState(state: ProcessState, move: Move): MovedState {
  const problems = [...underWay(state), ...visitProblems(state, move), ...scopeProblems(state, move)]
  const waits = movedWaits(state, move)
  problems.push(...waits.problems)
  if (problems.length > 0) return { ok: false, problems }
  const placed = forgetGone(state, move)
  const visits = mapValues(placed.visits, (visit) => ({ ...visit, node: placeOf(move, visit.node) }))
  const next: ProcessState = {
    ...placed,
    visits,
    scopes: mapValues(placed.scopes, (scope) => movedScope(scope, move)),
    waits: waits.kept,
    outputs: movedOutputs(state.outputs, move),
  }
  const renamed = Object.values(visits).filter((visit) => visit.node !== state.visits[visit.id]?.node)
  return {
    ok: true,
    state: next,
    writes: [
      ...renamed.map((visit) => ({ write: 'visit' as const, visit })),
      ...waits.changed.map((wait) => ({ write: 'wait' as const, wait })),
      ...waits.gone.map((id) => ({ write: 'wait_gone' as const, id })),
    ],
  }
}

const open = (state: ProcessState) => Object.values(state.visits).filter((visit) => visit.state === 'open')

const problem = (code: MoveProblemCode, node: string): MoveProblem => ({ code, node })

/** In between two steps nothing is certain: the next look finds it where it waits. */
function underWay(state: ProcessState): MoveProblem[] {
  const asking = open(state).filter(({ asks, incident, needs }) => (asks && !incident) || needs === 'undoing')
  const waits = Object.values(state.waits).filter(({ asks, incident }) => asks && !incident)
  const undone = open(state).filter(({ undo, undoFor }) => (undo ?? []).length > 0 || undoFor !== undefined)
  return [...asking, ...waits, ...undone, ...state.ready].map(({ node }) => problem('UNDER_WAY', node))
}

function visitProblems(state: ProcessState, move: Move): MoveProblem[] {
  return open(state).flatMap((visit) => visitProblem(visit, move) ?? [])
}

function visitProblem({ node, needs }: Visit, { from, to, mapping }: Move): MoveProblem | null {
  const place = placeOf({ mapping }, node)
  const target = to.nodes[place]
  if (!target) return problem('NODE_GONE', node)
  if (kindAt(from, node) !== kindAt(to, place)) return problem('KIND_DIFFERS', node)
  // Work outside was asked for by the name of the node.
  if (needs === 'outside' && place !== node) return problem('UNDER_WAY', node)
  const around = blockChain(from, node).map((key) => placeOf({ mapping }, key))
  return same(around, blockChain(to, place)) ? null : problem('PLACE_DIFFERS', node)
}

/** The partner of a fork, and what a catch stands on, may have other names: they are compared as scopes and as waits. */
function kindAt(graph: ProcessGraph, key: string): string {
  const control = graph.nodes[key]?.control
  return control?.do === 'fork' || control?.do === 'catch' ? control.do : kindOf(control)
}

const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((key, index) => key === other[index])

function scopeProblems(state: ProcessState, move: Move): MoveProblem[] {
  return Object.values(state.scopes)
    .filter((scope) => scope.state === 'open')
    .flatMap((scope) => [...branchProblems(scope, move), ...arrivalProblems(scope, move)])
}

function branchProblems({ kind, node }: Scope, move: Move): MoveProblem[] {
  if (kind !== 'branches' || node === null) return []
  const [before, after] = [move.from.nodes[node], move.to.nodes[placeOf(move, node)]]
  const join = controlOf(before, 'fork')?.join ?? null
  const now = controlOf(after, 'fork')
  const fits = now && (join === null ? now.join === null : now.join === placeOf(move, join))
  return fits ? [] : [problem('BRANCHES_GONE', node)]
}

function arrivalProblems({ arrivals }: Scope, move: Move): MoveProblem[] {
  return arrivals.flatMap(({ join, transition }) => {
    const before = controlOf(move.from.nodes[join], 'join')?.rule
    const target = move.to.nodes[placeOf(move, join)]
    const rule = controlOf(target, 'join')?.rule
    const kept = rule !== undefined && (typeof rule === 'object' || typeof before === 'object' || rule === before)
    const comes = rule !== 'each_incoming' || target?.incoming.includes(transition)
    return kept && comes ? [] : [problem('ARRIVAL_LOST', join)]
  })
}

function movedScope(scope: Scope, move: Move): Scope {
  return {
    ...scope,
    node: scope.node === null ? null : placeOf(move, scope.node),
    arrivals: scope.arrivals.map((arrival) => ({ ...arrival, join: placeOf(move, arrival.join) })),
  }
}

function movedOutputs(outputs: ProcessState['outputs'], move: Move): ProcessState['outputs'] {
  return Object.fromEntries(Object.entries(outputs).map(([node, output]) => [placeOf(move, node), output]))
}

/**
 * Visits of nodes that are not there any more cannot be returned to: what followed from them follows from what was before
 * them. What was done there stays on record.
 */
function forgetGone(state: ProcessState, move: Move): ProcessState {
  const isGone = ({ node, state: stands }: Visit) =>
    stands !== 'open' && kindAt(move.from, node) !== kindAt(move.to, placeOf(move, node))
  const gone = new Map(Object.values(state.visits).flatMap((visit) => (isGone(visit) ? [[visit.id, visit]] : [])))
  if (gone.size === 0) return state
  const before = (ids: readonly number[]): number[] => [
    ...new Set(ids.flatMap((id) => (gone.has(id) ? before(gone.get(id)?.from ?? []) : [id]))),
  ]
  const kept = Object.entries(state.visits).filter(([, visit]) => !gone.has(visit.id))
  return {
    ...state,
    visits: Object.fromEntries(kept.map(([id, visit]) => [id, { ...visit, from: before(visit.from) }])),
    scopes: mapValues(state.scopes, (scope) => ({
      ...scope,
      from: before(scope.from),
      endings: before(scope.endings),
      arrivals: scope.arrivals.map((arrival) => ({ ...arrival, from: before(arrival.from) })),
    })),
  }
}

function mapValues<Thing>(things: { [id: number]: Thing }, change: (thing: Thing) => Thing): { [id: number]: Thing } {
  return Object.fromEntries(Object.entries(things).map(([id, thing]) => [id, change(thing)]))
}
