import { AppError } from '@mortise/core'
import type { Filter } from '@mortise/metadata'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapeOfFilter } from './filter-shape.ts'

const condition = (value: unknown = 1): Filter => ({ field: 'a', op: 'eq', value: value as never })
const nested = (depth: number): Filter => (depth === 0 ? condition() : { not: nested(depth - 1) })
const code = (filter: unknown) => {
  try {
    shapeOfFilter(filter)
    return null
  } catch (error) {
    return (error as AppError).code
  }
}

describe('the shape of a filter', () => {
  it('holds the structure and not the values', () => {
    const of = (value: unknown) =>
      shapeOfFilter({ and: [condition(value), { any: 'lines', where: condition(value) }] }).key
    expect(of(1)).toBe(of('x'))
    expect(of(1)).toBe(of([1, 2]))
    expect(shapeOfFilter({ or: [condition()] }).key).not.toBe(shapeOfFilter({ and: [condition()] }).key)
    expect(shapeOfFilter({ any: 'a' }).key).not.toBe(shapeOfFilter({ none: 'a' }).key)
    expect(shapeOfFilter({ field: 'a', op: 'contains', value: '客户' }).key).not.toBe(
      shapeOfFilter({ field: 'a', op: 'contains', value: '客' }).key,
    )
  })

  it('cannot be made equal to another by names that look like structure', () => {
    const tricky = shapeOfFilter({ field: 'a" "eq"),("b', op: 'eq', value: 1 }).key
    expect(tricky).not.toBe(shapeOfFilter({ and: [condition(), { field: 'b', op: 'eq', value: 1 }] }).key)
  })

  it('has limits for depth, size, lists and relations', () => {
    expect(code(nested(31))).toBeNull()
    expect(code(nested(32))).toBe('FILTER_TOO_DEEP')
    expect(code({ or: Array.from({ length: 499 }, () => condition()) })).toBeNull()
    expect(code({ or: Array.from({ length: 500 }, () => condition()) })).toBe('FILTER_TOO_LARGE')
    expect(code(condition(Array.from({ length: 1001 }, () => 1)))).toBe('FILTER_LIST_TOO_LONG')
    const far = (count: number): Filter => (count === 0 ? condition() : { any: 'a', where: far(count - 1) })
    expect(code(far(3))).toBeNull()
    expect(code(far(4))).toBe('FILTER_TOO_FAR')
  })

  it('refuses whatever is not a filter, and never fails otherwise', () => {
    const wrong = [
      null,
      [],
      'x',
      1,
      {},
      { and: {} },
      { field: 1, op: 'eq' },
      { field: 'a' },
      { field: 'a', op: 'eq', where: 1 },
      { any: 1 },
      { not: null },
    ]
    for (const filter of wrong) expect(code(filter)).toBe('QUERY_INVALID')
    fc.assert(
      fc.property(fc.anything({ maxDepth: 6 }), (anything) => {
        try {
          shapeOfFilter(anything)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
      { numRuns: 500 },
    )
  })
})
