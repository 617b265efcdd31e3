import { expect, it } from 'vitest'
import { hideColumn, moveColumn, pinColumn, resizeColumn, shiftColumn, toggleSort } from './column-placement.ts'
import { columnWindow, rowWindow, scrollToShow } from './visible-window.ts'

const columns = ['a', 'b', 'c'].map((key) => ({ key, width: 100, pinned: key === 'a' }))
const keys = (list: { key: string }[]) => list.map(({ key }) => key).join('')

it('moves a column beside another one and into or out of the pinned part', () => {
  expect(keys(moveColumn(columns, 'c', { key: 'b', side: 'before' }))).toBe('acb')
  expect(moveColumn(columns, 'c', { key: 'a', side: 'after' })[1]).toEqual({ key: 'c', width: 100, pinned: true })
  expect(keys(shiftColumn(columns, 'c', -1))).toBe('acb')
  expect(keys(shiftColumn(columns, 'c', 1))).toBe('abc')
})

it('pins to the front, keeps widths within bounds and never hides the last column', () => {
  expect(keys(pinColumn(columns, 'c', true))).toBe('acb')
  expect(resizeColumn(columns, 'b', 5)[1]?.width).toBe(60)
  expect(resizeColumn(columns, 'b', 5000)[1]?.width).toBe(800)
  expect(hideColumn(columns.slice(0, 1), 'a')).toHaveLength(1)
})

it('sorts up, then down, then not at all; with Shift beside the others', () => {
  const up = toggleSort([], 'a', false)
  const down = toggleSort(up, 'a', false)
  expect([up, down, toggleSort(down, 'a', false)]).toEqual([
    [{ key: 'a', direction: 'asc' }],
    [{ key: 'a', direction: 'desc' }],
    [],
  ])
  expect(toggleSort(down, 'b', true)).toEqual([
    { key: 'a', direction: 'desc' },
    { key: 'b', direction: 'asc' },
  ])
})

it('draws the rows and columns on the screen and a few around them, of any number', () => {
  const window = rowWindow({ scrollTop: 1_700_000, height: 340, rowHeight: 34, rowCount: 100_000 })
  expect(window.from).toBeLessThanOrEqual(50_000 - 6)
  expect(window.to).toBeGreaterThanOrEqual(50_010 + 6)
  expect(window.to - window.from).toBeLessThan(40)
  const widths = Array.from({ length: 200 }, () => 100)
  expect(columnWindow({ scrollLeft: 5_000, width: 1_000, widths })).toEqual({ from: 49, to: 61 })
})

it('scrolls no further than needed to bring a cell out from under header and pinned columns', () => {
  expect(scrollToShow({ start: 100, end: 134, scroll: 0, size: 400, before: 34 })).toBeUndefined()
  expect(scrollToShow({ start: 100, end: 134, scroll: 90, size: 400, before: 34 })).toBe(66)
  expect(scrollToShow({ start: 1000, end: 1034, scroll: 0, size: 400, after: 34 })).toBe(668)
})
