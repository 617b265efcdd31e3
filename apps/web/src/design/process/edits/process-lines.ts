import type { ProcessDocument, ProcessNode, ProcessTransition } from '@mortise/metadata'
import { type FlowOrder, orderFlow } from '../../../process/canvas/flow-order.ts'

export const linesFrom = ({ transitions }: ProcessDocument, key: string) =>
  transitions.filter(({ from }) => from === key)

export const linesInto = ({ transitions }: ProcessDocument, key: string) => transitions.filter(({ to }) => to === key)

export const nodeAt = ({ nodes }: ProcessDocument, key: string): ProcessNode | undefined =>
  nodes.find((node) => node.key === key)

export const lineAt = ({ transitions }: ProcessDocument, key: string): ProcessTransition | undefined =>
  transitions.find((line) => line.key === key)

/** What follows each node: along lines, to its events, to what takes it back. */
export function followers({ nodes, transitions }: ProcessDocument): Map<string, string[]> {
  const next = new Map<string, string[]>(nodes.map(({ key }) => [key, []]))
  for (const { from, to } of transitions) next.get(from)?.push(to)
  for (const { key, on, compensation } of nodes) {
    if (on !== undefined) next.get(on)?.push(key)
    if (compensation !== undefined) next.get(key)?.push(compensation)
  }
  return next
}

/** The order of the nodes that stand in one scope. */
export function orderOf(document: ProcessDocument, scope: string | undefined): FlowOrder {
  const keys = document.nodes.filter((node) => node.in === scope).map(({ key }) => key)
  const known = new Set(keys)
  const next = followers(document)
  const here = new Map(keys.map((key) => [key, (next.get(key) ?? []).filter((to) => known.has(to))]))
  const entered = new Set([...here.values()].flat())
  return orderFlow({ keys, next: here, starts: keys.filter((key) => !entered.has(key)) })
}

/** A node, and what stands in it at any depth. */
export function withInside(document: ProcessDocument, keys: Iterable<string>): Set<string> {
  const found = new Set(keys)
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const node of document.nodes) if (node.in !== undefined && found.has(node.in)) found.add(node.key)
  }
  return found
}

/** Without some nodes, and without what only made sense with them. */
export function withoutNodes(document: ProcessDocument, gone: ReadonlySet<string>): ProcessDocument {
  if (gone.size === 0) return document
  const nodes = document.nodes
    .filter(({ key }) => !gone.has(key))
    .map(({ compensation, ...node }) =>
      compensation === undefined || gone.has(compensation) ? node : { ...node, compensation },
    )
  const transitions = document.transitions
    .filter(({ from, to }) => !gone.has(from) && !gone.has(to))
    .map(({ outcome, ...line }) => (outcome === undefined || gone.has(outcome.of) ? line : { ...line, outcome }))
  return withLayout({ ...document, nodes, transitions }, document.layout)
}

/** Only the places of nodes that are there. */
export function withLayout(document: ProcessDocument, layout: ProcessDocument['layout']): ProcessDocument {
  const { layout: _former, ...rest } = document
  const known = new Set(document.nodes.map(({ key }) => key))
  const kept = Object.entries(layout ?? {}).filter(([key]) => known.has(key))
  return kept.length > 0 ? { ...rest, layout: Object.fromEntries(kept) } : rest
}

/**
 * Takes away what could be reached before and cannot any more. What was not connected before stays as it is: nobody asked
 * for it to go.
 */
export function pruned(before: ProcessDocument, after: ProcessDocument): ProcessDocument {
  const roots = rootsOf(before)
  const reached = reachedFrom(before, roots)
  const kept = reachedFrom(after, roots)
  const lost = after.nodes.filter(({ key }) => reached.has(key) && !kept.has(key)).map(({ key }) => key)
  return withoutNodes(after, withInside(after, lost))
}

function rootsOf(document: ProcessDocument): string[] {
  const entered = new Set([...followers(document).values()].flat())
  return document.nodes.filter(({ key }) => !entered.has(key)).map(({ key }) => key)
}

function reachedFrom(document: ProcessDocument, roots: readonly string[]): Set<string> {
  const next = followers(document)
  const found = new Set<string>()
  const open = roots.filter((key) => next.has(key))
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key)) continue
    found.add(key)
    open.push(...(next.get(key) ?? []))
  }
  return found
}
