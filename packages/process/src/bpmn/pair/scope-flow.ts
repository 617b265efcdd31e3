import type { Draft, DraftNode } from '../read/draft.ts'
import { linesOf } from '../read/draft.ts'
import { type Edges, immediateDominators, turned } from './dominators.ts'

/** What follows what inside one scope, from a beginning (0) before everything to an end (1) behind everything. */
export interface ScopeFlow {
  nodes: (DraftNode | null)[]
  numbers: Map<string, number>
  next: Edges
  /** By node: the last one that all ways to it lead through, and the first one that all ways from it lead through. */
  dominators: number[]
  postDominators: number[]
}

export function scopeFlow(draft: Draft, scope: string | null): ScopeFlow {
  const inside = [...draft.nodes.values()].filter((node) => node.scope === scope)
  const nodes = [null, null, ...inside]
  const numbers = new Map(inside.map((node, index) => [node.key, index + 2]))
  const numberOf = (key: string): number => numbers.get(key) ?? 1
  const next: number[][] = nodes.map((node) => (node ? followers(draft, node).map(numberOf) : []))
  const before = turned(next)
  nodes.forEach((node, number) => {
    if (!node) return
    if (before[number]?.length === 0) next[0]?.push(number)
    if (next[number]?.length === 0) next[number].push(1)
  })
  return { nodes, numbers, next, dominators: immediateDominators(next), postDominators: postDominatorsOf(next) }
}

/** A catch on a node may send on what comes to the node. */
function followers(draft: Draft, node: DraftNode): string[] {
  return [...linesOf(draft, node.outgoing).map(({ to }) => to), ...node.catches]
}

/** The same, looked at from the end. */
function postDominatorsOf(next: Edges): number[] {
  const swap = (number: number): number => (number < 2 ? 1 - number : number)
  const before = turned(next)
  const mirrored = before.map((_, number) => (before[swap(number)] ?? []).map(swap))
  return immediateDominators(mirrored)
    .map((_, number, all) => all[swap(number)] ?? -1)
    .map((number) => (number < 0 ? -1 : swap(number)))
}

export function dominates(flow: ScopeFlow, a: number, b: number): boolean {
  for (let node = b; node > 0; node = flow.dominators[node] ?? -1) if (node === a) return true
  return a === 0
}

/** What can be reached from a node without going through another one. */
export function regionOf(flow: ScopeFlow, from: number, border: number): Set<number> {
  const region = new Set<number>()
  const open = [...(flow.next[from] ?? [])]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === border || region.has(node)) continue
    region.add(node)
    open.push(...(flow.next[node] ?? []))
  }
  return region
}

/** Whether a way leads from a node back to it. */
export function isInCycle(flow: ScopeFlow, number: number): boolean {
  return regionOf(flow, number, -1).has(number)
}
