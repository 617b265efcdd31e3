import { cap, divideRounded } from '../evaluate/decimal.ts'
import type { TypedNode } from '../model/typed-node.ts'
import { places as keptPlaces, one, type Value } from '../model/value.ts'
import { defineFunctions } from './function-definition.ts'
import { compareValues } from './logic.ts'

const number = { group: 'number', signature: 'number: num -> num' } as const
const toPlaces = { group: 'number', signature: 'number: num, places?: num -> num', nullable: true } as const
const toStep = { group: 'number', signature: 'number: num, significance?: num -> num', nullable: true } as const
const extreme = {
  group: 'number',
  signature: 'value...: O -> O',
  blanks: 'handled',
  nullable: (args: readonly TypedNode[]) => args.every((arg) => arg.nullable),
} as const

/** The whole number in a decimal, fractions dropped, kept within bounds. */
export function wholeOf(value: Value | undefined, low: number, high: number): number {
  const whole = (value as bigint) / one
  if (whole < BigInt(low)) return low
  return whole > BigInt(high) ? high : Number(whole)
}

export const wholeNumber = (value: number): bigint => BigInt(value) * one

/** The unit of a rounding to so many places, in units of the last place kept; 0 when nothing is to be rounded. */
function unitOf(count: Value | undefined): bigint {
  const digits = keptPlaces - (count === undefined ? 0 : wholeOf(count, -20, 20))
  return digits <= 0 ? 0n : 10n ** BigInt(digits)
}

function roundWith(round: (value: bigint, unit: bigint) => bigint) {
  return ([value, count]: readonly Value[]): Value => {
    const unit = unitOf(count)
    return unit === 0n ? (value as bigint) : cap(round(value as bigint, unit) * unit)
  }
}

function roundUp(value: bigint, unit: bigint): bigint {
  if (value % unit === 0n) return value / unit
  return value / unit + (value < 0n ? -1n : 1n)
}

/** To multiples of a step; a positive number has none of a negative step, as in Excel. */
function stepWith(round: (value: bigint, step: bigint) => bigint) {
  return ([number, significance]: readonly Value[]): Value => {
    const value = number as bigint
    const step = significance === undefined ? one : (significance as bigint)
    if (step === 0n || (value > 0n && step < 0n)) return null
    return cap(round(value, step) * step)
  }
}

function floorQuotient(value: bigint, step: bigint): bigint {
  return value % step !== 0n && value < 0n !== step < 0n ? value / step - 1n : value / step
}

function ceilingQuotient(value: bigint, step: bigint): bigint {
  return value % step !== 0n && value < 0n === step < 0n ? value / step + 1n : value / step
}

/** Whole exponents only: these have an exact answer. */
function power([base, exponent]: readonly Value[]): Value {
  const [x, n] = [base as bigint, exponent as bigint]
  if (n % one !== 0n || n > 20n * one || n < -20n * one || (x === 0n && n <= 0n)) return null
  const count = n / one
  if (count === 0n) return one
  const size = count < 0n ? -count : count
  // x^size stands in units of 10^-(10 × size).
  const raised = x ** size
  const scale = one ** size
  return cap(count > 0n ? divideRounded(raised * one, scale) : divideRounded(scale * one, raised))
}

function squareRoot([number]: readonly Value[]): Value {
  const value = number as bigint
  if (value < 0n) return null
  // Twice the root, cut off, tells whether to round up; a root is never just a half.
  return (integerRoot(4n * value * one) + 1n) / 2n
}

/** The largest whole number whose square is no larger, by Newton's method. */
function integerRoot(value: bigint): bigint {
  if (value < 2n) return value
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2))
  for (;;) {
    const next = (root + value / root) / 2n
    if (next >= root) return root
    root = next
  }
}

function extremeOf(wins: (comparison: number) => boolean) {
  return (values: readonly Value[]): Value => {
    let best: Value = null
    for (const value of values) {
      if (value !== null && (best === null || wins(compareValues(value, best)))) best = value
    }
    return best
  }
}

const numberText = /^ *([+-]?)(?:(\d{1,40}|\d{1,3}(?:,\d{3}){1,12})(?:\.(\d{0,40}))?|\.(\d{1,40})) *$/

function parseNumber([text]: readonly Value[]): Value {
  const parts = numberText.exec(text as string)
  if (!parts) return null
  const [, sign, whole = '0', fraction = '', bare = ''] = parts
  const digits = (fraction || bare).padEnd(40, '0')
  const value = divideRounded(BigInt(whole.replaceAll(',', '') + digits), 10n ** 30n)
  return cap(sign === '-' ? -value : value)
}

export const numberFunctions = defineFunctions({
  abs: {
    ...number,
    spelling: 'ABS',
    evaluate: ([value]) => ((value as bigint) < 0n ? -(value as bigint) : (value as bigint)),
  },
  sign: {
    ...number,
    spelling: 'SIGN',
    evaluate: ([value]) => (value === 0n ? 0n : (value as bigint) < 0n ? -one : one),
  },
  round: { ...toPlaces, spelling: 'ROUND', evaluate: roundWith(divideRounded) },
  roundup: { ...toPlaces, spelling: 'ROUNDUP', evaluate: roundWith(roundUp) },
  rounddown: { ...toPlaces, spelling: 'ROUNDDOWN', evaluate: roundWith((value, unit) => value / unit) },
  ceiling: { ...toStep, spelling: 'CEILING', evaluate: stepWith(ceilingQuotient) },
  floor: { ...toStep, spelling: 'FLOOR', evaluate: stepWith(floorQuotient) },
  int: {
    ...number,
    spelling: 'INT',
    nullable: true,
    evaluate: ([value]) => cap(floorQuotient(value as bigint, one) * one),
  },
  min: { ...extreme, spelling: 'MIN', evaluate: extremeOf((result) => result < 0) },
  max: { ...extreme, spelling: 'MAX', evaluate: extremeOf((result) => result > 0) },
  power: {
    spelling: 'POWER',
    group: 'number',
    signature: 'number: num, exponent: num -> num',
    nullable: true,
    evaluate: power,
  },
  sqrt: { ...number, spelling: 'SQRT', nullable: true, evaluate: squareRoot },
  value: { spelling: 'VALUE', group: 'number', signature: 'text: text -> num', nullable: true, evaluate: parseNumber },
})
