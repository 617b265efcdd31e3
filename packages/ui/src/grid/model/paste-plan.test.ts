import { expect, it } from 'vitest'
import { planPaste } from './paste-plan.ts'

const range = (fromRow: number, toRow: number, fromColumn: number, toColumn: number) => ({
  fromRow,
  toRow,
  fromColumn,
  toColumn,
})

it('fills a whole range with one value', () => {
  const plan = planPaste([['x']], range(1, 3, 0, 1), { rows: 10, columns: 5 })
  expect(plan.cells).toHaveLength(6)
  expect(new Set(plan.cells.map(({ text }) => text))).toEqual(new Set(['x']))
  expect(plan.range).toEqual(range(1, 3, 0, 1))
})

it('repeats what was copied when the range is a whole multiple of it', () => {
  const plan = planPaste([['a'], ['b']], range(0, 3, 0, 0), { rows: 10, columns: 1 })
  expect(plan.cells.map(({ text }) => text)).toEqual(['a', 'b', 'a', 'b'])
})

it('pastes once from the first cell when the range is no multiple', () => {
  const plan = planPaste([['a'], ['b']], range(2, 4, 1, 1), { rows: 10, columns: 3 })
  expect(plan.cells).toEqual([
    { row: 2, column: 1, text: 'a' },
    { row: 3, column: 1, text: 'b' },
  ])
})

it('says how much lies outside the grid', () => {
  const plan = planPaste(
    [
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ],
    range(8, 8, 2, 2),
    { rows: 10, columns: 3 },
  )
  expect(plan.cells.map(({ text }) => text)).toEqual(['1', '3'])
  expect(plan).toMatchObject({ lostRows: 1, lostColumns: 1 })
})

it('leaves cells alone where a row of the clipboard is shorter', () => {
  const plan = planPaste([['a', 'b'], ['c']], range(0, 0, 0, 0), { rows: 5, columns: 5 })
  expect(plan.cells).toHaveLength(3)
})
