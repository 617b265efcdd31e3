import { controlOf, type ProcessGraph } from '../graph/process-graph.ts'

const known = new WeakMap<ProcessGraph, Map<string, string[]>>()

/** What a node stands in, the outermost first: sub-processes, and forks whose branches it is in one of. */
export function blockChain(graph: ProcessGraph, key: string): readonly string[] {
  const chains = known.get(graph) ?? new Map<string, string[]>()
  known.set(graph, chains)
  const found = chains.get(key) ?? chainOf(graph, key)
  chains.set(key, found)
  return found
}

function chainOf(graph: ProcessGraph, key: string): string[] {
  const scope = graph.nodes[key]?.scope ?? null
  const forks = Object.values(graph.nodes)
    .filter((node) => node.scope === scope && controlOf(node, 'fork')?.join != null)
    .map((node) => ({ key: node.key, region: regionOf(graph, node.key) }))
    .filter(({ region }) => region.has(key))
  // The region of an outer block holds the inner fork.
  forks.sort((one, other) => (one.region.has(other.key) ? -1 : other.region.has(one.key) ? 1 : 0))
  const around = scope === null ? [] : [...blockChain(graph, scope), scope]
  return [...around, ...forks.map((fork) => fork.key)]
}

/** The nodes between a fork and its join. */
function regionOf(graph: ProcessGraph, fork: string): Set<string> {
  const join = controlOf(graph.nodes[fork], 'fork')?.join
  const found = new Set<string>()
  const open = [fork]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const node = graph.nodes[key]
    const next = (node?.outgoing ?? []).map((line) => graph.transitions[line]?.to ?? '')
    for (const after of [...next, ...(node?.catches ?? [])]) {
      if (after === join || found.has(after) || !graph.nodes[after]) continue
      found.add(after)
      open.push(after)
    }
  }
  return found
}
