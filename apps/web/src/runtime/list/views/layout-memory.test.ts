import { afterEach, expect, it } from 'vitest'
import { readLayout, writeLayout } from './layout-memory.ts'
import { bare, sameOptions } from './view-options.ts'

const place = { userId: 'u', app: 'crm', entity: 'customer', view: 'all' }
afterEach(() => localStorage.clear())

it('remembers a layout per user and view and forgets an empty one', () => {
  writeLayout(place, { columns: [{ field: 'name', width: 200 }], group: null })
  expect(readLayout(place)).toEqual({ columns: [{ field: 'name', width: 200 }], group: null })
  expect(readLayout({ ...place, userId: 'other' })).toEqual({})
  writeLayout(place, {})
  expect(localStorage.length).toBe(0)
})

it('starts afresh when what is stored is no layout', () => {
  for (const broken of ['{', '[]', '{"columns":[1]}', 'null']) {
    localStorage.setItem('mortise-list/u/crm/customer/all', broken)
    expect(readLayout(place).columns).toBeUndefined()
  }
})

it('sees no change in what is only written differently', () => {
  const columns = [{ field: 'name' }]
  expect(
    sameOptions({ columns, sort: [], rowHeight: 'default' }, { columns: [{ field: 'name', pinned: false }] }),
  ).toBe(true)
  expect(sameOptions({ columns }, { columns: [{ field: 'name', width: 90 }] })).toBe(false)
  expect(bare({ columns, sort: [], filter: undefined, group: '' })).toEqual({ columns })
})
