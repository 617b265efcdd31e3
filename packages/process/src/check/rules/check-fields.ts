import { controlOf } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { allBefore, exitOf, nodeOf, type Place, placesBefore } from '../flow/trace.ts'

/** Fields that are demanded where they cannot be filled in are filled in before, on every way. */
export const checkFields: Check = (context) => {
  const { facts, report } = context
  for (const [key, { demands = [], writes = [] }] of Object.entries(facts.fields ?? {})) {
    if (!context.graph.nodes[key]) continue
    for (const field of demands) {
      if (writes.includes(field) || facts.filled?.includes(field)) continue
      const found = { nodes: [key], params: { field } }
      if (![...allBefore(context, key)].some((place) => isWritten(context, place, field))) {
        report('FIELD_NEVER_FILLED', found)
      } else if (!isFilledAt(context, key, field)) {
        report('FIELD_PERHAPS_EMPTY', found)
      }
    }
  }
}

function isWritten({ facts }: CheckContext, place: Place, field: string): boolean {
  return facts.fields?.[place]?.writes?.includes(field) ?? false
}

/** Whether a field is filled in on every way to a node: assumed of all places until a way without it is found. */
function isFilledAt(context: CheckContext, key: string, field: string): boolean {
  const open = new Set<Place>([...allBefore(context, key), key])
  const without = new Set<Place>()
  for (let changed = true; changed; ) {
    changed = false
    for (const place of open) {
      if (!comesWithout(context, place, { field, without })) continue
      open.delete(place)
      without.add(place)
      changed = true
    }
  }
  return !without.has(key)
}

interface Search {
  field: string
  /** Places that can be entered without the field being filled in. */
  without: ReadonlySet<Place>
}

function comesWithout(context: CheckContext, place: Place, { field, without }: Search): boolean {
  const node = context.graph.nodes[nodeOf(place)]
  const before = placesBefore(context, place)
  if (before.length === 0) return true
  // What is caught happens while the node is still at work.
  const isCatch = node?.control.do === 'catch'
  const misses = (earlier: Place) => without.has(earlier) && (isCatch || !isWritten(context, earlier, field))
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
