import { describe, expect, it } from 'vitest'
import { salesApp } from '../testing/app.fixture.ts'
import { testFieldTypes } from '../testing/field-types.fixture.ts'
import { compileApp } from './compile-app.ts'
import { relatedPath } from './related-path.ts'

const model = compileApp(salesApp(), { fieldTypes: testFieldTypes, revision: 1 })
const from = (table: string, path: string) => {
  const entity = model.entities.get(table)
  const found = entity && relatedPath(model, entity, path)
  return found ? [...found.before.map(({ key }) => key), found.step.via, found.target.key] : null
}

describe('a path of relations', () => {
  it.each<[string, string, string[] | null]>([
    ['order', 'customer', ['one', 'customer']],
    ['order', 'lines', ['foreign', 'order_line']],
    ['customer', 'orders', ['foreign', 'order']],
    ['order', 'customer.orders', ['customer', 'foreign', 'order']],
    ['order', 'customer.parent.orders', ['customer', 'parent', 'foreign', 'order']],
    ['customer', 'name', null],
    ['customer', 'orders.lines', null],
    ['customer', 'nonsuch', null],
    ['customer', 'nonsuch.orders', null],
    ['customer', 'owner', null],
  ])('%s › %s', (table, path, expected) => {
    expect(from(table, path)).toEqual(expected)
  })
})
