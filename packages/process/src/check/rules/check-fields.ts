import { controlOf } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { allBefore, exitOf, nodeOf, type Place, placesBefore } from '../flow/trace.ts'

/** What is demanded is there before, on every way: fields that cannot be filled in there, and lists of records. */
export const checkFields: Check = (context) => {
  const { facts, report } = context
  for (const { key, name: field, before } of missingBefore(context, facts.fields ?? {}, facts.filled))
    report(before === 'never' ? 'FIELD_NEVER_FILLED' : 'FIELD_PERHAPS_EMPTY', { nodes: [key], params: { field } })
  for (const { key, name: list, before } of missingBefore(context, facts.lists ?? {}))
    report(before === 'never' ? 'LIST_NEVER_FOUND' : 'LIST_PERHAPS_MISSING', { nodes: [key, list] })
}

interface Missing {
  /** The node that needs it. */
  key: string
  name: string
  /** On no way there, or not on every way. */
  before: 'never' | 'perhaps_not'
}

type FieldFacts = NonNullable<CheckContext['facts']['fields']>

/** What is needed where it is not there yet. */
function missingBefore(context: CheckContext, facts: FieldFacts, given: readonly string[] = []): Missing[] {
  return Object.entries(facts).flatMap(([key, { demands = [], writes = [] }]) =>
    context.graph.nodes[key]
      ? demands.flatMap((name): Missing[] => {
          if (writes.includes(name) || given.includes(name)) return []
          const filled = (place: Place) => facts[place]?.writes?.includes(name) ?? false
          if (![...allBefore(context, key)].some(filled)) return [{ key, name, before: 'never' }]
          return isFilledAt(context, key, filled) ? [] : [{ key, name, before: 'perhaps_not' }]
        })
      : [],
  )
}

/** Whether a field is filled in on every way to a node: assumed of all places until a way without it is found. */
function isFilledAt(context: CheckContext, key: string, filled: (place: Place) => boolean): boolean {
  const open = new Set<Place>([...allBefore(context, key), key])
  const without = new Set<Place>()
  for (let changed = true; changed; ) {
    changed = false
    for (const place of open) {
      if (!comesWithout(context, place, { filled, without })) continue
      open.delete(place)
      without.add(place)
      changed = true
    }
  }
  return !without.has(key)
}

interface Search {
  filled(place: Place): boolean
  /** Places that can be entered without the field being filled in. */
  without: ReadonlySet<Place>
}

function comesWithout(context: CheckContext, place: Place, { filled, without }: Search): boolean {
  const node = context.graph.nodes[nodeOf(place)]
  const before = placesBefore(context, place)
  if (before.length === 0) return true
  // What is caught happens while the node is still at work.
  const isCatch = node?.control.do === 'catch'
  const misses = (earlier: Place) => without.has(earlier) && (isCatch || !filled(earlier))
  return waitsForAll(context, place) ? before.every(misses) : before.some(misses)
}

/** A join that waits for every branch has what any of them brings. */
function waitsForAll({ graph }: CheckContext, place: Place): boolean {
  const node = graph.nodes[nodeOf(place)]
  if (!node || place === exitOf(node.key)) return false
  const rule = controlOf(node, 'join')?.rule
  if (rule === 'each_incoming') return true
  if (rule !== 'block') return false
  const fork = Object.values(graph.nodes).find((other) => controlOf(other, 'fork')?.join === node.key)
  return controlOf(fork, 'fork')?.branches === 'all'
}
