import { expect, it } from 'vitest'
import { validateListSearch } from './list-search.ts'

it('reads what a list wrote into its address', () => {
  const search = {
    view: 'mine',
    filter: { field: 'level', op: 'eq', value: 'a' },
    sort: [{ field: 'name', direction: 'desc' }],
    search: '上海',
    record: 'r1',
  }
  expect(validateListSearch(search)).toEqual(search)
})

it('reads a search for a number and keeps "no filter" apart from "as the view has it"', () => {
  expect(validateListSearch({ search: 123, filter: {}, sort: [] })).toEqual({ search: '123', filter: {}, sort: [] })
  expect(validateListSearch({})).toEqual({})
})

it('leaves out what somebody made up', () => {
  expect(
    validateListSearch({
      view: ['x'],
      filter: 'all',
      sort: [{ field: 'name', direction: 'sideways' }],
      search: 'x'.repeat(500),
      record: {},
      evil: 1,
    }),
  ).toEqual({})
})
