import { expect, it } from 'vitest'
import { countProblems, mapProblems, remainingProblems } from './problem-map.ts'

const problem = (path: string) => ({ path, code: 'X', message: `bad ${path}`, params: {} })
const map = mapProblems(['name', 'lines/0/qty', 'lines/1', 'hidden'].map(problem), new Set(['name', 'lines']))

it('sorts problems to fields, cells of lines and what is not shown, and loses none', () => {
  expect(map).toEqual({
    fields: { name: 'bad name' },
    lines: { lines: { '0/qty': 'bad lines/0/qty', '1': 'bad lines/1' } },
    others: [{ field: 'hidden', message: 'bad hidden' }],
  })
  expect(countProblems(map)).toBe(4)
})

it('drops a problem when its own value changes, and no other', () => {
  const then = { name: 'a', lines: [{ qty: 'x', item: 'i' }, { item: null }] }
  expect(remainingProblems(map, then, { ...then, name: 'b' }).fields).toEqual({})
  const edited = remainingProblems(map, then, { ...then, lines: [{ qty: 'x', item: 'other' }, { item: 'now' }] })
  expect(edited.lines).toEqual({ lines: { '0/qty': 'bad lines/0/qty' } })
  expect(edited.fields).toEqual({ name: 'bad name' })
  expect(remainingProblems(map, then, { name: 'a', lines: [] }).lines).toEqual({})
})
