import { fillText, joinTexts, type LocalizedText } from '@mortise/core'
import type { Example } from './conditions/compare-conditions.ts'
import type { ProcessProblem } from './process-problem.ts'
import type { ProblemDefinition } from './texts/problem-definition.ts'
import { problemTexts } from './texts/problem-texts.ts'

/** What a finding says and the way out. */
export interface ProblemWords {
  text: LocalizedText
  fix: LocalizedText
}

type NameOf = (key: string) => string | LocalizedText
type WordOf = (field: string, value: string | number) => string | number | LocalizedText

/**
 * A finding in words. `nameOf` gives the names of nodes and lines, `wordOf` those of values in examples; without them
 * they are called by their keys.
 */
export function describeProblem(
  problem: ProcessProblem,
  nameOf: NameOf = (key) => key,
  wordOf: WordOf = (_field, value) => value,
): ProblemWords {
  const definition: ProblemDefinition = problemTexts[problem.code]
  const nodes = problem.nodes.map(nameOf)
  const lines = problem.transitions.map(nameOf)
  const params = {
    ...problem.params,
    node: nodes[0] ?? '',
    nodes,
    others: nodes.length > 1 ? nodes.slice(1) : nodes,
    line: lines[0] ?? '',
    lines,
    ...(problem.params.example
      ? { example: describeExample(problem.params.example as Example, { nameOf, wordOf }) }
      : {}),
    ...Object.fromEntries(namedParams.flatMap((name) => nameParam(problem, name, nameOf))),
  }
  return { text: fillText(definition, params), fix: fillText(definition.fix, params) }
}

function describeExample(example: Example, { nameOf, wordOf }: { nameOf: NameOf; wordOf: WordOf }): LocalizedText {
  const parts = example.map(({ field, value }) => {
    const params = { field: nameOf(field), value: value === null ? '' : wordOf(field, value) }
    if (value === null) return fillText({ zh: '{field}为空', en: 'an empty {field}' }, params)
    return fillText({ zh: '{field}为{value}', en: '{field} {value}' }, params)
  })
  return joinTexts(parts)
}

/** Params that are keys of nodes. */
const namedParams = ['scope', 'fork', 'join', 'handler']

function nameParam(problem: ProcessProblem, name: string, nameOf: NameOf) {
  const key = problem.params[name]
  return typeof key === 'string' ? [[name, nameOf(key)] as const] : []
}
