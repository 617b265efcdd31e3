import { beforeAll, describe, expect, it } from 'vitest'
import { checkExpression } from '../check/check-expression.ts'
import { compileClosure } from '../evaluate/compile-closure.ts'
import { formatDecimal } from '../evaluate/decimal.ts'
import { loadPatterns } from '../evaluate/patterns.ts'
import type { ExpressionJson } from '../model/expression.ts'
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
  it('have SQL unless they say that they have none', () => {
    for (const { name, class: kind } of functions.values())
      expect([name, functionsSql.has(name)]).toEqual([name, kind !== 'js'])
  })
})

describe('numbers', () => {
  it.each<[ExpressionJson, string | null]>([
    [{ round: [2.5] }, '3'],
    [{ round: [-2.5] }, '-3'],
    [{ round: [1.005, 2] }, '1.01'],
    [{ round: [1250, -2] }, '1300'],
    [{ round: [1250, -30] }, '0'],
    [{ round: [{ num: '999999999999999999.5' }] }, null],
    [{ roundup: [-1.01] }, '-2'],
    [{ roundup: [5, -20] }, null],
    [{ rounddown: [-1.99] }, '-1'],
    [{ ceiling: [-2.5, 2] }, '-2'],
    [{ ceiling: [-2.5, -2] }, '-4'],
    [{ ceiling: [2.5, -2] }, null],
    [{ ceiling: [5, 0] }, null],
    [{ floor: [-2.5, 2] }, '-4'],
    [{ floor: [-2.5, -2] }, '-2'],
    [{ floor: [0.7, 0.1] }, '0.7'],
    [{ int: [-0.1] }, '-1'],
    [{ '%': [-7, 3] }, '2'],
    [{ '%': [7, -3] }, '-2'],
    [{ power: [0, 0] }, null],
    [{ power: [2, -2] }, '0.25'],
    [{ power: [2, 0.5] }, null],
    [{ power: [10, 18] }, null],
    [{ power: [-3, 3] }, '-27'],
    [{ sqrt: [-1] }, null],
    [{ sqrt: [0] }, '0'],
    [{ sqrt: [{ num: '999999999999999999.9999999999' }] }, '1000000000'],
    [{ value: ['1,234'] }, '1234'],
    [{ value: ['1,23'] }, null],
    [{ value: ['1e5'] }, null],
    [{ value: [' .5 '] }, '0.5'],
    [{ value: ['0.00000000005'] }, '0.0000000001'],
    [{ max: [1, null, 3] }, '3'],
    [{ min: [null, null] }, null],
  ])('%j is %s', (expr, expected) => expect(value(expr)).toBe(expected))

  it('have square roots and powers that are right to the last place', () => {
    for (let number = 1; number < 2000; number++) {
      const root = BigInt((value({ sqrt: [number] }) as string).replace('.', '').padEnd(20, '0').slice(0, 20) || '0')
      expect(root).toBeGreaterThan(0n)
      expect(value({ power: [number, 2] })).toBe(String(number * number))
    }
    expect(value({ sqrt: [2] })).toBe('1.4142135624')
    expect(value({ sqrt: [3] })).toBe('1.7320508076')
  })
})

describe('texts', () => {
  beforeAll(loadPatterns)

  it.each<[ExpressionJson, unknown]>([
    [{ len: ['👩‍👩‍👧'] }, '5'],
    [{ len: [null] }, '0'],
    [{ left: ['😀é', 1] }, '😀'],
    [{ left: ['abc', -1] }, null],
    [{ right: ['a😀', 1] }, '😀'],
    [{ right: ['abc', 0] }, null],
    [{ mid: ['abc', 0, 2] }, null],
    [{ mid: ['abc', 2, 99] }, 'bc'],
    [{ lower: ['ΑΣ'] }, 'ας'],
    [{ upper: ['ß'] }, 'SS'],
    [{ contains: ['100%', '%'] }, true],
    [{ contains: ['100', '_'] }, false],
    [{ contains: ['abc', ''] }, false],
    [{ find: ['c', '😀abc'] }, '4'],
    [{ find: ['a', 'abca', 2] }, '4'],
    [{ find: ['a', 'abc', 0] }, null],
    [{ substitute: ['aaa', 'a', 'b', 2] }, 'aba'],
    [{ substitute: ['aaa', 'a', ''] }, null],
    [{ substitute: ['aaa', 'a', 'b', 0] }, null],
    [{ substitute: ['aaa', '', 'b'] }, 'aaa'],
    [{ substitute: [{ rept: ['a', 32767] }, 'a', { rept: ['b', 32767] }] }, null],
    [{ rept: ['ab', 16384] }, null],
    [{ rept: ['a', -1] }, null],
    [{ padleft: ['12345', 3, '0'] }, '12345'],
    [{ padleft: ['1', 6, 'ab'] }, 'ababa1'],
    [{ splitpart: ['a,b', ',', 3] }, null],
    [{ splitpart: ['a,b', ',', -1] }, null],
    [{ cat: ['a', null, 'b'] }, 'ab'],
    [{ cat: [null, ''] }, null],
    [{ text: [day('2026-02-03')] }, '2026-02-03'],
    [{ text: [instant('2026-11-22T16:05:00.000Z')] }, '2026-11-23 00:05'],
    [{ formatnumber: [-1234.565] }, '-1,234.57'],
    [{ formatnumber: [999.999, 0] }, '1,000'],
    [{ urlencode: ['榫/卯'] }, '%E6%A6%AB%2F%E5%8D%AF'],
    [{ matches: ['aaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+$'] }, false],
  ])('%j is %j', (expr, expected) => expect(value(expr)).toBe(expected))

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

  it.each<[ExpressionJson, string | null]>([
    [{ date: [2024, 2, 30] }, '2024-03-01'],
    [{ date: [2026, 0, 31] }, '2025-12-31'],
    [{ date: [0, 13, 1] }, '0001-01-01'],
    [{ date: [10000, 1, 1] }, null],
    [{ datevalue: ['2026-02-29'] }, null],
    [{ datevalue: ['2026-2/3'] }, null],
    [{ datevalue: [' 2024/2/29 '] }, '2024-02-29'],
    [{ addmonths: [day('2024-01-31'), 1] }, '2024-02-29'],
    [{ addmonths: [day('2024-03-31'), -1] }, '2024-02-29'],
    [{ addmonths: [day('9999-12-01'), 1] }, null],
    [{ addyears: [day('2024-02-29'), 1] }, '2025-02-28'],
    [{ adddays: [day('9999-12-31'), 1] }, null],
    [{ datedif: [day('2026-01-31'), day('2026-02-28'), 'months'] }, '0'],
    [{ datedif: [day('2026-02-28'), day('2026-01-31'), 'months'] }, '0'],
    [{ datedif: [day('2020-02-29'), day('2026-02-28'), 'years'] }, '5'],
    [{ datedif: [day('2026-11-22'), day('2026-11-20'), 'hours'] }, '-48'],
    [{ startof: [day('2026-11-22'), 'week'] }, '2026-11-16'],
    [{ endof: [day('9999-12-31'), 'week'] }, null],
    [{ isoweek: [day('2021-01-03')] }, '53'],
    [{ weekday: [day('0001-01-01')] }, '1'],
    [{ datetime: [day('2026-11-22'), 24] }, null],
    [{ workdays: [day('2026-10-11'), day('2026-10-01')] }, '-3'],
    [{ workdayadd: [day('2026-10-08'), -1] }, '2026-09-30'],
    [{ workdayadd: [day('2026-10-08'), 10001] }, null],
    [{ age: [day('2027-01-01')] }, '0'],
    [{ formatdate: [instant('2026-11-22T16:05:00.000Z'), 'YY/M/D HH:mm'] }, '26/11/23 00:05'],
  ])('%j is %s', (expr, expected) => expect(value(expr)).toBe(expected))

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
