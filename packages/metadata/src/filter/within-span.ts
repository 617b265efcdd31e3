import type { ExpressionJson } from '@mortise/expressions'
import type { RelativeRange } from '../documents/filter.ts'

const today: ExpressionJson = { ctx: 'today' }

/** How far back or on a span reaches, by unit; quarters are three months, weeks seven days. */
const steps: Record<RelativeRange['unit'], { operator: string; factor: number }> = {
  day: { operator: 'adddays', factor: 1 },
  week: { operator: 'adddays', factor: 7 },
  month: { operator: 'addmonths', factor: 1 },
  quarter: { operator: 'addmonths', factor: 3 },
  year: { operator: 'addyears', factor: 1 },
}

/** A day lies in a span around today: from the first day of its first unit to before the first day after its last. */
export function withinSpan(day: ExpressionJson, { span, unit, count = 1 }: RelativeRange): ExpressionJson {
  const start: ExpressionJson = unit === 'day' ? today : { startof: [today, unit] }
  const first = { this: 0, last: -count, next: 1 }[span]
  const units = span === 'this' ? 1 : count
  return { and: [{ '>=': [day, moved(start, unit, first)] }, { '<': [day, moved(start, unit, first + units)] }] }
}

function moved(start: ExpressionJson, unit: RelativeRange['unit'], units: number): ExpressionJson {
  const { operator, factor } = steps[unit]
  return units === 0 ? start : { [operator]: [start, units * factor] }
}

/** The span that `withinSpan` writes so, and the day it is about; null when it is anything else. */
export function spanOf(json: ExpressionJson): { day: ExpressionJson; range: RelativeRange } | null {
  const bounds = boundsOf(json)
  if (!bounds) return null
  const { day, from, to } = bounds
  const numbers = JSON.stringify([from, to]).match(/\d+/g) ?? []
  const furthest = Math.max(0, ...numbers.map(Number))
  const written = JSON.stringify(json)
  const ranges = Object.entries(steps).flatMap(([unit, { factor }]) =>
    rangesReaching(unit as RelativeRange['unit'], furthest / factor),
  )
  const range = ranges.find((candidate) => JSON.stringify(withinSpan(day, candidate)) === written)
  return range ? { day, range } : null
}

/** The spans that end that many units from today. */
function rangesReaching(unit: RelativeRange['unit'], units: number): RelativeRange[] {
  const counted = [
    { span: 'last', unit, count: units },
    { span: 'next', unit, count: units - 1 },
  ] as const
  return [
    { span: 'this', unit },
    ...counted.filter(({ count }) => Number.isInteger(count) && count >= 1 && count <= 366),
  ]
}

interface Bounds {
  day: ExpressionJson
  from: ExpressionJson
  to: ExpressionJson
}

function boundsOf(json: ExpressionJson): Bounds | null {
  const parts = argumentsOf(json, 'and')
  if (parts?.length !== 2) return null
  const [day, from] = argumentsOf(parts[0], '>=') ?? []
  const [, to] = argumentsOf(parts[1], '<') ?? []
  return day === undefined || from === undefined || to === undefined ? null : { day, from, to }
}

/** The arguments of a call of that operator; null for anything else. */
export function argumentsOf(json: ExpressionJson | undefined, operator: string): readonly ExpressionJson[] | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !Object.hasOwn(json, operator)) return null
  const args = (json as { readonly [operator: string]: ExpressionJson })[operator]
  return Array.isArray(args) ? args : null
}
