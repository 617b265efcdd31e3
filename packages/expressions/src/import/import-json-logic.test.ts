import jsonLogic from 'json-logic-js'
import { describe, expect, it } from 'vitest'
import { checkExpression } from '../check/check-expression.ts'
import { compileClosure } from '../evaluate/compile-closure.ts'
import { formatDecimal } from '../evaluate/decimal.ts'
import type { ExpressionJson } from '../model/expression.ts'
import type { Value, Values } from '../model/value.ts'
import { sampleContext } from '../testing/sample-order.ts'
import { relatedOf } from '../testing/sample-records.ts'
import { sampleSchema } from '../testing/sample-schema.ts'
import { type Chance, seededChance } from '../testing/seeded-chance.ts'
import { importJsonLogic } from './import-json-logic.ts'

const options = { schema: sampleSchema, entity: 'order' }

function imported(rule: unknown): ExpressionJson {
  const result = importJsonLogic(rule, options)
  if (!result.ok) expect.fail(JSON.stringify(result.problems.map(({ params }) => params)))
  return result.expr
}

/** What the imported rule gives for an order with its lines, as JSON Logic would show it. */
function computed(rule: unknown, order: Values, lines: readonly Values[]): unknown {
  const expr = imported(rule)
  const checked = checkExpression(expr, options)
  if (!checked.ok) expect.fail(`${JSON.stringify(expr)}: ${JSON.stringify(checked.problems)}`)
  const related = relatedOf({ customer: [], order: [order], line: lines, before: [] })
  return plain(compileClosure(checked.root)({ record: order, outer: null, context: sampleContext, related }))
}

const plain = (value: Value): unknown => (typeof value === 'bigint' ? Number(formatDecimal(value)) : value)

describe('rules in JSON Logic', () => {
  it.each<[string, unknown, ExpressionJson]>([
    ['strict equality', { '===': [{ var: 'status' }, 'open'] }, { '==': [{ var: 'status' }, 'open'] }],
    ['strict inequality', { '!==': [{ var: ['status'] }, 'open'] }, { '!=': [{ var: 'status' }, 'open'] }],
    ['a default', { var: ['rate', 1] }, { coalesce: [{ var: 'rate' }, 1] }],
    ['truth of a text', { '!!': { var: 'title' } }, { '!': [{ isblank: [{ var: 'title' }] }] }],
    ['truth of a number', { '!!': [{ var: 'amount' }] }, { '!=': [{ coalesce: [{ var: 'amount' }, 0] }, 0] }],
    ['truth of a checkbox', { '!': { var: 'paid' } }, { '!': [{ var: 'paid' }] }],
    [
      'a value between two',
      { '<': [1, { var: 'count' }, 9] },
      { and: [{ '<': [1, { var: 'count' }] }, { '<': [{ var: 'count' }, 9] }] },
    ],
    ['three numbers added', { '+': [1, { var: 'count' }, 2] }, { '+': [{ '+': [1, { var: 'count' }] }, 2] }],
    ['a number from a text', { '+': { var: 'title' } }, { value: [{ var: 'title' }] }],
    ['the opposite', { '-': { var: 'count' } }, { neg: [{ var: 'count' }] }],
    ['an option of several', { in: ['vip', { var: 'tags' }] }, { has: [{ var: 'tags' }, 'vip'] }],
    ['a part of a text', { in: ['x', { var: 'title' }] }, { contains: [{ var: 'title' }, 'x'] }],
    ['numbers in a text', { cat: ['No. ', { var: 'count' }] }, { cat: ['No. ', { text: [{ var: 'count' }] }] }],
    [
      'missing fields',
      { if: [{ missing: ['title', 'note'] }, 1, 2] },
      { if: [{ or: [{ isblank: [{ var: 'title' }] }, { isblank: [{ var: 'note' }] }] }, 1, 2] },
    ],
    [
      'a sum',
      { reduce: [{ var: 'lines' }, { '+': [{ var: 'current.qty' }, { var: 'accumulator' }] }, 0] },
      { sum: ['lines', { var: 'qty' }] },
    ],
    [
      'a sum of some',
      {
        reduce: [
          {
            map: [
              { filter: [{ var: 'lines' }, { '!': { var: 'gift' } }] },
              { '*': [{ var: 'qty' }, { var: 'price' }] },
            ],
          },
          { '+': [{ var: 'accumulator' }, { var: 'current' }] },
          100,
        ],
      },
      { '+': [100, { sum: ['lines', { '*': [{ var: 'qty' }, { var: 'price' }] }, { '!': [{ var: 'gift' }] }] }] },
    ],
    ['a count', { reduce: [{ var: 'lines' }, { '+': [1, { var: 'accumulator' }] }, 0] }, { count: ['lines'] }],
    [
      'every one of some',
      { all: [{ var: 'lines' }, { '>': [{ var: 'qty' }, 0] }] },
      { and: [{ '>': [{ count: ['lines'] }, 0] }, { all: ['lines', { '>': [{ var: 'qty' }, 0] }] }] },
    ],
  ])('are read: %s', (_name, rule, expr) => {
    expect(imported(rule)).toEqual(expr)
    expect(checkExpression(expr, options)).toMatchObject({ ok: true })
  })

  it.each<[string, unknown, string]>([
    ['an empty var', { var: '' }, ''],
    ['a numbered var', { var: 0 }, ''],
    ['a computed var', { var: { cat: ['a', 'b'] } }, ''],
    ['log', { '==': [{ log: 'x' }, 1] }, '/==/0/log'],
    ['merge', { merge: [[1], [2]] }, ''],
    ['map on its own', { map: [{ var: 'lines' }, { var: 'qty' }] }, ''],
    [
      'products of many',
      { reduce: [{ var: 'lines' }, { '*': [{ var: 'current.qty' }, { var: 'accumulator' }] }, 1] },
      '',
    ],
    [
      'another record in a sum',
      { reduce: [{ var: 'lines' }, { '+': [{ var: 'amount' }, { var: 'accumulator' }] }, 0] },
      '/1',
    ],
    ['a list of fields as a value', { missing: ['title'] }, ''],
    ['computed lists', { in: [1, [{ var: 'count' }]] }, '/in/1'],
    ['two operators', { '==': [1, 1], '!=': [1, 2] }, ''],
    ['what only expressions have', { round: [1.5] }, ''],
    ['some of no relation', { some: [{ var: 'title' }, true] }, '/0'],
    ['inherited names', { constructor: ['x'] }, ''],
    ['an unknown divisor', { '%': [{ var: 'count' }, { var: 'rate' }] }, ''],
  ])('are refused with the reason: %s', (_name, rule, where) => {
    const result = importJsonLogic(rule, options)
    expect(result.ok).toBe(false)
    if (result.ok) return
    const [problem] = result.problems
    if (!problem) expect.fail('no problem was named')
    expect(problem).toMatchObject({ code: 'EXPRESSION_NOT_ACCEPTED', severity: 'error' })
    expect(problem.path.endsWith(where)).toBe(true)
    const { reason } = problem.params as { reason: { zh: string; en: string } }
    expect(reason.zh.length).toBeGreaterThan(3)
    expect(reason.en.length).toBeGreaterThan(3)
  })

  it('end at a depth, however deep they are', () => {
    let rule: unknown = { var: 'paid' }
    for (let level = 0; level < 5000; level++) rule = { '!': [rule] }
    expect(importJsonLogic(rule, options).ok).toBe(false)
  })

  it('give what json-logic-js gives, on whole data of the right types', () => {
    const chance = seededChance(7)
    let compared = 0
    for (let round = 0; round < 6000; round++) {
      const rule = randomRule(chance, chance.pick(['num', 'bool', 'text']), 3, 'order')
      for (let record = 0; record < 3; record++) {
        const { order, lines } = randomOrder(chance)
        const expected = jsonLogic.apply(rule, { ...order, lines })
        // No text is blank here, and there is but one zero.
        const same = expected === '' ? null : expected === 0 ? 0 : expected
        expect([rule, computed(rule, order, lines)]).toEqual([rule, same])
        compared++
      }
    }
    expect(compared).toBe(18_000)
  })
})

type Kind = 'num' | 'text' | 'bool'

const fields: Record<'order' | 'line', Record<Kind, readonly string[]>> = {
  order: { num: ['amount', 'rate', 'count'], text: ['title', 'note'], bool: ['paid'] },
  line: { num: ['qty', 'price'], text: ['name'], bool: ['gift'] },
}

const words = ['a', 'b', 'abc', 'bc', 'mortise', 'Abc']

/** Halves and quarters at most, which doubles and decimals both hold exactly. */
function randomRule(chance: Chance, kind: Kind, depth: number, entity: 'order' | 'line'): unknown {
  if (depth === 0 || chance.happens(0.15)) return randomLeaf(chance, kind, entity)
  const make = (of: Kind) => randomRule(chance, of, depth - 1, entity)
  const list = (of: Kind) => Array.from({ length: 1 + chance.below(3) }, () => make(of))
  const leaf = () => randomLeaf(chance, 'num', entity)
  const ofLines = () => randomRule(chance, 'bool', depth - 1, 'line')
  const makers: Record<Kind, readonly (() => unknown)[]> = {
    num: [
      () => ({ [chance.pick(['+', '-'])]: [make('num'), make('num')] }),
      () => ({ '*': [leaf(), leaf()] }),
      () => ({ '/': [leaf(), chance.pick([2, 4])] }),
      () => ({ '%': [{ '-': [leaf(), leaf()] }, chance.pick([1, 2, 3, 7])] }),
      () => ({ [chance.pick(['min', 'max'])]: list('num') }),
      () => ({ '-': [make('num')] }),
      () => ({ if: [make('bool'), make('num'), make('bool'), make('num'), make('num')] }),
      ...(entity === 'order' ? [() => randomSum(chance)] : []),
    ],
    text: [
      () => ({ cat: list('text') }),
      () => ({ if: [make('bool'), make('text'), make('text')] }),
      () => ({
        substr: [make('text'), chance.pick([0, 1, 2]), ...(chance.happens(0.5) ? [chance.pick([1, 2, 9])] : [])],
      }),
    ],
    bool: [
      () => ({ [chance.pick(['==', '!=', '===', '!=='])]: [make('num'), make('num')] }),
      () => ({ [chance.pick(['==', '!='])]: [make('text'), make('text')] }),
      () => ({ [chance.pick(['<', '<=', '>', '>='])]: [make('num'), make('num')] }),
      () => ({ [chance.pick(['<', '<='])]: [make('num'), leaf(), make('num')] }),
      () => ({ [chance.pick(['and', 'or'])]: list('bool') }),
      () => ({ [chance.pick(['!', '!!'])]: [make(chance.pick(['bool', 'num', 'text']))] }),
      () => ({ in: [make('num'), [1, 2, 3.5]] }),
      () => ({ in: [chance.pick(words), make('text')] }),
      ...(entity === 'order'
        ? [() => ({ [chance.pick(['some', 'all', 'none'])]: [{ var: 'lines' }, ofLines()] })]
        : []),
    ],
  }
  return chance.pick(makers[kind])()
}

function randomSum(chance: Chance): unknown {
  const list = chance.happens(0.5) ? { var: 'lines' } : { filter: [{ var: 'lines' }, { var: 'gift' }] }
  return { reduce: [list, { '+': [{ var: 'accumulator' }, { var: `current.${chance.pick(['qty', 'price'])}` }] }, 0] }
}

function randomLeaf(chance: Chance, kind: Kind, entity: 'order' | 'line'): unknown {
  if (chance.happens(0.7)) return { var: chance.pick(fields[entity][kind]) }
  if (kind === 'num') return chance.pick([0, 1, 2, 3.5, 10])
  return kind === 'text' ? chance.pick(words) : chance.happens(0.5)
}

function randomOrder(chance: Chance): { order: Values; lines: Values[] } {
  const number = () => chance.pick([0, 1, 2, 3, 3.5, 7.25, 12])
  const order = {
    id: '00000000-0000-7000-8400-000000000001',
    ...{ amount: number(), rate: number(), count: number(), paid: chance.happens(0.5) },
    ...{ title: chance.pick(words), note: chance.pick(words) },
  }
  const lines = Array.from({ length: chance.below(3) }, (_, index) => ({
    id: `00000000-0000-7000-8500-00000000000${index}`,
    order: order.id,
    ...{ qty: number(), price: number(), name: chance.pick(words), gift: chance.happens(0.5) },
  }))
  return { order, lines }
}
