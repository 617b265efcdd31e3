import type { ConditionFact, DomainFact } from '../process-facts.ts'
import { isAmong, type Sample, samplesOf } from './field-classes.ts'

/** Values at which something shows, field by field. */
export type Example = readonly { field: string; value: Sample }[]

export interface Comparison {
  /** Values for which no condition holds. */
  gap: Example | null
  /** Two conditions that hold at once: their places, and for which values. */
  overlaps: readonly { first: number; second: number; example: Example }[]
  /** Conditions that never hold, or only where an earlier one does. */
  never: readonly number[]
}

/** How many combinations of values are looked at. */
const combinationLimit = 5_000

/**
 * What holds when: tried with one value for all those that the conditions do not tell apart, and so complete. Null when
 * there are too many combinations.
 */
export function compareConditions(
  conditions: readonly ConditionFact[],
  domains: { readonly [field: string]: DomainFact },
): Comparison | null {
  const fields = [...new Set(conditions.flatMap((condition) => condition.flatMap((all) => Object.keys(all))))]
  const samples = fields.map((field) => samplesOf(field, conditions, domains[field]))
  if (samples.reduce((count, { length }) => count * length, 1) > combinationLimit) return null
  let gap: Example | null = null
  const overlaps = new Map<string, Comparison['overlaps'][number]>()
  const first = new Set<number>()
  for (const example of combinations(fields, samples)) {
    const holding = conditions.flatMap((condition, place) => (holds(condition, example) ? [place] : []))
    const [winner] = holding
    if (winner === undefined) gap ??= example
    else first.add(winner)
    for (const [place, one] of holding.entries()) {
      for (const second of holding.slice(place + 1)) {
        const name = `${one} ${second}`
        if (!overlaps.has(name)) overlaps.set(name, { first: one, second, example })
      }
    }
  }
  const never = conditions.flatMap((_condition, place) => (first.has(place) ? [] : [place]))
  return { gap, overlaps: [...overlaps.values()], never }
}

function* combinations(fields: readonly string[], samples: readonly Sample[][]): Generator<Example> {
  const count = samples.reduce((product, { length }) => product * length, 1)
  for (let number = 0; number < count; number += 1) {
    let rest = number
    yield fields.map((field, place) => {
      const values = samples[place] ?? []
      const value = values[rest % values.length] ?? null
      rest = Math.floor(rest / values.length)
      return { field, value }
    })
  }
}

function holds(condition: ConditionFact, example: Example): boolean {
  return condition.some((all) =>
    example.every(({ field, value }) => {
      const wanted = all[field]
      return wanted === undefined || isAmong(value, wanted)
    }),
  )
}
