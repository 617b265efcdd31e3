import { controlOf, type GraphNode } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'

/** Where the process and each scope in it begin and end. */
export const checkStarts: Check = (context) => {
  for (const scope of context.scopes) {
    const inside = context.inside(scope)
    const starts = inside.filter(({ control }) => control.do === 'start')
    const ends = inside.some((node) => isEnd(node))
    if (starts.length === 0) reportMissing(context, scope, ['NO_START', 'SCOPE_WITHOUT_START'])
    if (!ends) reportMissing(context, scope, ['NO_END', 'SCOPE_WITHOUT_END'])
    if (scope === null)
      checkSeveral(
        context,
        starts.filter((node) => !controlOf(node, 'start')?.trigger),
      )
    else checkScopeStarts(context, scope, starts)
  }
}

/** Whether a way can end at a node of its own accord. */
export function isEnd({ control }: GraphNode): boolean {
  return control.do === 'end' || (control.do === 'throw' && control.ends === true)
}

type Missing = 'NO_START' | 'SCOPE_WITHOUT_START' | 'NO_END' | 'SCOPE_WITHOUT_END'

function reportMissing({ report, broken }: CheckContext, scope: string | null, [whole, part]: [Missing, Missing]) {
  report(scope === null ? whole : part, { nodes: scope === null ? [] : [scope] })
  broken.add(scope)
}

function checkSeveral({ report }: CheckContext, starts: readonly GraphNode[]) {
  if (starts.length > 1) {
    report('SEVERAL_STARTS', { nodes: starts.map(({ key }) => key), params: { count: starts.length } })
  }
}

function checkScopeStarts(context: CheckContext, scope: string, starts: readonly GraphNode[]) {
  checkSeveral(context, starts)
  const event = controlOf(context.graph.nodes[scope], 'scope')?.event
  for (const start of starts) {
    const { trigger } = controlOf(start, 'start') ?? {}
    if (event && !trigger) context.report('START_TRIGGER_MISSING', { nodes: [start.key], params: { scope } })
    if (!event && trigger) context.report('START_TRIGGER_UNUSED', { nodes: [start.key], params: { scope } })
  }
}
