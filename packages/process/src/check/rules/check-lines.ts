import type { GraphNode } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { scopesAround } from '../flow/scopes-around.ts'

/** Lines and nodes know each other, and stand in the same scope. */
export const checkLines: Check = (context) => {
  const { graph, report, broken } = context
  for (const { key, from, to } of Object.values(graph.transitions)) {
    const [source, target] = [graph.nodes[from], graph.nodes[to]]
    if (!source || !target) {
      report('LINE_END_UNKNOWN', { transitions: [key], params: { missing: source ? to : from } })
    } else if (source.scope !== target.scope) {
      report('LINE_CROSSES_SCOPE', { nodes: [from, to], transitions: [key] })
      broken.add(source.scope).add(target.scope)
    }
  }
  for (const node of context.nodes) {
    checkListed(context, node)
    checkScope(context, node)
  }
}

function checkListed({ graph, report, outOf, into }: CheckContext, node: GraphNode) {
  const actual = { incoming: into(node.key), outgoing: outOf(node.key) }
  for (const side of ['incoming', 'outgoing'] as const) {
    const end = side === 'incoming' ? 'to' : 'from'
    const wrong = [
      ...node[side].filter((key) => graph.transitions[key]?.[end] !== node.key),
      ...actual[side].map(({ key }) => key).filter((key) => !node[side].includes(key)),
    ]
    for (const key of wrong) report('LINES_DISAGREE', { nodes: [node.key], transitions: [key] })
  }
}

function checkScope({ graph, report, broken }: CheckContext, node: GraphNode) {
  const around = scopesAround(graph, node)
  if (around.at(-1) === null) return
  report('SCOPE_UNKNOWN', { nodes: [node.key], params: { scope: node.scope } })
  broken.add(node.scope)
}
