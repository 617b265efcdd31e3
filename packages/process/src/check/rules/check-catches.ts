import {
  type Control,
  type ControlName,
  controlOf,
  type GraphNode,
  type TriggerKind,
} from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { checkTrigger, triggerWords } from './check-triggers.ts'

type CatchControl = Extract<Control, { do: 'catch' }>

/** Catch nodes stand on something that takes time or can fail, and lead on. */
export const checkCatches: Check = (context) => {
  for (const node of context.nodes) {
    const control = controlOf(node, 'catch')
    if (control) checkCatch(context, node, control)
    for (const key of node.catches ?? []) {
      if (controlOf(context.graph.nodes[key], 'catch')?.at === node.key) continue
      context.report('CATCH_HOST_UNKNOWN', { nodes: [key, node.key] })
    }
  }
}

function checkCatch(context: CheckContext, node: GraphNode, control: CatchControl) {
  const { report, graph, into } = context
  const host = graph.nodes[control.at]
  if (!host?.catches?.includes(node.key)) return report('CATCH_HOST_UNKNOWN', { nodes: [node.key] })
  const nodes = [node.key, host.key]
  const transitions = into(node.key).map(({ key }) => key)
  if (host.scope !== node.scope) report('CATCH_OTHER_SCOPE', { nodes })
  if (transitions.length > 0) report('CATCH_WITH_INCOMING', { nodes, transitions })
  checkTrigger(context, node, { trigger: control.trigger, allowed: catchable, named: ['message', 'signal'] })
  if (control.trigger.on === 'error' && !control.interrupting) report('CATCH_GOES_ON', { nodes })
  if (!happensAt(host, control.trigger.on)) {
    report('CATCH_HOST_WRONG', { nodes, params: { on: triggerWords[control.trigger.on] } })
  }
}

const catchable: readonly TriggerKind[] = ['timer', 'message', 'signal', 'condition', 'error', 'escalation']

/** Nodes that stay open for a time, those whose work can fail, and those in which something can be thrown. */
const takesTime: readonly ControlName[] = ['people', 'wait', 'call', 'scope']
const canFail: readonly ControlName[] = ['run', 'call', 'scope']
const throwsUp: readonly ControlName[] = ['call', 'scope']

function happensAt({ control }: GraphNode, on: TriggerKind): boolean {
  if (control.do === 'scope' && control.event) return false
  if (on === 'error') return canFail.includes(control.do)
  if (on === 'escalation') return throwsUp.includes(control.do)
  return takesTime.includes(control.do) || (control.do === 'run' && control.where === 'outside')
}
