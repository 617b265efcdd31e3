import { aggregateNames } from '@mortise/expressions'
import { describe, expect, it } from 'vitest'
import rollup from './rollup.ts'

const value = { v: 1 as const, expr: { var: 'amount' } }
const filter = { v: 1 as const, expr: { var: 'paid' } }
const order = { v: 1 as const, expr: { var: 'date' } }
const result = { type: 'decimal' }

function sourceOf(options: object) {
  const source = rollup.computed?.({ relation: 'lines', result, ...options } as never)
  if (!source) throw new Error('a roll-up computes something')
  return source
}
const problemsOf = (options: object) => rollup.check?.({ options } as never).map(({ code }) => code)

describe('a roll-up', () => {
  it.each([
    ['sum', { value }, { sum: ['lines', value.expr] }],
    ['sum', { value, filter }, { sum: ['lines', value.expr, filter.expr] }],
    ['count', {}, { count: ['lines'] }],
    ['count', { filter }, { count: ['lines', filter.expr] }],
    ['some', { value: filter }, { some: ['lines', filter.expr] }],
    ['joinof', { value }, { joinof: ['lines', value.expr, ', '] }],
    ['joinof', { value, order, separator: '/' }, { joinof: ['lines', value.expr, '/', true, order.expr] }],
    ['latest', { value, order, filter }, { latest: ['lines', value.expr, order.expr, filter.expr] }],
  ])('%s of %j is an expression', (name, options, expr) => {
    expect(sourceOf({ function: name, ...options })).toMatchObject({ expr, kept: true, result })
  })

  it('tells places in its expression by its options', () => {
    const { pointerOf } = sourceOf({ function: 'joinof', value, filter, order })
    expect(
      ['', '/joinof/0', '/joinof/1', '/joinof/1/var', '/joinof/2', '/joinof/3/==/0', '/joinof/4'].map(pointerOf),
    ).toEqual([
      '/function',
      '/relation',
      '/value/expr',
      '/value/expr/var',
      '/separator',
      '/filter/expr/==/0',
      '/order/expr',
    ])
  })

  it('counts a missing number as nothing in a sum, and leaves it out elsewhere, unless it is said', () => {
    expect(sourceOf({ function: 'sum', value }).blankAs).toBe('zero')
    expect(sourceOf({ function: 'avg', value }).blankAs).toBe('blank')
    expect(sourceOf({ function: 'avg', value: { ...value, blankAs: 'zero' } }).blankAs).toBe('zero')
  })

  it('asks for what its function needs', () => {
    const missing = aggregateNames.filter((name) => problemsOf({ function: name })?.length)
    expect(missing).toEqual(aggregateNames.filter((name) => name !== 'count'))
    expect(problemsOf({ function: 'latest', value })).toEqual(['OPTIONS_ROLLUP_PART'])
    expect(problemsOf({ function: 'joinof', value })).toEqual([])
  })
})
