import { controlOf, type GraphNode } from '../../graph/process-graph.ts'
import type { RoundSettings } from '../../round/round-settings.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { allBefore, isStep, nodeOf } from '../flow/trace.ts'

/** Ways back: there is something to go back to, and nothing on the way that cannot be taken back. */
export const checkReturns: Check = (context) => {
  const crossing = new Map<string, string[]>()
  for (const node of context.nodes) {
    const settings = controlOf(node, 'people')?.settings
    if (!settings) continue
    checkEarlier(context, node, settings)
    for (const key of irreversibleBefore(context, node, settings)) {
      crossing.set(key, [...(crossing.get(key) ?? []), node.key])
    }
  }
  for (const [key, returning] of crossing) context.report('IRREVERSIBLE_RETURN', { nodes: [key, ...returning] })
}

function checkEarlier(context: CheckContext, node: GraphNode, { returns, onReject, deadlines = [] }: RoundSettings) {
  const back = returns.to === 'previous' || returns.to === 'start'
  const rejectedBack = onReject === 'to_previous' || onReject === 'to_start'
  const due = deadlines.some(({ action }) => action === 'return')
  if (!back && !rejectedBack && !due) return
  if ([...allBefore(context, node.key)].some((place) => isStep(context, place))) return
  const found = { nodes: [node.key] }
  if (back) context.report('RETURN_WITHOUT_EARLIER', found)
  if (rejectedBack) context.report('REJECT_WITHOUT_EARLIER', found)
  if (due) context.report('DEADLINE_CANNOT_RETURN', found)
}

/** Nodes that cannot be taken back and lie on a way that a return from here would go. */
function irreversibleBefore(context: CheckContext, node: GraphNode, settings: RoundSettings): string[] {
  const { returns, onReject, deadlines = [] } = settings
  const far = returns.to === 'any' || returns.to === 'start' || onReject === 'to_start'
  const near =
    returns.to === 'previous' || onReject === 'to_previous' || deadlines.some(({ action }) => action === 'return')
  if (!far && !near) return []
  const passed = allBefore(context, node.key, far ? undefined : (place) => isStep(context, place))
  const keys = new Set([...passed].map(nodeOf))
  return [...keys].filter((key) => context.graph.nodes[key]?.irreversible && !context.graph.nodes[key].compensation)
}
