import type { GraphNode, Transition } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { type Comparison, compareConditions } from '../conditions/compare-conditions.ts'

/** Conditions that stand beside each other: gaps, overlaps, and lines that are never taken. */
export const checkConditions: Check = (context) => {
  for (const node of context.nodes) {
    const lines = conditionalLines(context, node)
    if (lines.length === 0 || !lines.some(({ key }) => context.facts.conditions?.[key] !== undefined)) continue
    const compared = compare(context, lines)
    if (compared) reportCompared(context, { node, lines, compared })
    else context.report('CONDITIONS_NOT_COMPARED', { nodes: [node.key], transitions: lines.map(({ key }) => key) })
  }
}

/** Whether the conditions of a node leave cases in which none holds, as far as they are known. */
export function gapOf(context: CheckContext, node: GraphNode): 'none' | 'some' | 'unknown' {
  const compared = compare(context, conditionalLines(context, node))
  if (!compared) return 'unknown'
  return compared.gap ? 'some' : 'none'
}

function conditionalLines({ outOf }: CheckContext, node: GraphNode): Transition[] {
  return outOf(node.key).filter(({ conditional, otherwise }) => conditional && !otherwise)
}

function compare({ facts }: CheckContext, lines: readonly Transition[]): Comparison | null {
  const known = lines.flatMap(({ key }) => facts.conditions?.[key] ?? [])
  if (known.length === 0 || lines.some(({ key }) => !facts.conditions?.[key])) return null
  const conditions = lines.map(({ key }) => facts.conditions?.[key] ?? [])
  return compareConditions(conditions, facts.domains ?? {})
}

interface Compared {
  node: GraphNode
  lines: readonly Transition[]
  compared: Comparison
}

function reportCompared(context: CheckContext, { node, lines, compared }: Compared) {
  const { report, outOf } = context
  const nodes = [node.key]
  const keyAt = (place: number) => lines[place]?.key ?? ''
  const complete = outOf(node.key).length > lines.length
  if (compared.gap && !complete) report('CONDITIONS_GAP', { nodes, params: { example: compared.gap } })
  // All branches of a fork whose conditions hold are started: it is meant that several can.
  if (node.control.do !== 'choose') return
  for (const place of compared.never) report('LINE_NEVER_TAKEN', { nodes, transitions: [keyAt(place)] })
  for (const { first, second, example } of compared.overlaps) {
    if (compared.never.includes(second)) continue
    report('CONDITIONS_OVERLAP', { nodes, transitions: [keyAt(first), keyAt(second)], params: { example } })
  }
}
