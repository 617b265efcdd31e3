import { controlOf } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { after, before, walk } from '../flow/walk.ts'
import { isEnd } from './check-starts.ts'

/** Every node can be come to, and has a way to an end. */
export const checkReach: Check = (context) => {
  const reached = reachedNodes(context)
  for (const { key, scope } of context.nodes) {
    // Without a start nothing can be reached, and what is inside of something that cannot be reached needs no words.
    const silent = scope === null ? startsOf(context, null).length === 0 : !reached.has(scope)
    if (reached.has(key) || silent || (scope !== null && startsOf(context, scope).length === 0)) continue
    context.report('UNREACHABLE', { nodes: [key] })
  }
  for (const scope of context.scopes) checkWayOut(context, scope, reached)
}

/** All that can run, the insides of scopes, event sub-processes and handlers included. */
export function reachedNodes(context: CheckContext): Set<string> {
  const begins = (scope: string | null) => [...startsOf(context, scope), ...eventScopesOf(context, scope)]
  return walk(begins(null), (key) => {
    const node = context.graph.nodes[key]
    const handler =
      node?.compensation !== undefined && context.graph.nodes[node.compensation] ? [node.compensation] : []
    return [...after(context, key), ...handler, ...(node?.control.do === 'scope' ? begins(key) : [])]
  })
}

export function startsOf({ inside }: CheckContext, scope: string | null): string[] {
  return inside(scope).flatMap(({ key, control }) => (control.do === 'start' ? [key] : []))
}

function eventScopesOf({ inside }: CheckContext, scope: string | null): string[] {
  return inside(scope).flatMap((node) => (controlOf(node, 'scope')?.event ? [node.key] : []))
}

/** Nodes from which no end can be come to are reported together. Dead ends have their own words. */
function checkWayOut(context: CheckContext, scope: string | null, reached: ReadonlySet<string>) {
  const inside = context.inside(scope)
  const ends = inside.filter((node) => isEnd(node) || after(context, node.key).length === 0).map(({ key }) => key)
  const canEnd = walk(ends, (key) => before(context, key))
  const stuck = inside.map(({ key }) => key).filter((key) => reached.has(key) && !canEnd.has(key))
  if (stuck.length === 0) return
  context.report('CANNOT_END', { nodes: stuck })
  context.broken.add(scope)
}
