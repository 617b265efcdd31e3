import type { Filter } from '@mortise/metadata'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countConditions,
  isUnfinished,
  newCondition,
  newFormula,
  newGroup,
  newRelated,
  replaceNode,
  toFilter,
  toTree,
} from './filter-tree.ts'

const condition: fc.Arbitrary<Filter> = fc.record({
  field: fc.constantFrom('name', 'customer.level'),
  op: fc.constantFrom('eq' as const, 'contains' as const),
  value: fc.string({ minLength: 1 }),
})
const filters = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    condition,
    fc.record({ and: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ not: fc.record({ or: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }) }),
    fc.record({ any: fc.constant('orders'), where: tie('filter') }),
    fc.record({ none: fc.constant('orders') }),
    fc.constant({ formula: { v: 1 as const, expr: { '>': [{ var: 'amount' }, 10] }, text: '{amount} > 10 // big' } }),
  ),
})).filter

describe('a filter in the builder', () => {
  it('comes out as it went in, whatever its depth', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(toFilter(toTree(filter))).toEqual(filter)
      }),
    )
  })

  it('leaves incomplete conditions and empty groups out', () => {
    const tree = newGroup('and', [
      newCondition('name', 'eq'),
      newGroup('or'),
      { ...newCondition('age', 'between'), value: [1] },
      { ...newCondition('level', 'in'), value: ['', 'a'] },
      newCondition('phone', 'blank'),
    ])
    expect(toFilter(tree)).toEqual({
      and: [
        { field: 'level', op: 'in', value: ['a'] },
        { field: 'phone', op: 'blank' },
      ],
    })
    expect(toFilter(newGroup('none'))).toBeUndefined()
  })

  it('is unfinished as soon as one part is, beside complete ones and inside related records', () => {
    const complete = newCondition('phone', 'blank')
    expect(isUnfinished(newGroup('and', [complete, newRelated('orders')]))).toBe(false)
    expect(isUnfinished(newGroup('and', [complete, newCondition('name', 'eq')]))).toBe(true)
    expect(isUnfinished(newGroup('and', [complete, newFormula()]))).toBe(true)
    const related = { ...newRelated('orders'), where: newGroup('or', [newCondition('name', 'eq')]) }
    expect(isUnfinished(newGroup('and', [complete, related]))).toBe(true)
  })

  it('is never unfinished when it was stored', () => {
    fc.assert(fc.property(filters, (filter) => !isUnfinished(toTree(filter))))
  })

  it('keeps a condition that needs no value apart from one whose value is false or zero', () => {
    const tree = newGroup('and', [
      { ...newCondition('active', 'eq'), value: false },
      { ...newCondition('count', 'gt'), value: 0 },
    ])
    expect(countConditions(toFilter(tree))).toBe(2)
  })

  it('replaces and removes parts at any depth, inside related records too', () => {
    const tree = toTree({
      any: 'orders',
      where: {
        and: [
          { field: 'a', op: 'blank' },
          { field: 'b', op: 'blank' },
        ],
      },
    })
    const related = tree.children[0]
    if (related?.type !== 'related') throw new Error('not read as related records')
    const first = related.where.children[0]
    const without = replaceNode(tree, first?.id ?? 0, null)
    expect(toFilter(without)).toEqual({ any: 'orders', where: { field: 'b', op: 'blank' } })
    const emptied = replaceNode(tree, related.where.id, newGroup('and'))
    expect(toFilter(emptied)).toEqual({ any: 'orders' })
  })
})
