import {
  addDecimals,
  divideDecimals,
  moduloDecimals,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  subtractDecimals,
} from './decimal.ts'

/**
 * A decimal inside closures. Most numbers of records have at most four places and are not huge: these are the number
 * times 10^4 as a double that holds it exactly; all others are the number times 10^10 as a bigint. Each number has one
 * form only, so that equal means `===`. Several times faster than bigints alone.
 */
export type CompactDecimal = number | bigint

const unit = 10 ** 4
const factor = 10n ** 6n
const largest = Number.MAX_SAFE_INTEGER
const largestExpanded = BigInt(largest) * factor

/** The number times 10^10. */
export function expandDecimal(value: CompactDecimal): bigint {
  return typeof value === 'number' ? BigInt(value) * factor : value
}

/** The one form of a number times 10^10. */
export function compactDecimal(value: bigint): CompactDecimal {
  const isSmall = value <= largestExpanded && value >= -largestExpanded && value % factor === 0n
  return isSmall ? Number(value / factor) : value
}

const compactOrBlank = (value: bigint | null) => (value === null ? null : compactDecimal(value))

/** The number in a record's field; blank when there is none. */
export function readDecimal(input: unknown): CompactDecimal | null {
  if (typeof input === 'string') return readText(input)
  if (typeof input !== 'number') return input == null ? null : compactOrBlank(parseDecimal(input))
  const scaled = Number.isInteger(input) ? input * unit + 0 : Number.NaN
  return scaled <= largest && scaled >= -largest ? scaled : compactOrBlank(parseDecimal(input))
}

/** Digits, at most one point, at most four digits after it and fifteen in all; what else there is takes the long way. */
function readText(text: string): CompactDecimal | null {
  const negative = text.charCodeAt(0) === minus
  let digits = 0
  let point = 0
  let index = negative ? 1 : 0
  const { length } = text
  if (length > 11 || index === length) return compactOrBlank(parseDecimal(text))
  for (; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code >= zero && code <= nine) digits = digits * 10 + (code - zero)
    else if (code === dot && point === 0) point = index + 1
    else return compactOrBlank(parseDecimal(text))
  }
  const power = powers[point === 0 ? 0 : length - point]
  const isPlain = power !== undefined && point !== length && point !== (negative ? 2 : 1)
  if (!isPlain) return compactOrBlank(parseDecimal(text))
  return negative ? 0 - digits * power : digits * power
}

const [minus, dot, zero, nine] = [45, 46, 48, 57]
/** By the number of places. */
const powers = [10_000, 1000, 100, 10, 1]

export function addCompact(a: CompactDecimal, b: CompactDecimal): CompactDecimal | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (sum <= largest && sum >= -largest) return sum
  }
  return compactOrBlank(addDecimals(expandDecimal(a), expandDecimal(b)))
}

export function subtractCompact(a: CompactDecimal, b: CompactDecimal): CompactDecimal | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b
    if (difference <= largest && difference >= -largest) return difference
  }
  return compactOrBlank(subtractDecimals(expandDecimal(a), expandDecimal(b)))
}

export function multiplyCompact(a: CompactDecimal, b: CompactDecimal): CompactDecimal | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    if (product <= largest && product >= -largest && product % unit === 0) return product / unit + 0
  }
  return compactOrBlank(multiplyDecimals(expandDecimal(a), expandDecimal(b)))
}

/** Blank when divided by zero. */
export function divideCompact(a: CompactDecimal, b: CompactDecimal): CompactDecimal | null {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) {
    const dividend = a * unit
    if (dividend <= largest && dividend >= -largest && dividend % b === 0) return dividend / b + 0
  }
  return compactOrBlank(divideDecimals(expandDecimal(a), expandDecimal(b)))
}

/** With the sign of the divisor; blank when divided by zero. */
export function moduloCompact(a: CompactDecimal, b: CompactDecimal): CompactDecimal | null {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) {
    const rest = a % b
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0
  }
  return compactOrBlank(moduloDecimals(expandDecimal(a), expandDecimal(b)))
}

export function negateCompact(a: CompactDecimal): CompactDecimal {
  return typeof a === 'number' ? 0 - a : compactDecimal(negateDecimal(a))
}

export function compareDecimals(a: CompactDecimal, b: CompactDecimal): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [x, y] = [expandDecimal(a), expandDecimal(b)]
  return x === y ? 0 : x < y ? -1 : 1
}
