import type { GraphNode, ProcessGraph } from '../../graph/process-graph.ts'

/** The scopes around a node, the nearest first, up to null: the process. It stops where one does not exist, or in a circle. */
export function scopesAround(graph: ProcessGraph, node: GraphNode): (string | null)[] {
  const around: (string | null)[] = []
  for (let scope = node.scope; ; scope = graph.nodes[scope]?.scope ?? null) {
    if (scope !== null && (graph.nodes[scope]?.control.do !== 'scope' || around.includes(scope))) return around
    around.push(scope)
    if (scope === null) return around
  }
}
