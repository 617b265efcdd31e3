import { controlOf, type GraphNode } from '../../graph/process-graph.ts'
import type { CheckContext } from '../check-context.ts'
import { isEnd } from '../rules/check-starts.ts'
import { walk } from './walk.ts'

/**
 * Places that work passes, over the borders of scopes: the entrance of each node by its key, and the exit of each scope.
 * Keys have no line breaks, so that the two cannot be confused.
 */
export type Place = string

export const exitOf = (scope: string): Place => `${scope}\n`

/** The node of a place. */
export const nodeOf = (place: Place): string => place.replace(/\n$/, '')

/** Where work was directly before it comes to a place. */
export function placesBefore(context: CheckContext, place: Place): Place[] {
  const { graph, into } = context
  const node = graph.nodes[nodeOf(place)]
  if (!node) return []
  if (place !== node.key) return scopeExits(context, node)
  const lines = into(node.key).map(({ from }) => leftAt(context, from))
  if (node.control.do === 'catch') return [...lines, node.control.at]
  const around = graph.nodes[node.scope ?? '']
  return node.control.do === 'start' && around ? [...lines, around.key] : lines
}

function leftAt({ graph }: CheckContext, key: string): Place {
  return graph.nodes[key]?.control.do === 'scope' ? exitOf(key) : key
}

/** A scope is left by its ends, or passed by when it repeats not even once. */
function scopeExits({ inside }: CheckContext, node: GraphNode): Place[] {
  const ends = inside(node.key)
    .filter(isEnd)
    .map(({ key }) => key)
  const repeat = controlOf(node, 'scope')?.repeat
  return repeat && repeat.mode !== 'until' ? [...ends, node.key] : ends
}

/** All that may have happened before a place; where `stop` says so it looks no further back. */
export function allBefore(context: CheckContext, place: Place, stop?: (place: Place) => boolean): Set<Place> {
  return walk(placesBefore(context, place), (before) => placesBefore(context, before), stop)
}

/** An earlier step that a task can be returned to: a start that people make, or a task of people. */
export function isStep({ graph }: CheckContext, place: Place): boolean {
  const node = graph.nodes[place]
  const start = controlOf(node, 'start')
  if (start) return !start.trigger
  const people = controlOf(node, 'people')
  return people !== null && people.settings.task !== 'notice'
}
