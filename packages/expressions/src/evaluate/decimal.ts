import { one, places, tooLarge } from '../model/value.ts'

const decimalText = /^(-?)(\d+)(?:\.(\d+))?$/

/** A number as the value of an expression; null when it is none or out of range. Further places are rounded away. */
export function parseDecimal(input: unknown): bigint | null {
  if (typeof input === 'number') return Number.isFinite(input) ? fromNumber(input) : null
  if (typeof input === 'bigint') return cap(input * one)
  return typeof input === 'string' ? fromText(input) : null
}

/** The shortest way to write it: `12.5`. */
export function formatDecimal(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}${fraction && `.${fraction}`}`
}

export function addDecimals(a: bigint, b: bigint): bigint | null {
  return cap(a + b)
}

export function subtractDecimals(a: bigint, b: bigint): bigint | null {
  return cap(a - b)
}

export function multiplyDecimals(a: bigint, b: bigint): bigint | null {
  return cap(divideRounded(a * b, one))
}

/** Blank when divided by zero. */
export function divideDecimals(a: bigint, b: bigint): bigint | null {
  return b === 0n ? null : cap(divideRounded(a * one, b))
}

/** What is left, with the sign of the divisor, as in Excel. */
export function moduloDecimals(a: bigint, b: bigint): bigint | null {
  if (b === 0n) return null
  const rest = a % b
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest
}

export function negateDecimal(a: bigint): bigint {
  return -a
}

/** Quotient of two whole numbers, halves away from zero. */
export function divideRounded(a: bigint, b: bigint): bigint {
  const quotient = a / b
  const rest = a % b
  if (2n * absolute(rest) < absolute(b)) return quotient
  return a < 0n === b < 0n ? quotient + 1n : quotient - 1n
}

/** To so many places, halves away from zero, as the database rounds. */
export function roundDecimal(value: bigint, to: number): bigint {
  const unit = 10n ** BigInt(Math.max(0, places - to))
  return divideRounded(value, unit) * unit
}

/** The value when it is in the range of numbers, else blank. */
export function cap(value: bigint): bigint | null {
  return value < tooLarge && value > -tooLarge ? value : null
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}

const wholeLimit = 10 ** 15

function fromNumber(input: number): bigint | null {
  if (Number.isInteger(input) && Math.abs(input) < wholeLimit) return BigInt(input) * one
  return fromText(plainText(input))
}

/** JavaScript writes small and large numbers with an exponent. */
function plainText(input: number): string {
  const text = String(input)
  if (!text.includes('e')) return text
  if (Math.abs(input) >= 1) return BigInt(Math.trunc(input)).toString()
  return input.toFixed(20)
}

function fromText(text: string): bigint | null {
  const parts = text.length <= shortLength ? null : decimalText.exec(text)
  if (!parts) return shortText.test(text) ? fromShortText(text) : null
  const [, sign, whole = '', fraction = ''] = parts
  const kept = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'))
  const rounded = (fraction[places] ?? '0') >= '5' ? kept + 1n : kept
  return cap(sign ? -rounded : rounded)
}

/** Most numbers of records have so few digits that doubles hold them exactly, which is several times faster. */
const shortLength = 12
const shortText = /^-?\d{1,12}(\.\d{1,10})?$/

function fromShortText(text: string): bigint | null {
  const point = text.indexOf('.')
  const scale = point < 0 ? 0 : text.length - point - 1
  const power = powers[scale]
  if (power === undefined) throw new Error('unreachable: a short text has few places')
  return BigInt(Math.round(Number(text) * 10 ** scale)) * power
}

const powers = Array.from({ length: places + 1 }, (_, index) => 10n ** BigInt(places - index))
