import { controlOf, type GraphNode, type ProcessGraph } from '../graph/process-graph.ts'
import { turnOutput } from '../state/found-list.ts'
import type { Scope, Visit } from '../state/process-state.ts'
import { turnAround } from '../state/scopes-around.ts'
import { raiseIncident } from './incident.ts'
import { dropWait, newId, nodeOf, scopeOf, setScope, setVisit, traceOf, union, type Work, waitsOf } from './work.ts'

export interface Leaving {
  /** Transitions to take; all that lead out, unless they are named. */
  transitions?: readonly string[]
  output?: unknown
  outcome?: string
  /** What the way goes on follows from; the visit itself unless it says more. */
  from?: readonly number[]
  /** The scope in which it goes on; the one of the visit unless a block opens. */
  into?: number
}

/** Ends a visit and sends the way on. */
export function leave(work: Work, visit: Visit, leaving: Leaving) {
  const node = nodeOf(work, visit.node)
  for (const wait of waitsOf(work, visit.id)) dropWait(work, wait.id)
  const { asks: _asks, incident: _incident, ...rest } = visit
  const done = setVisit(
    work,
    { ...rest, id: visit.id },
    { state: 'done', needs: null, leftAt: work.at, ...(leaving.outcome ? { outcome: leaving.outcome } : {}) },
  )
  if (leaving.output !== undefined) work.state.outputs[outputKey(work, visit, node)] = leaving.output
  sendOn(work, done, { ...leaving, transitions: leaving.transitions ?? node.outgoing })
  work.touched.add(visit.scope)
  if (visit.undoFor !== undefined) work.resume.push(visit.undoFor)
}

function outputKey({ state }: Work, { scope }: Visit, node: GraphNode): string {
  return controlOf(node, 'run')?.eachTurn ? turnOutput(node.key, turnAround(state, scope)) : node.key
}

function sendOn(work: Work, visit: Visit, { transitions = [], from, into = visit.scope }: Leaving) {
  const follows = union(from ?? traceOf(work, visit))
  for (const key of transitions) {
    const target = work.graph.transitions[key]?.to ?? ''
    work.state.ready.push({ id: newId(work), scope: into, node: target, transition: key, from: follows })
  }
  if (transitions.length > 0 || visit.undoFor !== undefined) return
  const scope = scopeOf(work, visit.scope)
  setScope(work, scope, { endings: union(scope.endings, follows) })
}

/** Leaves a choice or a fork by the lines whose conditions hold, or by the one for all other cases. */
export function leaveBy(work: Work, visit: Visit, node: GraphNode, holding: readonly string[]) {
  const fork = controlOf(node, 'fork')
  const ways = waysOf(work.graph, node, holding)
  if (ways.length === 0) return raiseIncident(work, visit, 'choose', { code: 'NO_WAY' })
  if (!fork?.join) return leave(work, visit, { transitions: ways })
  const block = openBlock(work, visit)
  leave(work, visit, { transitions: ways, into: block.id })
}

function openBlock(work: Work, visit: Visit): Scope {
  const block: Scope = {
    id: newId(work),
    parent: visit.scope,
    kind: 'branches',
    node: visit.node,
    visit: null,
    state: 'open',
    arrivals: [],
    from: traceOf(work, visit),
    endings: [],
  }
  work.state.scopes[block.id] = block
  return block
}

/** The lines that a choice or a fork is left by when these conditions hold. */
export function waysOf(graph: ProcessGraph, node: GraphNode, holding: readonly string[]): string[] {
  return controlOf(node, 'fork') ? forkWays(graph, node, holding) : choiceWay(graph, node, holding)
}

function choiceWay(graph: ProcessGraph, node: GraphNode, holding: readonly string[]): string[] {
  const lines = node.outgoing.flatMap((key) => graph.transitions[key] ?? [])
  const way =
    lines.find(({ key, conditional }) => conditional && holding.includes(key)) ??
    lines.find(({ otherwise }) => otherwise) ??
    lines.find(({ conditional }) => !conditional)
  return way ? [way.key] : []
}

function forkWays(graph: ProcessGraph, node: GraphNode, holding: readonly string[]): string[] {
  if (controlOf(node, 'fork')?.branches === 'all') return [...node.outgoing]
  const lines = node.outgoing.flatMap((key) => graph.transitions[key] ?? [])
  const ways = lines.filter(({ key, conditional, otherwise }) => (conditional ? holding.includes(key) : !otherwise))
  return (ways.length > 0 ? ways : lines.filter(({ otherwise }) => otherwise)).map(({ key }) => key)
}
