import { expect, it } from 'vitest'
import { compileClosure } from '../evaluate/compile-closure.ts'
import type { RelatedRecords, Values } from '../model/value.ts'
import { sampleSchema } from '../testing/sample-schema.ts'
import { checkExpression } from './check-expression.ts'

const lines = [
  { id: '1', name: 'b', qty: '1' },
  { id: '2', name: 'a', qty: '2' },
]
const related: RelatedRecords = { one: () => null, many: () => lines, all: () => [] }
const context = {
  now: '2026-11-22T08:00:00.000Z',
  today: '2026-11-22',
  timeZone: 'Asia/Shanghai',
  user: null,
  workspace: 'main',
  calendar: { exceptions: new Map() },
}

const evaluate = (expr: unknown, record: Values = {}) => {
  const checked = checkExpression(expr, { schema: sampleSchema, entity: 'order' })
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return compileClosure(checked.root)({ record, outer: null, context, related })
}

it('takes null before an order for no filter', () => {
  expect(evaluate({ joinof: ['lines', { var: 'name' }, ', ', null, { var: 'name' }] })).toBe('a, b')
  expect(evaluate({ joinof: ['lines', { var: 'name' }, ', ', { '>': [{ var: 'qty' }, 1] }, { var: 'name' }] })).toBe(
    'a',
  )
})

it('finds nothing by an order that is always blank', () => {
  expect(evaluate({ latest: ['lines', { var: 'name' }, null] })).toBeNull()
})
