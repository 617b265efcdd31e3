import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addCompact,
  type CompactDecimal,
  compactDecimal,
  compareDecimals,
  divideCompact,
  expandDecimal,
  moduloCompact,
  multiplyCompact,
  negateCompact,
  readDecimal,
  subtractCompact,
} from './compact-decimal.ts'
import {
  addDecimals,
  cap,
  divideDecimals,
  formatDecimal,
  moduloDecimals,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  subtractDecimals,
} from './decimal.ts'

const limit = 10n ** 28n - 1n
const round = fc.bigInt({ min: -(10n ** 8n), max: 10n ** 8n })
/** Small and huge, whole and with all places; the borders of doubles among them. */
const decimal = fc.oneof(
  round.map((value) => value * 10n ** 10n),
  round.map((value) => value * 10n ** 8n),
  round.map((value) => value * 10n ** 6n),
  round,
  fc.constantFrom(0n, 1n, -1n, limit, -limit, BigInt(Number.MAX_SAFE_INTEGER) * 10n ** 6n),
  fc.bigInt({ min: -limit, max: limit }),
)

const expanded = (value: CompactDecimal | null) => (value === null ? null : expandDecimal(value))
const isCanonical = (value: CompactDecimal | null) =>
  value === null || (compactDecimal(expandDecimal(value)) === value && !Object.is(value, -0))

describe('compact decimals', () => {
  it.each([
    ['+', addCompact, addDecimals],
    ['-', subtractCompact, subtractDecimals],
    ['*', multiplyCompact, multiplyDecimals],
    ['/', divideCompact, divideDecimals],
    ['%', moduloCompact, moduloDecimals],
  ])('compute %s as whole decimals do, in one form', (_operator, compact, plain) => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const result = compact(compactDecimal(a), compactDecimal(b))
        expect(expanded(result)).toBe(plain(a, b))
        expect(isCanonical(result)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('negate and compare as whole decimals do', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(expandDecimal(negateCompact(compactDecimal(a)))).toBe(negateDecimal(a))
        expect(Math.sign(compareDecimals(compactDecimal(a), compactDecimal(b)))).toBe(a === b ? 0 : a < b ? -1 : 1)
        expect(compactDecimal(a) === compactDecimal(b)).toBe(a === b)
      }),
      { numRuns: 3000 },
    )
  })

  it('read what records hold as the slow reader does', () => {
    fc.assert(
      fc.property(decimal, fc.nat(4), (value, zeros) => {
        const text = formatDecimal(value)
        const padded = text.includes('.') ? text : `${text}${zeros > 0 ? `.${'0'.repeat(zeros)}` : ''}`
        expect(expanded(readDecimal(padded))).toBe(cap(value))
        expect(isCanonical(readDecimal(padded))).toBe(true)
      }),
      { numRuns: 3000 },
    )
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: fc.constantFrom(...'-.0123456789eE+ x') }), fc.double()), (input) => {
        expect(expanded(readDecimal(input))).toBe(parseDecimal(input))
      }),
      { numRuns: 5000 },
    )
  })
})
