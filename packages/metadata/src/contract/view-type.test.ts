import { describe, expect, it } from 'vitest'
import { salesApp, text } from '../testing/app.fixture.ts'
import { testFieldTypes as fieldTypes } from '../testing/field-types.fixture.ts'
import { testViewTypes as viewTypes } from '../testing/view-types.fixture.ts'
import { validateApp } from '../validate/validate-app.ts'
import { keepPaths, viewPaths } from './view-type.ts'

const board = viewTypes.get('board')
const list = viewTypes.get('list')

describe('the fields that the options of a view name', () => {
  it('are found as a path, in a list and as the field of a column, with their places', () => {
    expect(viewPaths(board, { group: 'level', fields: ['name', 'parent.name'] })).toEqual([
      { option: 'group', path: 'level', pointer: '/group' },
      { option: 'fields', path: 'name', pointer: '/fields/0' },
      { option: 'fields', path: 'parent.name', pointer: '/fields/1' },
    ])
    expect(viewPaths(list, { columns: [{ field: 'name' }, { field: 'code' }] }).map(({ pointer }) => pointer)).toEqual([
      '/columns/0/field',
      '/columns/1/field',
    ])
  })

  it('are taken out where they are not known, and the view with them where it cannot do without', () => {
    const without = (hidden: string) => ({ path: (path: string) => path !== hidden })
    const options = { group: 'level', fields: ['name', 'code'], colour: 'code' }
    expect(keepPaths(board, options, without('code'))).toEqual({ group: 'level', fields: ['name'] })
    expect(keepPaths(board, options, without('level'))).toBeNull()
    expect(keepPaths(list, { columns: [{ field: 'name' }] }, without('name'))).toBeNull()
    expect(keepPaths(board, { group: 'level', fields: [] }, { path: () => true })).toEqual({
      group: 'level',
      fields: [],
    })
  })

  it('leave sorts and colours that name only what is known, calculated columns among it', () => {
    const label = { zh: '甲', en: 'A' }
    const formula = {
      label,
      expression: { v: 1 as const, expr: { upper: [{ var: 'code' }] } },
      result: { type: 'text' },
    }
    const columns = [{ field: 'name' }, { field: 'loud', formula }]
    const sort = ['loud', 'code', 'name'].map((field) => ({ field, direction: 'asc' as const }))
    const when = { field: 'code', op: 'eq' as const, value: 'x' }
    const colours = [
      { key: 'cell', when, colour: 'red' as const, field: 'loud' },
      { key: 'row', when: { field: 'name', op: 'blank' as const }, colour: 'blue' as const },
    ]
    const path = (name: string) => name === 'name'
    expect(keepPaths(list, { columns, sort, colours }, { path })).toEqual({
      columns,
      sort: [sort[0], sort[2]],
      colours,
    })
    const filter = (condition: unknown) => condition !== when
    expect(keepPaths(list, { columns, sort, colours }, { path, filter, formula: () => false })).toEqual({
      columns: [{ field: 'name' }],
      sort: [sort[2]],
      colours: [colours[1]],
    })
  })
})

describe('validation of a view by its type', () => {
  const found = (type: string, options: Record<string, unknown>) =>
    validateApp([...salesApp(), { kind: 'view', key: 'v', label: text('V'), entity: 'customer', type, options }], {
      fieldTypes,
      viewTypes,
    }).map(({ code, pointer }) => `${code} ${pointer}`)

  it('accepts what fits', () => expect(found('board', { group: 'level', fields: ['name'] })).toEqual([]))

  it.each([
    ['a type that is not there', 'boart', {}, ['VIEW_TYPE_UNKNOWN /type']],
    ['options that are missing', 'board', {}, ['SHAPE_MISSING_KEY /options$']],
    [
      'options of another type',
      'board',
      { group: 'level', columns: [{ field: 'name' }] },
      ['SHAPE_UNKNOWN_KEY /options/columns'],
    ],
    ['a field that is not there', 'board', { group: 'levle' }, ['REFERENCE_UNKNOWN /options/group']],
    ['a field that does not fit', 'board', { group: 'name' }, ['VIEW_FIELD_UNFIT /options/group']],
    ['a path where only own fields fit', 'board', { group: 'parent.level' }, ['VIEW_FIELD_UNFIT /options/group']],
    ['a field twice', 'board', { group: 'level', fields: ['name', 'name'] }, ['MEMBER_DUPLICATE /options/fields/1']],
    ['a filter of nonsense', 'board', { group: 'level', filter: { x: 1 } }, ['SHAPE_']],
  ])('refuses %s', (_what, type, options, expected) => {
    const issues = found(type, options)
    expect(issues.length).toBeGreaterThan(0)
    expected.forEach((start, index) => {
      expect(issues[index]).toMatch(new RegExp(`^${start}`))
    })
  })
})
