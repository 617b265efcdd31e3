import { controlOf, type GraphNode } from '../graph/process-graph.ts'
import { canReach } from '../graph/reach.ts'
import type { Arrival, Ready, Scope, Visit } from '../state/process-state.ts'
import { cancelScopeContent } from './cancel.ts'
import { raiseIncident } from './incident.ts'
import { leave } from './leave-node.ts'
import { newId, nodeOf, openVisits, scopeOf, setScope, setVisit, union, type Work } from './work.ts'

/** Something comes to a join. Whether that is enough is decided when everything else that happens at once has happened. */
export function arrive(work: Work, node: GraphNode, ready: Ready) {
  const scope = scopeOf(work, ready.scope)
  work.touched.add(scope.id)
  const rule = controlOf(node, 'join')?.rule
  if ((rule === 'block' || typeof rule === 'object') && joinOfBlock(work, scope) !== node.key) {
    return passJoin(work, scope.id, { node: node.key, from: ready.from, via: ready.transition })
  }
  const arrival: Arrival = { join: node.key, transition: ready.transition ?? '', from: ready.from }
  const grown = setScope(work, scope, { arrivals: [...scope.arrivals, arrival] })
  if (typeof rule === 'object' && grown.arrivals.length >= rule.arrivals) letGo(work, grown)
}

/** Lets go what a scope's joins hold and nothing can come to any more. */
export function letGoInside(work: Work, scope: Scope) {
  for (const join of new Set(scope.arrivals.map((arrival) => arrival.join))) {
    const rule = controlOf(nodeOf(work, join), 'join')?.rule
    if (rule === 'each_incoming') letGoEach(work, scope.id, join)
    if (rule === 'reachable') letGoUnreachable(work, scope.id, join)
  }
}

/** The block is finished: one goes on behind the join, in the scope around the block. */
export function letGo(work: Work, block: Scope) {
  const join = joinOfBlock(work, block)
  if (!join || block.parent === null) return
  cancelScopeContent(work, block.id)
  const closed = setScope(work, scopeOf(work, block.id), { state: 'closed' })
  const from = union(closed.from, ...closed.arrivals.map((arrival) => arrival.from), closed.endings)
  passJoin(work, block.parent, { node: join, from, via: closed.arrivals.at(-1)?.transition ?? null })
}

/** Nothing can come any more, but a join still waits for a line that brought nothing: somebody has to look at it. */
export function reportStarved(work: Work, scope: Scope): boolean {
  const waiting = scope.arrivals.find(({ join }) => join !== joinOfBlock(work, scope))
  if (!waiting) return false
  setScope(work, scope, { arrivals: scope.arrivals.filter(({ join }) => join !== waiting.join) })
  const from = scope.arrivals.filter(({ join }) => join === waiting.join).map((arrival) => arrival.from)
  const visit = newVisit(work, scope.id, { node: waiting.join, from: union(...from), via: waiting.transition })
  raiseIncident(work, visit, 'join', { code: 'JOIN_STARVED' })
  return true
}

function joinOfBlock(work: Work, scope: Scope): string | null {
  if (scope.kind !== 'branches' || scope.node === null) return null
  return controlOf(work.graph.nodes[scope.node], 'fork')?.join ?? null
}

function letGoEach(work: Work, scopeId: number, join: string) {
  const { incoming } = nodeOf(work, join)
  for (;;) {
    const scope = scopeOf(work, scopeId)
    const first = incoming.map((key) =>
      scope.arrivals.find((arrival) => arrival.join === join && arrival.transition === key),
    )
    if (first.some((arrival) => arrival === undefined)) return
    takeArrivals(work, scope, join, first as Arrival[])
  }
}

function letGoUnreachable(work: Work, scopeId: number, join: string) {
  const alive = [...work.state.ready, ...openVisits(work)].filter((place) => isWithin(work, place.scope, scopeId))
  if (alive.some(({ node }) => canReach(work.graph, node, join))) return
  // Something is just about to come; a visit of the join itself is one that somebody has to look at.
  if (work.state.ready.some(({ node, scope }) => node === join && isWithin(work, scope, scopeId))) return
  const scope = scopeOf(work, scopeId)
  if (scope.arrivals.some((arrival) => canReach(work.graph, arrival.join, join))) return
  const lines = new Set(scope.arrivals.filter((arrival) => arrival.join === join).map(({ transition }) => transition))
  const taken = [...lines].flatMap(
    (line) => scope.arrivals.find((arrival) => arrival.join === join && arrival.transition === line) ?? [],
  )
  takeArrivals(work, scope, join, taken)
}

function isWithin(work: Work, scope: number | null, outer: number): boolean {
  if (scope === null) return false
  return scope === outer || isWithin(work, work.state.scopes[scope]?.parent ?? null, outer)
}

function takeArrivals(work: Work, scope: Scope, join: string, taken: readonly Arrival[]) {
  setScope(work, scope, { arrivals: scope.arrivals.filter((arrival) => !taken.includes(arrival)) })
  const from = union(...taken.map((arrival) => arrival.from))
  passJoin(work, scope.id, { node: join, from, via: taken.at(-1)?.transition ?? null })
}

interface Passing {
  node: string
  from: number[]
  via: string | null
}

function passJoin(work: Work, scope: number, passing: Passing) {
  leave(work, newVisit(work, scope, passing), {})
}

function newVisit(work: Work, scope: number, { node, from, via }: Passing): Visit {
  const visit: Visit = {
    id: newId(work),
    node,
    scope,
    from,
    state: 'open',
    needs: null,
    round: 1,
    attempt: 0,
    enteredAt: work.at,
    via,
  }
  work.state.passed += 1
  return setVisit(work, visit, {})
}
