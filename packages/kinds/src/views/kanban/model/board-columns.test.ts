import type { AggregateRow } from '@mortise/data'
import { compileApp, type EntityModel, type FieldModel } from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { loadFieldTypes } from '../../../load.server.ts'
import { columnFilter, columnsOf } from './board-columns.ts'
import { landingIndex } from './landing.ts'

const words = (text: string) => ({ zh: text, en: text })
const model = compileApp(
  [
    { kind: 'app', key: 'a', label: words('A'), version: '1.0.0' },
    {
      kind: 'option_set',
      key: 'stage',
      label: words('Stage'),
      options: [
        { key: 'won', label: words('Won') },
        { key: 'old', label: words('Old'), archived: true },
        { key: 'new', label: words('New') },
      ],
    },
    {
      kind: 'entity',
      key: 'deal',
      label: words('Deal'),
      titleField: 'name',
      fields: [
        { key: 'name', type: 'text', label: words('Name') },
        { key: 'stage', type: 'select', label: words('Stage'), required: true, options: { optionSet: 'stage' } },
        { key: 'step', type: 'select', label: words('Step'), options: { optionSet: 'stage' } },
        { key: 'seller', type: 'person', label: words('Seller') },
        { key: 'parent', type: 'relation', label: words('Parent'), options: { entity: 'deal' } },
        { key: 'amount', type: 'money', label: words('Amount') },
      ],
    },
  ],
  { fieldTypes: await loadFieldTypes(), revision: 1 },
)
const deal = model.entities.get('deal') as EntityModel
const field = (key: string) => deal.fields.get(key) as FieldModel
const row = (value: unknown, records: number, total?: string): AggregateRow => ({
  groups: [value],
  metrics: { records, ...(total !== undefined && { total }) },
})
const people: { [id: string]: string } = { b: '李娜', a: '张伟' }
const keys = (key: string, rows: AggregateRow[]) =>
  columnsOf({ field: field(key), rows, nameOf: (id) => people[id] }).map((column) => column.key)

describe('the columns of a board', () => {
  it('stand in the order of the options, also without a single record', () => {
    expect(keys('stage', [])).toEqual(['won', 'new'])
    expect(keys('step', [])).toEqual(['won', 'new', ''])
  })

  it('have archived options and those that are gone last, and only where records have them', () => {
    const rows = [row('old', 2), row('lost', 1), row('new', 5, '7.00'), row(null, 1)]
    const columns = columnsOf({ field: field('stage'), rows, nameOf: () => undefined })
    expect(columns.map(({ key, closed, count }) => [key, closed, count])).toEqual([
      ['won', false, 0],
      ['new', false, 5],
      ['', false, 1],
      ['old', true, 2],
      ['lost', true, 1],
    ])
    expect(columns[1]?.total).toBe('7.00')
    expect(columns[0]).not.toHaveProperty('total')
  })

  it('stand by name for people and by size for related records, those without last', () => {
    expect(keys('seller', [row('a', 9), row(null, 99), row('b', 1), row('gone', 3)])).toEqual(['b', 'a', 'gone', ''])
    expect(keys('parent', [row('x', 1), row('y', 8)])).toEqual(['y', 'x', ''])
  })

  it('are asked for by what their records have in common', () => {
    expect(columnFilter('stage', { value: 'won' })).toEqual({ field: 'stage', op: 'eq', value: 'won' })
    expect(columnFilter('stage', { value: null })).toEqual({ field: 'stage', op: 'blank' })
  })
})

describe('the place where a card lands', () => {
  const card = (id: string, values: object) => ({ id, ...values })
  const index = (sortField: string, direction: 'asc' | 'desc', values: unknown[], moved: unknown) =>
    landingIndex(
      deal,
      [{ field: sortField, direction }],
      values.map((value, at) => card(String(at), { [sortField]: value })),
      card('m', { [sortField]: moved }),
    )

  it.each([
    ['amount', 'desc', ['900.00', '100.00', null], '200.00', 1],
    ['amount', 'asc', ['9.00', '100.00'], '20.00', 1],
    ['amount', 'desc', ['900.00', null], null, 2],
    ['name', 'asc', ['a', 'c'], 'b', 1],
    ['stage', 'asc', ['won', 'new'], 'old', 1],
    ['updated_at', 'desc', ['2026-01-02T00:00:00.000Z'], '2020-01-01T00:00:00.000Z', 0],
  ] as const)('follows the order of the view: %s %s', (by, direction, values, moved, expected) => {
    expect(index(by, direction, [...values], moved)).toBe(expected)
  })

  it('is the top without an order', () => expect(landingIndex(deal, [], [card('1', {})], card('m', {}))).toBe(0))
})
