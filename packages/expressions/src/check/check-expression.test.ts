import { describe, expect, it } from 'vitest'
import { compileClosure } from '../evaluate/compile-closure.ts'
import { types } from '../model/expression-type.ts'
import type { EvaluationContext, RelatedRecords, Values } from '../model/value.ts'
import { sampleSchema } from '../testing/sample-schema.ts'
import { describeProblem } from './check-context.ts'
import { checkExpression } from './check-expression.ts'
import type { CheckOptions } from './checked-expression.ts'

const options: CheckOptions = { schema: sampleSchema, entity: 'order' }

const check = (expr: unknown, more: Partial<CheckOptions> = {}) => checkExpression(expr, { ...options, ...more })

const refusals = (expr: unknown, more: Partial<CheckOptions> = {}) => {
  const result = check(expr, more)
  return result.ok ? [] : result.problems.map(({ code, path }) => [code, path])
}

const context: EvaluationContext = {
  now: '2026-11-22T08:00:00.000Z',
  today: '2026-11-22',
  timeZone: 'Asia/Shanghai',
  user: null,
  workspace: 'main',
  calendar: { exceptions: new Map() },
}

const evaluate = (
  expr: unknown,
  record: Values,
  { related = null, ...more }: Partial<CheckOptions> & { related?: RelatedRecords | null } = {},
) => {
  const checked = check(expr, more)
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return compileClosure(checked.root)({ record, outer: null, context, related })
}

describe('checking', () => {
  it('gives the type, what is read and how', () => {
    const checked = check({ '>': [{ sum: ['lines', { '*': [{ var: 'qty' }, { outer: 'rate' }] }] }, 10] })
    expect(checked).toMatchObject({ ok: true, type: { kind: 'bool' }, class: 'sql', volatile: false })
    expect(checked.ok && checked.dependencies.map(({ path, entity, field }) => [path.length, entity, field])).toEqual([
      [1, 'line', 'id'],
      [1, 'line', 'qty'],
      [0, 'order', 'rate'],
    ])
  })

  it.each([
    [{ '>': [{ var: 'amount' }, 'x'] }, 'EXPRESSION_TYPE', '/>/1'],
    [{ '>': [{ var: 'amount' }, { var: 'title' }] }, 'EXPRESSION_COMPARE', ''],
    [{ '<': [{ var: 'ordered' }, { var: 'shipped' }] }, 'EXPRESSION_COMPARE', ''],
    [{ var: 'amuont' }, 'EXPRESSION_FIELD_UNKNOWN', ''],
    [{ var: 'lines' }, 'EXPRESSION_RELATION_ALONE', ''],
    [{ var: 'amount.x' }, 'EXPRESSION_PATH', ''],
    [{ var: 'id.title' }, 'EXPRESSION_PATH', ''],
    [{ count: ['id.lines'] }, 'EXPRESSION_PATH', ''],
    [{ lookup: ['customer', true, ['a']] }, 'EXPRESSION_TYPE', '/lookup/2'],
    [{ isblank: [['a']] }, 'EXPRESSION_TYPE', '/isblank/0'],
    [{ sum: ['customer', 1] }, 'EXPRESSION_RELATION_UNKNOWN', ''],
    [{ '==': [{ var: 'status' }, 'nonsuch'] }, 'EXPRESSION_OPTION_UNKNOWN', '/==/1'],
    [{ outer: 'amount' }, 'EXPRESSION_OUTER', ''],
    [{ ctx: 'nonsuch' }, 'EXPRESSION_CONTEXT_UNKNOWN', ''],
    [{ constructor: [1] }, 'EXPRESSION_OPERATOR_UNKNOWN', ''],
    [{ __proto__: null, toString: [] }, 'EXPRESSION_OPERATOR_UNKNOWN', ''],
    [{ var: 'constructor' }, 'EXPRESSION_FIELD_UNKNOWN', ''],
    [{ '===': [1, 1] }, 'EXPRESSION_NOT_ACCEPTED', ''],
    [{ '+': [1] }, 'EXPRESSION_ARGUMENTS', ''],
    [{ '+': [1, 'a'] }, 'EXPRESSION_TYPE', '/+/1'],
    [{ old: 'amount' }, 'EXPRESSION_CHANGE_SCOPE', ''],
    [{ date: '2026-02-30' }, 'EXPRESSION_DATE', ''],
    [{ num: '1000000000000000000' }, 'EXPRESSION_NUMBER', ''],
    ['\u0000', 'EXPRESSION_TEXT_CHARACTERS', ''],
    [{ a: 1, b: 2 }, 'EXPRESSION_SHAPE', ''],
    [undefined, 'EXPRESSION_SHAPE', ''],
  ])('refuses %j', (expr, code, path) => {
    expect(refusals(expr)).toEqual([[code, path]])
  })

  it('explains itself in both languages, with the nearest name', () => {
    const checked = check({ var: 'amuont' })
    const [problem] = checked.ok ? [] : checked.problems
    expect(problem && describeProblem(problem)).toEqual({
      zh: '「订单」没有字段「amuont」。是否想写「amount」？',
      en: '"Order" has no field "amuont". Did you mean "amount"?',
    })
  })

  it('holds the limits', () => {
    let deep: unknown = true
    for (let level = 0; level < 40; level++) deep = { '!': [deep] }
    expect(refusals(deep)[0]?.[0]).toBe('EXPRESSION_TOO_LARGE')
    expect(refusals({ and: Array.from({ length: 600 }, () => true) })[0]?.[0]).toBe('EXPRESSION_TOO_LARGE')
    expect(refusals({ in: [1, Array.from({ length: 1001 }, (_, index) => index)] })[0]?.[0]).toBe(
      'EXPRESSION_TOO_LARGE',
    )
    const counts = { '+': [{ count: ['lines'] }, { count: ['lines'] }] }
    const six = { '+': [counts, { '+': [counts, counts] }] }
    expect(refusals(six)[0]?.[0]).toBe('EXPRESSION_TOO_LARGE')
  })

  it('points out the blank rows that a negated condition of a permission adds', () => {
    const warned = (expr: unknown) => {
      const checked = check(expr, { warnNegatedBlank: true, expected: types.bool })
      return checked.ok ? checked.warnings.map(({ path }) => path) : checked.problems
    }
    const isWon = { '==': [{ var: 'status' }, 'won'] }
    expect(warned(isWon)).toEqual([])
    expect(warned({ '!=': [{ var: 'status' }, 'won'] })).toEqual([''])
    expect(
      warned({ or: [{ '!=': [{ var: 'status' }, null] }, { '!': [{ '==': [{ var: 'owner' }, null] }] }] }),
    ).toEqual([])
    expect(warned({ '!': [isWon] })).toEqual(['/!/0'])
    expect(warned({ '!': [{ '!': [isWon] }] })).toEqual([])
    const isThere = { '!': [{ isblank: [{ var: 'status' }] }] }
    expect(warned({ and: [isThere, { '!': [isWon] }] })).toEqual([])
    expect(warned({ and: [isThere, { or: [{ '!': [isWon] }, { ctx: 'record.new' }] }] })).toEqual([])
    const isNew = { ctx: 'record.new' }
    expect(warned({ xor: [isNew, isWon] })).toEqual(['/xor/1'])
    expect(warned({ ifs: [isNew, false, isWon, false, true] })).toEqual(['/ifs/2'])
    const sameAsBefore = { '==': [{ var: 'status' }, { var: 'status' }] }
    expect(warned({ and: [sameAsBefore, { '!': [isWon] }] })).toEqual(['/and/1/!/0'])
  })
})

describe('closures', () => {
  it('compute exactly, halves away from zero, and blank where there is no answer', () => {
    const record = { amount: '0.1', rate: '0.2' }
    const amount = { var: 'amount' }
    expect(evaluate({ '+': [amount, { var: 'rate' }] }, record)).toBe(3_000_000_000n)
    expect(evaluate({ '/': [1, 3] }, record)).toBe(3_333_333_333n)
    expect(evaluate({ '/': [{ neg: [2] }, 3] }, record)).toBe(-6_666_666_667n)
    expect(evaluate({ '/': [1, 0] }, record)).toBeNull()
    expect(evaluate({ '*': [{ num: '999999999999999999' }, 10] }, record)).toBeNull()
    expect(evaluate({ '%': [{ neg: [3] }, 2] }, record)).toBe(10_000_000_000n)
  })

  it('have two-valued logic', () => {
    const amount = { var: 'amount' }
    expect(evaluate({ '>': [amount, 1] }, {})).toBe(false)
    expect(evaluate({ '!': [{ '>': [amount, 1] }] }, {})).toBe(true)
    expect(evaluate({ '!=': [amount, 1] }, {})).toBe(true)
    expect(evaluate({ '==': [amount, null] }, {})).toBe(true)
    expect(evaluate({ '+': [amount, 1] }, {})).toBeNull()
    expect(evaluate({ '+': [amount, 1] }, {}, { blankAs: 'zero' })).toBe(10_000_000_000n)
    expect(evaluate({ isblank: [amount] }, {}, { blankAs: 'zero' })).toBe(true)
  })

  it('sum up related records', () => {
    const related: RelatedRecords = {
      one: () => ({ level: 'a' }),
      many: () => [{ qty: '2', price: '1.5' }, { qty: '3', price: '2' }, { price: '9' }],
      all: () => [],
    }
    const total = { sum: ['lines', { '*': [{ var: 'qty' }, { var: 'price' }] }] }
    expect(evaluate(total, {}, { related })).toBe(90_000_000_000n)
    expect(evaluate({ count: ['lines', { '>': [{ var: 'qty' }, 2] }] }, {}, { related })).toBe(10_000_000_000n)
    expect(evaluate({ '==': [{ var: 'customer.level' }, 'a'] }, { customer: 'x' }, { related })).toBe(true)
    expect(evaluate({ avg: ['lines', { var: 'qty' }] }, {}, { related })).toBe(25_000_000_000n)
  })
})
