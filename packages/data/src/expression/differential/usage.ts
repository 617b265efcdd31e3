import { aggregateNames, type ExpressionJson, functions, type Value } from '@mortise/expressions'
import type { Candidate } from './compare-batch.ts'

/** What a run was made of, so that one that says nothing can be told from one that finds nothing. */
export interface Usage {
  expressions: number
  /** With the same value for every record. */
  constant: number
  values: number
  blank: number
  /** How many expressions use each function. */
  functions: Map<string, number>
}

/** Everything that has to occur: functions with SQL, and what is written like one. */
const names: readonly string[] = [
  ...[...functions.values()].filter((definition) => definition.class !== 'js').map(({ name }) => name),
  ...aggregateNames,
  ...['lookup', 'exists', 'old', 'changed', 'outer', 'ctx', 'var'],
]

export function noUsage(): Usage {
  const used = new Map(names.map((name) => [name, 0]))
  return { expressions: 0, constant: 0, values: 0, blank: 0, functions: used }
}

export function countUsage(usage: Usage, candidates: readonly Candidate[], values: readonly Value[][]): void {
  for (const [index, { expr }] of candidates.entries()) {
    const found = values[index] ?? []
    usage.expressions += 1
    usage.values += found.length
    usage.blank += found.filter((value) => value === null).length
    if (new Set(found.map(String)).size <= 1) usage.constant += 1
    for (const name of new Set(operatorsOf(expr))) {
      const known = usage.functions.get(name)
      if (known !== undefined) usage.functions.set(name, known + 1)
    }
  }
}

function operatorsOf(json: ExpressionJson): string[] {
  if (typeof json !== 'object' || json === null) return []
  const inner = Object.values(json).flatMap((part: ExpressionJson) => operatorsOf(part))
  return Array.isArray(json) ? inner : [...Object.keys(json), ...inner]
}
