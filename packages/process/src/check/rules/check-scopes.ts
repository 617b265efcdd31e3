import { type ControlName, controlOf, type GraphNode } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'

/** Repetitions, event sub-processes, and nodes that take back what others did. */
export const checkScopes: Check = (context) => {
  for (const node of context.nodes) {
    checkRepeat(context, node)
    checkEventScope(context, node)
    checkHandler(context, node)
  }
}

function checkRepeat({ report, facts }: CheckContext, node: GraphNode) {
  const repeat = controlOf(node, 'scope')?.repeat
  if (!repeat) return
  const nodes = [node.key]
  const { limit, mode } = repeat
  const valid = limit === undefined || (Number.isInteger(limit) && limit > 0)
  if (!valid) report('REPEAT_LIMIT_WRONG', { nodes, params: { limit } })
  if (facts.repeats?.[node.key] === false) report('REPEAT_WITHOUT_CONDITION', { nodes })
  else if (limit === undefined && (mode === 'while' || mode === 'until')) report('REPEAT_WITHOUT_LIMIT', { nodes })
}

function checkEventScope({ report, into, outOf }: CheckContext, node: GraphNode) {
  const control = controlOf(node, 'scope')
  if (!control?.event) return
  const transitions = [...into(node.key), ...outOf(node.key)].map(({ key }) => key)
  if (transitions.length > 0) report('EVENT_SCOPE_WITH_LINES', { nodes: [node.key], transitions })
  if (control.repeat) report('EVENT_SCOPE_REPEATS', { nodes: [node.key] })
}

const works: readonly ControlName[] = ['people', 'run', 'call', 'scope', 'throw', 'pass']

function checkHandler({ graph, report, into, outOf, handlerOf }: CheckContext, node: GraphNode) {
  if (node.compensation !== undefined) {
    const handler = graph.nodes[node.compensation]
    if (handler?.scope !== node.scope) {
      report('COMPENSATION_UNKNOWN', { nodes: [node.key], params: { handler: node.compensation } })
    }
  }
  const undone = handlerOf.get(node.key)
  if (!undone) return
  const transitions = [...into(node.key), ...outOf(node.key)].map(({ key }) => key)
  if (transitions.length > 0) report('COMPENSATION_WITH_LINES', { nodes: [node.key, ...undone], transitions })
  if (!works.includes(node.control.do)) report('COMPENSATION_WRONG', { nodes: [node.key] })
}
