import type { ConditionFact, DomainFact, RangeFact, ValuesFact } from '../process-facts.ts'

/** A value that stands for all those that no condition tells apart; null for none. */
export type Sample = string | number | null

/** Stands for an option that no condition names. */
export const otherOption = '…'

/** The samples of a field that conditions have to be tried with. */
export function samplesOf(
  field: string,
  conditions: readonly ConditionFact[],
  domain: DomainFact | undefined,
): Sample[] {
  const values = conditions.flatMap((condition) => condition.flatMap((all) => all[field] ?? []))
  const empty: Sample[] = domain?.required ? [] : [null]
  const ranges = values.flatMap((value) => ('ranges' in value ? value.ranges : []))
  if (domain ? 'number' in domain : ranges.length > 0) return [...numbersOf(ranges, domain), ...empty]
  const named = values.flatMap((value) => ('options' in value ? value.options : []))
  const options = domain && 'options' in domain ? domain.options : [...named, otherOption]
  return [...new Set(options), ...empty]
}

/** Every border of a range, and one number between each two. */
function numbersOf(ranges: readonly RangeFact[], domain: DomainFact | undefined): number[] {
  const { min = -Infinity, max = Infinity, whole = false } = domain && 'number' in domain ? domain.number : {}
  const borders = [...ranges.flatMap(({ from, to }) => [from, to]), min, max].filter(
    (border) => border !== undefined && Number.isFinite(border) && border >= min && border <= max,
  )
  const sorted = [...new Set(borders as number[])].sort((one, other) => one - other)
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  const between = sorted.slice(1).map((border, index) => middle(sorted[index] ?? 0, border, whole))
  const all = [low - 1, ...sorted, ...between.filter((number) => number !== null), high + 1]
  return all.filter((number) => number >= min && number <= max && (!whole || Number.isInteger(number)))
}

function middle(low: number, high: number, whole: boolean): number | null {
  if (!whole) return (low + high) / 2
  const next = Math.floor(low) + 1
  return next < high ? next : null
}

/** Whether a sample is among the values that are named. */
export function isAmong(sample: Sample, values: ValuesFact): boolean {
  if (sample === null) return values.empty === true
  if ('options' in values) return values.options.includes(String(sample))
  return typeof sample === 'number' && values.ranges.some((range) => isWithin(sample, range))
}

function isWithin(number: number, { from = -Infinity, to = Infinity, fromOpen, toOpen }: RangeFact): boolean {
  return (fromOpen ? number > from : number >= from) && (toOpen ? number < to : number <= to)
}
