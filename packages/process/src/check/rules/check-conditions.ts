import type { GraphNode, Transition } from '../../graph/process-graph.ts'
import type { Check, CheckContext } from '../check-context.ts'
import { type Comparison, compareConditions } from '../conditions/compare-conditions.ts'
import type { ConditionFact } from '../process-facts.ts'

/** Conditions that stand beside each other: gaps, overlaps, and lines that are never taken. */
export const checkConditions: Check = (context) => {
  for (const node of context.nodes) {
    const lines = conditionalLines(context, node)
    const known = lines.filter(({ key }) => context.facts.conditions?.[key])
    const isOpen = lines.some(({ key }) => context.facts.conditions?.[key] === null)
    const compared = isOpen ? null : compare(context, known)
    if (compared) reportCompared(context, { node, lines: known, compared, whole: known.length === lines.length })
    else if (known.length > 0 || isOpen)
      context.report('CONDITIONS_NOT_COMPARED', { nodes: [node.key], transitions: lines.map(({ key }) => key) })
  }
}

/** Whether the conditions of a node leave cases in which none holds, as far as they are known. */
export function gapOf(context: CheckContext, node: GraphNode): 'none' | 'some' | 'unknown' {
  const lines = conditionalLines(context, node)
  const isKnown = lines.every(({ key }) => context.facts.conditions?.[key])
  const compared = isKnown ? compare(context, lines) : null
  if (!compared) return 'unknown'
  return compared.gap ? 'some' : 'none'
}

function conditionalLines({ outOf }: CheckContext, node: GraphNode): Transition[] {
  return outOf(node.key).filter(({ conditional, otherwise }) => conditional && !otherwise)
}

function compare({ facts }: CheckContext, lines: readonly Transition[]): Comparison | null {
  if (lines.length === 0) return null
  const conditions = lines.map(({ key }) => facts.conditions?.[key] ?? [])
  return compareConditions(conditions, facts.domains ?? {})
}

interface Compared {
  node: GraphNode
  lines: readonly Transition[]
  compared: Comparison
  /** The conditions of all lines are known. */
  whole: boolean
}

function reportCompared(context: CheckContext, { node, lines, compared, whole }: Compared) {
  const { report, outOf, facts } = context
  const nodes = [node.key]
  const keyAt = (place: number) => lines[place]?.key ?? ''
  const hasDefault = outOf(node.key).some(({ conditional, otherwise }) => otherwise || !conditional)
  if (compared.gap && whole && !hasDefault) report('CONDITIONS_GAP', { nodes, params: { example: compared.gap } })
  // All branches of a fork whose conditions hold are started: it is meant that several can.
  if (node.control.do !== 'choose') return
  for (const place of compared.never) report('LINE_NEVER_TAKEN', { nodes, transitions: [keyAt(place)] })
  const told = new Set(compared.never)
  for (const { first, second, example } of compared.overlaps) {
    const [one, other] = [keyAt(first), keyAt(second)]
    // That conditions over different fields can hold at once goes without saying.
    if (told.has(second) || fieldsOf(facts.conditions?.[one]) !== fieldsOf(facts.conditions?.[other])) continue
    told.add(second)
    const compared = example.filter(({ field }) => facts.conditions?.[one]?.some((all) => field in all))
    report('CONDITIONS_OVERLAP', { nodes, transitions: [one, other], params: { example: compared } })
  }
}

function fieldsOf(condition: ConditionFact | null | undefined): string {
  return [...new Set((condition ?? []).flatMap((all) => Object.keys(all)))].sort().join(' ')
}
