import type { GraphNode, ProcessGraph, Trigger } from '../graph/process-graph.ts'
import { Refused } from '../refused.ts'
import { chosenKey, type ProcessState, type Scope, type Visit, type Wait } from '../state/process-state.ts'
import type { ChosenPeople } from './process-event.ts'
import type { Need, ProcessEffect, ProcessWrite, Resolved } from './step-result.ts'

/** One step under way: the state as it becomes, and what follows from it. Entries of the state are replaced, not changed. */
export interface Work {
  graph: ProcessGraph
  state: ProcessState
  at: string
  resolved: Resolved
  writes: ProcessWrite[]
  effects: ProcessEffect[]
  /** Scopes that something ended in, and that may be finished now. */
  touched: Set<number>
  /** Visits and waits that changed, in the order in which they first did. */
  changed: Set<number>
  /** Visits that go on now that what they waited for inside the engine is done. */
  resume: number[]
  /** Nodes that may still be entered in this step. */
  budget: number
}

export function beginWork(input: {
  graph: ProcessGraph
  state: ProcessState
  at: string
  resolved: Resolved
  budget: number
}): Work {
  const { graph, state, at, resolved, budget } = input
  return {
    graph,
    state: {
      ...state,
      scopes: { ...state.scopes },
      visits: { ...state.visits },
      waits: { ...state.waits },
      outputs: { ...state.outputs },
      ready: [...state.ready],
    },
    at,
    resolved,
    writes: [],
    effects: [],
    touched: new Set(),
    changed: new Set(),
    resume: [],
    budget,
  }
}

export function newId(work: Work): number {
  const id = work.state.next
  work.state.next = id + 1
  return id
}

export function nodeOf(work: Work, key: string): GraphNode {
  const node = work.graph.nodes[key]
  if (!node) throw new Refused('NODE_UNKNOWN', { node: key })
  return node
}

export function scopeOf(work: Work, id: number): Scope {
  const scope = work.state.scopes[id]
  if (!scope) throw new Refused('SCOPE_UNKNOWN', { scope: id })
  return scope
}

export function visitOf(work: Work, id: number): Visit {
  const visit = work.state.visits[id]
  if (!visit) throw new Refused('VISIT_UNKNOWN', { visit: id })
  return visit
}

export function setVisit(work: Work, visit: Visit, change: Partial<Visit>): Visit {
  const changed = { ...visit, ...change }
  work.state.visits[visit.id] = changed
  work.changed.add(visit.id)
  return changed
}

export function setScope(work: Work, scope: Scope, change: Partial<Scope>): Scope {
  const changed = { ...scope, ...change }
  work.state.scopes[scope.id] = changed
  return changed
}

export function setWait(work: Work, wait: Wait, change: Partial<Wait> = {}): Wait {
  const changed = { ...wait, ...change }
  work.state.waits[wait.id] = changed
  if (!changed.asks) work.writes.push({ write: 'wait', wait: changed })
  return changed
}

export function dropWait(work: Work, id: number) {
  delete work.state.waits[id]
  work.writes.push({ write: 'wait_gone', id })
}

export function log(work: Work, type: string, of: { by?: string | null; visit?: number | null; data?: object }) {
  const { by = null, visit = null, data } = of
  work.writes.push({ write: 'log', type, by, at: work.at, visit, ...(data ? { data } : {}) })
}

/** People who were chosen for nodes; for the same node the latest counts. */
export function keepChosen(work: Work, chosen: ChosenPeople | undefined) {
  if (!chosen) return
  const before = (work.state.outputs[chosenKey] ?? {}) as ChosenPeople
  work.state.outputs[chosenKey] = { ...before, ...chosen }
}

export function publish(work: Work, visit: Visit, trigger: Trigger) {
  work.effects.push({ effect: 'publish', trigger, visit: visit.id, node: visit.node })
}

export const openVisits = (work: Work): Visit[] =>
  Object.values(work.state.visits).filter(({ state }) => state === 'open')

export const visitsIn = (work: Work, scope: number): Visit[] =>
  openVisits(work).filter((visit) => visit.scope === scope)

export const scopesIn = (work: Work, parent: number): Scope[] =>
  Object.values(work.state.scopes).filter((scope) => scope.parent === parent && scope.state === 'open')

export const waitsOf = (work: Work, visit: number): Wait[] =>
  Object.values(work.state.waits).filter((wait) => wait.visit === visit)

/** Whether returns may lead to a visit, or across it in a way that matters; others are forgotten once they are done. */
export function isRemembered(node: GraphNode): boolean {
  const lasting = node.control.do === 'people' || node.control.do === 'scope' || node.control.do === 'call'
  return lasting || node.control.do === 'start' || node.compensation !== undefined || node.irreversible === true
}

/** What comes after a visit follows from the visit itself, or, if that is not remembered, from what it followed from. */
export function traceOf(work: Work, visit: Visit): number[] {
  return isRemembered(nodeOf(work, visit.node)) ? [visit.id] : visit.from
}

export const union = (...lists: readonly (readonly number[])[]): number[] => [...new Set(lists.flat())]

/** What is still to be answered. */
export function needsOf(work: Work): Need[] {
  const visits = openVisits(work).flatMap((visit): Need[] =>
    visit.asks && !visit.incident ? [{ need: visit.asks, id: visit.id, node: visit.node, scope: visit.scope }] : [],
  )
  const waits = Object.values(work.state.waits).flatMap((wait): Need[] =>
    wait.asks && !wait.incident
      ? [
          {
            need: wait.asks,
            id: wait.id,
            node: wait.node,
            scope: wait.scope,
            visit: wait.visit,
            ...(wait.deadline ? { deadline: wait.deadline } : {}),
          },
        ]
      : [],
  )
  return [...visits, ...waits]
}
