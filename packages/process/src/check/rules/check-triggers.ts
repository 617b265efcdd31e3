import { controlOf, type GraphNode, type Trigger, type TriggerKind } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { scopesAround } from '../flow/scopes-around.ts'

const outer: readonly TriggerKind[] = ['timer', 'message', 'signal', 'condition']
const thrown: readonly TriggerKind[] = ['message', 'signal', 'error', 'escalation', 'compensation']

/** What can be waited for, caught and thrown where, and under which name. */
export const checkTriggers: Check = (context) => {
  for (const node of context.nodes) {
    checkStart(context, node)
    const { trigger: waited } = controlOf(node, 'wait') ?? {}
    if (waited) checkTrigger(context, node, { trigger: waited, allowed: outer, named: ['message', 'signal'] })
    checkThrow(context, node)
    checkFirstOf(context, node)
  }
}

interface Allowed {
  trigger: Trigger
  allowed: readonly TriggerKind[]
  /** Those that need a name. */
  named: readonly TriggerKind[]
}

/** Reports a trigger that cannot stand at a node, or lacks its name. */
export function checkTrigger({ report }: CheckContext, { key }: GraphNode, { trigger, allowed, named }: Allowed) {
  const found = { nodes: [key], params: { on: triggerWords[trigger.on] } }
  if (!allowed.includes(trigger.on)) report('TRIGGER_WRONG', found)
  else if (named.includes(trigger.on) && !trigger.name) report('TRIGGER_NAME_MISSING', found)
}

export const triggerWords: { readonly [On in TriggerKind]: { zh: string; en: string } } = {
  timer: { zh: '时间', en: 'a time' },
  message: { zh: '消息', en: 'a message' },
  signal: { zh: '信号', en: 'a signal' },
  condition: { zh: '条件', en: 'a condition' },
  error: { zh: '错误', en: 'an error' },
  escalation: { zh: '升级', en: 'an escalation' },
  compensation: { zh: '撤销', en: 'taking back' },
}

function checkStart(context: CheckContext, node: GraphNode) {
  const { trigger } = controlOf(node, 'start') ?? {}
  if (!trigger) return
  const inner: readonly TriggerKind[] = ['error', 'escalation', 'compensation']
  const allowed = node.scope === null ? outer : [...outer, ...inner]
  checkTrigger(context, node, { trigger, allowed, named: ['message', 'signal'] })
}

function checkThrow(context: CheckContext, node: GraphNode) {
  const control = controlOf(node, 'throw')
  if (!control) return
  checkTrigger(context, node, {
    trigger: control.trigger,
    allowed: thrown,
    named: ['message', 'signal', 'error', 'escalation'],
  })
  if (control.trigger.on !== 'error') return
  if (!control.ends) context.report('THROW_GOES_ON', { nodes: [node.key] })
  if (!isCaught(context, node, control.trigger.name)) {
    context.report('ERROR_NOT_CAUGHT', { nodes: [node.key], params: { name: control.trigger.name ?? '' } })
  }
}

/** Whether a scope around a node handles an error, by a catch on it or by an event sub-process in it. */
function isCaught({ graph, inside }: CheckContext, node: GraphNode, name: string | undefined): boolean {
  const handles = (trigger: Trigger | undefined) => trigger?.on === 'error' && (!trigger.name || trigger.name === name)
  return scopesAround(graph, node).some((scope) => {
    const handlers = inside(scope).filter((inner) => controlOf(inner, 'scope')?.event)
    const starts = handlers.flatMap((handler) => inside(handler.key).map((inner) => controlOf(inner, 'start')?.trigger))
    const caught = graph.nodes[scope ?? '']?.catches?.map((key) => controlOf(graph.nodes[key], 'catch')?.trigger) ?? []
    return [...starts, ...caught].some(handles)
  })
}

function checkFirstOf({ graph, outOf, report }: CheckContext, node: GraphNode) {
  if (node.control.do !== 'first_of') return
  for (const { key, to } of outOf(node.key)) {
    if (graph.nodes[to]?.control.do === 'wait') continue
    report('FIRST_OF_DOES_NOT_WAIT', { nodes: [node.key, to], transitions: [key] })
  }
}
