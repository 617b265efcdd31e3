import type { ProcessGraph } from './process-graph.ts'

const known = new WeakMap<ProcessGraph, Map<string, Set<string>>>()

/** Whether something at one node can still come to a join, on a way that does not lead through that join. */
export function canReach(graph: ProcessGraph, from: string, join: string): boolean {
  const byJoin = known.get(graph) ?? new Map<string, Set<string>>()
  known.set(graph, byJoin)
  const sources = byJoin.get(join) ?? nodesBefore(graph, join)
  byJoin.set(join, sources)
  return sources.has(from)
}

/** All nodes from which the join can be reached, along lines and from a node to the catches on it. */
function nodesBefore(graph: ProcessGraph, join: string): Set<string> {
  const found = new Set<string>()
  const open = [join]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const before of directlyBefore(graph, key)) {
      if (found.has(before) || before === join) continue
      found.add(before)
      open.push(before)
    }
  }
  return found
}

function directlyBefore(graph: ProcessGraph, key: string): string[] {
  const node = graph.nodes[key]
  if (!node) return []
  const lines = node.incoming.flatMap((line) => graph.transitions[line]?.from ?? [])
  return node.control.do === 'catch' ? [...lines, node.control.at] : lines
}
