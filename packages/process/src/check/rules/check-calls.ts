import { controlOf, type GraphNode } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { after, walk } from '../flow/walk.ts'
import { startsOf } from './check-reach.ts'
import { isEnd } from './check-starts.ts'

/** Calls of the process by itself, and times that are longer than instances are kept. */
export const checkCalls: Check = (context) => {
  const { facts, graph, report } = context
  for (const node of context.nodes) {
    const called = facts.calls?.[node.key]
    const comesBack = called?.process === graph.key || called?.always?.includes(graph.key)
    if (called && comesBack && isAlwaysPassed(context, node)) {
      const path = [...new Set([graph.key, called.process, graph.key])].join(' → ')
      report('CALLS_ITSELF', { nodes: [node.key], params: { path } })
    }
    const wait = facts.timers?.[node.key]
    const kept = facts.keptDays
    if (wait !== undefined && kept !== undefined && wait > kept) {
      report('TIMER_TOO_LONG', { nodes: [node.key], params: { wait, kept } })
    }
  }
}

/** Whether every instance comes to a node, whatever is chosen on the way. */
export function isAlwaysPassed(context: CheckContext, node: GraphNode): boolean {
  const starts = startsOf(context, node.scope)
  const certain = walk(starts, (key) => certainlyAfter(context, key))
  const around = walk(
    starts,
    (key) => after(context, key),
    (key) => key === node.key,
  )
  const avoidable = [...around].some((key) => key !== node.key && isEnding(context, key))
  if (!certain.has(node.key) && avoidable) return false
  const scope = context.graph.nodes[node.scope ?? '']
  if (!scope) return true
  const control = controlOf(scope, 'scope')
  if (control?.event || (control?.repeat && control.repeat.mode !== 'until')) return false
  return isAlwaysPassed(context, scope)
}

function isEnding({ graph }: CheckContext, key: string): boolean {
  const node = graph.nodes[key]
  return node !== undefined && isEnd(node)
}

/** What follows in any case: not behind a choice, and not where something else may happen instead. */
function certainlyAfter({ graph, outOf }: CheckContext, key: string): string[] {
  const node = graph.nodes[key]
  const instead = node?.catches?.some((caught) => controlOf(graph.nodes[caught], 'catch')?.interrupting)
  if (!node || instead || node.control.do === 'choose' || node.control.do === 'first_of') return []
  const always =
    controlOf(node, 'fork')?.branches === 'some'
      ? outOf(key).filter(({ conditional, otherwise }) => !conditional && !otherwise)
      : outOf(key)
  return always.map(({ to }) => to)
}
