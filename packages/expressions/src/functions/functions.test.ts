import { beforeAll, describe, expect, it } from 'vitest'
import { checkExpression } from '../check/check-expression.ts'
import { compileClosure } from '../evaluate/compile-closure.ts'
import { formatDecimal, parseDecimal } from '../evaluate/decimal.ts'
import { loadPatterns } from '../evaluate/patterns.ts'
import type { ExpressionJson } from '../model/expression.ts'
import { functionCases } from '../testing/function-cases.ts'
import { sampleContext } from '../testing/sample-order.ts'
import { sampleSchema } from '../testing/sample-schema.ts'
import { functionsSql } from './functions.sql.ts'
import { functions } from './functions.ts'

/** The value of an expression without fields, numbers as text. */
function value(expr: ExpressionJson, context = sampleContext) {
  const checked = checkExpression(expr, { schema: sampleSchema, entity: 'order', allowJs: true })
  if (!checked.ok) expect.fail(`${JSON.stringify(expr)}: ${JSON.stringify(checked.problems)}`)
  const found = compileClosure(checked.root)({ record: {}, outer: null, context, related: null })
  return typeof found === 'bigint' ? formatDecimal(found) : found
}

const day = (text: string) => ({ date: text })
const instant = (text: string) => ({ datetime: text })

describe('functions', () => {
  beforeAll(loadPatterns)

  it.each(functionCases)('%j is %j', (expr, expected) => expect(value(expr)).toBe(expected))

  it('have SQL unless they say that they have none', () => {
    for (const { name, class: kind } of functions.values())
      expect([name, functionsSql.has(name)]).toEqual([name, kind !== 'js'])
  })
})

describe('numbers', () => {
  it('have square roots and powers that are right to the last place', () => {
    for (let number = 1; number < 2000; number++) {
      const root = parseDecimal(value({ sqrt: [number] })) ?? 0n
      // Half a place less is too small, half a place more too large.
      const square = 4n * BigInt(number) * 10n ** 20n
      expect((2n * root - 1n) ** 2n < square && (2n * root + 1n) ** 2n > square).toBe(true)
      expect(value({ power: [number, 2] })).toBe(String(number * number))
    }
    expect(value({ sqrt: [2] })).toBe('1.4142135624')
    expect(value({ sqrt: [3] })).toBe('1.7320508076')
  })
})

describe('texts', () => {
  it.each([
    [0, '零元整'],
    [0.004, '零元整'],
    [0.05, '伍分'],
    [0.5, '伍角整'],
    [10, '壹拾元整'],
    [100.01, '壹佰元零壹分'],
    [1001, '壹仟零壹元整'],
    [10_001, '壹万零壹元整'],
    [-20_300.4, '负贰万零叁佰元肆角整'],
    [100_000_000, '壹亿元整'],
    [1_234_500_000_000, '壹万贰仟叁佰肆拾伍亿元整'],
    [100_000_001, '壹亿零壹元整'],
  ])('RMBUPPER(%d) is %s', (amount, words) => expect(value({ rmbupper: [amount] })).toBe(words))

  it('refuse a pattern that is none', () => {
    const options = { schema: sampleSchema, entity: 'order', allowJs: true }
    expect(checkExpression({ matches: [{ var: 'title' }, '(a'] }, options)).toMatchObject({
      ok: false,
      problems: [{ code: 'EXPRESSION_LITERAL' }],
    })
  })
})

describe('days and times', () => {
  const newYork = { ...sampleContext, timeZone: 'America/New_York' }

  it('are those of the zone of the workspace', () => {
    const late = instant('2026-11-22T02:00:00.000Z')
    expect(value({ todate: [late] })).toBe('2026-11-22')
    expect(value({ todate: [late] }, newYork)).toBe('2026-11-21')
    expect(value({ hour: [late] }, newYork)).toBe('21')
    expect(value({ todate: [instant('0001-01-01T00:00:00.000Z')] }, newYork)).toBe(null)
  })

  it('keep the clock when days and months are added, over a change of clocks', () => {
    const before = instant('2026-03-07T14:00:00.000Z')
    expect(value({ adddays: [before, 1] }, newYork)).toBe('2026-03-08T13:00:00.000Z')
    expect(value({ addhours: [before, 24] }, newYork)).toBe('2026-03-08T14:00:00.000Z')
    expect(value({ addmonths: [before, 1] }, newYork)).toBe('2026-04-07T13:00:00.000Z')
  })

  it('take a time that clocks leave out by the clock before, and the second of two that they show', () => {
    expect(value({ datetime: [day('2026-03-08'), 2, 30] }, newYork)).toBe('2026-03-08T07:30:00.000Z')
    expect(value({ datetime: [day('2026-11-01'), 1, 30] }, newYork)).toBe('2026-11-01T06:30:00.000Z')
  })

  it('begin and end with the day of the zone', () => {
    const time = instant('2026-11-22T16:05:00.000Z')
    expect(value({ startof: [time, 'day'] })).toBe('2026-11-22T16:00:00.000Z')
    expect(value({ endof: [time, 'month'] })).toBe('2026-11-30T15:59:59.999Z')
  })
})
