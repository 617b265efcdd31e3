import { checkExpression, type ExpressionJson, types } from '@mortise/expressions'
import {
  compileApp,
  type EntityModel,
  expressionToFilter,
  type Filter,
  filterToExpression,
  schemaOf,
} from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { loadFieldTypes } from '../load.server.ts'
import { sampleDocuments, sampleKey } from '../samples/sample-documents.ts'

const fieldTypes = await loadFieldTypes()
const model = compileApp(sampleDocuments(fieldTypes), { fieldTypes, revision: 1 })
const place = { model, entity: model.entities.get('sample') as EntityModel }
const options = { schema: schemaOf(model), entity: 'sample', expected: types.bool }
const key = sampleKey

const filters: Filter[] = [
  { field: key('person'), op: 'eq', value: { ctx: 'user' } },
  { field: key('department'), op: 'eq', value: { ctx: 'department' } },
  { field: key('department'), op: 'ne', value: { ctx: 'department' } },
  { field: key('date'), op: 'lt', value: { ctx: 'today' } },
  { field: key('date'), op: 'gte', value: { ctx: 'today', add: -7 } },
  { field: key('datetime'), op: 'lte', value: { ctx: 'today', add: 3 } },
  { field: key('datetime'), op: 'gt', value: { ctx: 'now' } },
  { field: key('datetime'), op: 'eq', value: '2026-11-22' },
  { field: key('datetime'), op: 'between', value: ['2026-11-01', '2026-11-22'] },
  { field: key('decimal'), op: 'between', value: ['0', '12.50'] },
  { field: `${key('relation')}.name`, op: 'contains', value: 'AbC' },
  ...(['this', 'last', 'next'] as const).flatMap((span) =>
    (['day', 'week', 'month', 'quarter', 'year'] as const).flatMap((unit) =>
      [1, 2, 12].map(
        (count): Filter => ({
          field: key(count === 2 ? 'datetime' : 'date'),
          op: 'within',
          value: span === 'this' ? { span, unit } : { span, unit, count },
        }),
      ),
    ),
  ),
  {
    or: [
      { field: key('checkbox'), op: 'eq', value: true },
      { not: { or: [{ field: key('text'), op: 'not_contains', value: 'x' }] } },
      { any: key('sub_table'), where: { field: 'item', op: 'starts_with', value: 'B' } },
      { none: key('sub_table') },
    ],
  },
]

describe('a filter as an expression', () => {
  it.each(filters.map((filter) => [JSON.stringify(filter), filter] as const))(
    'is the same filter again: %s',
    (_, filter) => {
      const expr = filterToExpression(filter, place)
      expect(checkExpression(expr, options)).toMatchObject({ ok: true })
      const again = expressionToFilter(expr, place)
      expect(JSON.stringify(again)).not.toContain('formula')
      expect(filterToExpression(again, place)).toEqual(expr)
      if ('field' in filter) expect(again).toEqual(filter)
    },
  )

  it('keeps what has no parts as a formula, inside groups too, and loses nothing', () => {
    const strange = { '>': [{ '*': [{ var: key('decimal') }, 2] }, 10] }
    const expr = { and: [{ isblank: [{ var: key('text') }] }, strange] }
    const filter = expressionToFilter(expr, place)
    expect(filter).toEqual({
      and: [{ field: key('text'), op: 'blank' }, { formula: { v: 1, expr: strange } }],
    })
    expect(filterToExpression(filter, place)).toEqual(expr)
  })

  it('does not offer what a field cannot be compared with, or a field that is not there', () => {
    const unknown: ExpressionJson[] = [
      { '<': [{ var: key('text') }, 'b'] },
      { '==': [{ var: 'nonsense' }, 1] },
      { '==': [{ var: key('decimal') }, { var: key('decimal') }] },
      { contains: [{ var: key('text') }, 'CaseMatters'] },
    ]
    for (const expr of unknown) expect(expressionToFilter(expr, place)).toEqual({ formula: { v: 1, expr } })
  })

  it('is refused for a part that counts blanks in another way than the rest', () => {
    const part = (blankAs: 'zero' | 'blank'): Filter => ({
      formula: { v: 1, expr: { '<': [{ var: key('decimal') }, 1] }, blankAs },
    })
    expect(filterToExpression({ not: part('blank') }, place)).not.toBeNull()
    expect(filterToExpression({ not: part('zero') }, place)).toBeNull()
  })

  it('is refused for departments below a given one, which no formula has', () => {
    const below: Filter = { field: key('department'), op: 'below', value: '01900000-0000-7000-8000-0000000000d1' }
    expect(filterToExpression({ and: [below, below] }, place)).toBeNull()
  })
})
