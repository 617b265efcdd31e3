import { controlOf, type GraphNode } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { componentsOf, isCircle } from '../flow/components.ts'
import { after } from '../flow/walk.ts'

/** Circles in which nobody is asked and nothing is waited for. */
export const checkLoops: Check = (context) => {
  const automatic = new Set(context.nodes.filter((node) => !waits(context, node)).map(({ key }) => key))
  const next = (key: string) => after(context, key).filter((target) => automatic.has(target))
  for (const component of componentsOf(automatic, next)) {
    if (isCircle(component, next)) context.report('AUTOMATIC_LOOP', { nodes: component })
  }
}

/** Whether time passes at a node; at a scope when it does at any node inside. */
function waits(context: CheckContext, node: GraphNode, seen: readonly string[] = []): boolean {
  const { control } = node
  if (control.do === 'scope') {
    if (seen.includes(node.key)) return false
    return context.inside(node.key).some((inner) => waits(context, inner, [...seen, node.key]))
  }
  const people = controlOf(node, 'people')
  if (people) return people.settings.task !== 'notice'
  return control.do === 'wait' || control.do === 'call' || control.do === 'first_of'
}
