import type { GraphNode, ProcessGraph } from '../../graph/process-graph.ts'

/** The nodes of one scope in columns: each stands to the right of everything that leads to it, lines back left aside. */
export function layersOf(graph: ProcessGraph, nodes: readonly GraphNode[]): GraphNode[][] {
  const order = depthFirst(graph, nodes)
  const place = new Map(order.map(({ key }, index) => [key, index]))
  const column = new Map<string, number>()
  for (const node of order) {
    const own = column.get(node.key) ?? 0
    column.set(node.key, own)
    for (const next of followers(graph, node)) {
      const isForward = (place.get(next) ?? -1) > (place.get(node.key) ?? 0)
      if (isForward) column.set(next, Math.max(column.get(next) ?? 0, own + 1))
    }
  }
  const layers: GraphNode[][] = []
  for (const node of order) {
    const number = column.get(node.key) ?? 0
    layers[number] = [...(layers[number] ?? []), node]
  }
  return layers.filter((layer) => layer !== undefined)
}

function followers(graph: ProcessGraph, { outgoing, catches = [] }: GraphNode): string[] {
  const lines = [...outgoing, ...catches.flatMap((key) => graph.nodes[key]?.outgoing ?? [])]
  return lines.flatMap((key) => graph.transitions[key]?.to ?? [])
}

/** In an order in which what leads on comes first, as far as there are no circles. */
function depthFirst(graph: ProcessGraph, nodes: readonly GraphNode[]): GraphNode[] {
  const inside = new Map(nodes.map((node) => [node.key, node]))
  const seen = new Set<string>()
  const done: GraphNode[] = []
  const beginnings = [...nodes.filter(({ incoming }) => incoming.length === 0), ...nodes]
  for (const beginning of beginnings) {
    const open = [{ node: beginning, next: followers(graph, beginning) }]
    if (seen.has(beginning.key)) continue
    seen.add(beginning.key)
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const key = top.next.pop()
      const follower = key === undefined ? undefined : inside.get(key)
      if (key === undefined) {
        done.push(top.node)
        open.pop()
      } else if (follower && !seen.has(key)) {
        seen.add(key)
        open.push({ node: follower, next: followers(graph, follower) })
      }
    }
  }
  return done.reverse()
}
