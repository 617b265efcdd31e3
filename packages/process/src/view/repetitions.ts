import { controlOf, type ProcessGraph } from '../graph/process-graph.ts'
import type { ProcessState } from '../state/process-state.ts'
import { mayGrow } from '../step/scope.ts'

/** A repetition under way. */
export interface OpenRepetition {
  visit: number
  node: string
  /** Turns that are over. */
  done: number
  /** How many items there are; null where a condition decides. */
  items: number | null
  /** What came since can be looked for. */
  grows: boolean
}

/** What is being gone through item by item, or done again and again, at present. */
export function openRepetitions(graph: ProcessGraph, state: ProcessState): OpenRepetition[] {
  if (state.status !== 'running') return []
  return Object.values(state.scopes).flatMap(({ kind, state: at, turns, visit: id }) => {
    const visit = id === null ? undefined : state.visits[id]
    const repeat = visit && controlOf(graph.nodes[visit.node], 'scope')?.repeat
    if (kind !== 'repeat' || at !== 'open' || !turns || !repeat || visit.state !== 'open') return []
    const grows = mayGrow({ state }, visit)
    return [{ visit: visit.id, node: visit.node, done: turns.finished, items: turns.items?.length ?? null, grows }]
  })
}
