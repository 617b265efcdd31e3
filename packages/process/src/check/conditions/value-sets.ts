import type { AllOf, ConditionFact, RangeFact, ValuesFact } from '../process-facts.ts'

/** A condition that grows beyond this many alternatives is not worth comparing. */
const alternativeLimit = 64

const border = (number: number | undefined, end: number): number => number ?? end

/** Numbers that are in both. */
function meet(a: RangeFact, b: RangeFact): RangeFact[] {
  const [fromA, fromB] = [border(a.from, -Infinity), border(b.from, -Infinity)]
  const [toA, toB] = [border(a.to, Infinity), border(b.to, Infinity)]
  const [from, to] = [Math.max(fromA, fromB), Math.min(toA, toB)]
  const fromOpen = (fromA === from && a.fromOpen === true) || (fromB === from && b.fromOpen === true)
  const toOpen = (toA === to && a.toOpen === true) || (toB === to && b.toOpen === true)
  if (from > to || (from === to && (fromOpen || toOpen))) return []
  return [rangeOf({ from, to, fromOpen, toOpen })]
}

function rangeOf({ from, to, fromOpen, toOpen }: Required<RangeFact>): RangeFact {
  return {
    ...(Number.isFinite(from) && { from, ...(fromOpen && { fromOpen }) }),
    ...(Number.isFinite(to) && { to, ...(toOpen && { toOpen }) }),
  }
}

/** Values of a field that are in both; null: the two speak of different kinds of values. */
function meetValues(a: ValuesFact, b: ValuesFact): ValuesFact | null {
  const empty = a.empty === true && b.empty === true
  if ('options' in a && 'options' in b)
    return { options: a.options.filter((option) => b.options.includes(option)), ...(empty && { empty }) }
  if (!('ranges' in a && 'ranges' in b)) return null
  return { ranges: a.ranges.flatMap((one) => b.ranges.flatMap((other) => meet(one, other))), ...(empty && { empty }) }
}

/** Both hold; null: it cannot be said, or takes too many words. */
export function bothOf(a: ConditionFact, b: ConditionFact): ConditionFact | null {
  if (a.length * b.length > alternativeLimit) return null
  const found: AllOf[] = []
  for (const one of a) {
    for (const other of b) {
      const all = meetAll(one, other)
      if (!all) return null
      found.push(all)
    }
  }
  return found
}

function meetAll(one: AllOf, other: AllOf): AllOf | null {
  const all: { [field: string]: ValuesFact } = { ...one }
  for (const [field, values] of Object.entries(other)) {
    const before = all[field]
    const now = before ? meetValues(before, values) : values
    if (!now) return null
    all[field] = now
  }
  return all
}

/** One of the two holds, or both do. */
export function eitherOf(a: ConditionFact, b: ConditionFact): ConditionFact | null {
  return a.length + b.length > alternativeLimit ? null : [...a, ...b]
}
