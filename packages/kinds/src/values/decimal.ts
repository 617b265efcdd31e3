import { problem, type ValueResult } from './problem.ts'

const pattern = /^([+-])?(\d{1,60})(?:\.(\d{0,60}))?$/

/** Schema pattern of decimals as they travel in the API: plain digits, no exponent. */
export const decimalPattern = '^[+-]?\\d{1,60}(\\.\\d{0,60})?$'

/** Digits before the point that a decimal may have: |x| < 10^18. */
export const integerDigits = 18

export interface DecimalLimits {
  scale: number
  min?: number
  max?: number
}

/** The one spelling of a decimal: no sign for zero, no leading zeros, exactly `scale` places. Refuses, never rounds. */
export function normaliseDecimal(input: unknown, { scale, min, max }: DecimalLimits): ValueResult {
  if (typeof input !== 'string') return problem('VALUE_NOT_DECIMAL')
  const parts = pattern.exec(input.trim())
  if (!parts) return problem('VALUE_NOT_DECIMAL')
  const whole = (parts[2] ?? '').replace(/^0+(?=\d)/, '')
  const fraction = (parts[3] ?? '').replace(/0+$/, '')
  if (whole.length > integerDigits) return problem('VALUE_OUT_OF_RANGE')
  if (fraction.length > scale) return problem('VALUE_TOO_MANY_DECIMALS', { scale })
  const digits = scale > 0 ? `${whole}.${fraction.padEnd(scale, '0')}` : whole
  const value = parts[1] === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits
  return limitProblem(value, { min, max }) ?? { value }
}

/** Whether a number is outside its limits; compared exactly, however many digits. */
export function limitProblem(value: string, { min, max }: { min?: number; max?: number }) {
  if (min !== undefined && compareDecimals(value, plainNumber(min)) < 0) return problem('VALUE_BELOW_MINIMUM', { min })
  if (max !== undefined && compareDecimals(value, plainNumber(max)) > 0) return problem('VALUE_ABOVE_MAXIMUM', { max })
  return null
}

/** Order of two plain decimals: negative, zero or positive. */
export function compareDecimals(a: string, b: string): number {
  const difference = scaled(a) - scaled(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The exact sum of plain decimals, with the places of the one that has most. */
export function sumDecimals(values: readonly string[]): string {
  const places = Math.max(0, ...values.map((value) => value.split('.')[1]?.length ?? 0))
  const sum = values.reduce((total, value) => total + scaled(value), 0n) / 10n ** BigInt(comparedPlaces - places)
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return sum < 0n ? `-${text}` : text
}

/** Moves the decimal point: `shiftDecimal("0.1525", 2)` is "15.25". Trailing zeros stay. */
export function shiftDecimal(value: string, places: number): string {
  const negative = value.startsWith('-')
  const [whole = '0', fraction = ''] = value.replace(/^[+-]/, '').split('.')
  const digits = whole + fraction
  const point = whole.length + places
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = point <= 0 ? 1 : point
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '')
  const right = padded.slice(at)
  return `${negative ? '-' : ''}${left}${right ? `.${right}` : ''}`
}

const comparedPlaces = 60

function scaled(value: string): bigint {
  const negative = value.startsWith('-')
  const [whole = '0', fraction = ''] = value.replace(/^[+-]/, '').split('.')
  const number = BigInt(whole + fraction.padEnd(comparedPlaces, '0').slice(0, comparedPlaces))
  return negative ? -number : number
}

/** A number of a document as plain digits: small and large ones would print an exponent. */
function plainNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(20) : text
}
