import { expect, it } from 'vitest'
import { rangeOf, stepBy, titleOf, weeksOf } from './calendar-range.ts'

it.each([
  ['month', '2026-11-22', '2026-10-26', '2026-12-06', 6],
  ['month', '2027-02-15', '2027-02-01', '2027-02-28', 4],
  ['week', '2026-11-22', '2026-11-16', '2026-11-22', 1],
  ['rows', '2026-11-16', '2026-11-16', '2026-11-22', 1],
  ['day', '2026-11-22', '2026-11-22', '2026-11-22', 1],
] as const)('a %s around %s', (mode, day, from, to, weeks) => {
  expect(rangeOf(mode, day)).toEqual({ from, to })
  expect(weeksOf({ from, to })).toHaveLength(weeks)
})

it('turns the page by what is shown, from the last of a long month as well', () => {
  expect(stepBy('month', '2026-01-31', 1)).toBe('2026-02-01')
  expect(stepBy('week', '2026-12-30', 1)).toBe('2027-01-06')
  expect(stepBy('day', '2026-03-01', -1)).toBe('2026-02-28')
})

it('says what it shows in both languages', () => {
  expect(titleOf('month', '2026-11-22', 'zh')).toBe('2026年11月')
  expect(titleOf('month', '2026-11-22', 'en')).toBe('November 2026')
  expect(titleOf('week', '2026-11-22', 'zh')).toContain('2026年11月16日')
})
