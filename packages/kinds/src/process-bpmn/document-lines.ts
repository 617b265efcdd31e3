import type { LocalizedText } from '@mortise/core'
import type { ProcessTransition } from '@mortise/metadata'
import type { FileFlow, FileLine } from './file-flow.ts'
import { keptLabel, labelOf } from './file-names.ts'
import type { FileOpening } from './file-opening.ts'
import { openCondition } from './open-condition.ts'
import { ownLine } from './own-settings.ts'
import { outcomesBehind } from './people-step.ts'
import { readFormula } from './read-texts.ts'

type Condition = Pick<ProcessTransition, 'when' | 'outcome' | 'otherwise'>

/** Lines in the order in which the node that they leave has them. */
export function documentLines(flow: FileFlow, opening: FileOpening): ProcessTransition[] {
  const outcomes = new Map(
    [...flow.nodes.keys()].flatMap((of) =>
      Array.from(outcomesBehind(of, flow, opening), ([line, is]) => [line, { of: opening.keyOf(of), is }] as const),
    ),
  )
  const ordered = [...flow.nodes.values()].flatMap(({ outgoing }) =>
    outgoing.flatMap((key) => flow.lines.get(key) ?? []),
  )
  return [...new Set([...ordered, ...flow.lines.values()])].map((line) => {
    const { key, from, to } = line
    const written = conditionOf(line, opening)
    const outcome = outcomes.get(key)
    const condition = outcome && Object.keys(written).length === 0 ? { outcome } : written
    const label = lineLabel(key, condition, opening)
    return {
      ...{ key: opening.keyOf(key), from: opening.keyOf(from), to: opening.keyOf(to) },
      ...(label ? { label } : {}),
      ...condition,
    }
  })
}

/** What is written on a line; a condition that could not be read stays there as words. */
function lineLabel(key: string, condition: Condition, opening: FileOpening): LocalizedText | undefined {
  const { labels, conditions } = opening.parts
  const name = labels[key]?.trim()
  const kept = keptLabel(ownLine(key, opening)?.label, name)
  const isOpen = Object.keys(condition).length === 0
  return kept ?? labelOf(name ?? (isOpen ? conditions[key] : undefined))
}

/** The condition as it was kept, unless another one is written by now; else what is written, where it is a formula. */
function conditionOf({ key, conditional, otherwise }: FileLine, opening: FileOpening): Condition {
  if (otherwise) return { otherwise: true }
  if (!conditional) return {}
  const text = opening.parts.conditions[key]
  const own = ownLine(key, opening)
  if (own && own.text === text) {
    const { when, outcome } = own
    if (outcome && opening.graph.nodes[outcome.of]) return { outcome: { ...outcome, of: opening.keyOf(outcome.of) } }
    return when ? { when } : {}
  }
  const when = text === undefined ? null : readFormula(text, opening)
  if (when) return { when }
  if (text !== undefined) opening.report(openCondition(text, key, opening))
  return {}
}
