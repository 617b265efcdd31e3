import { expect, it } from 'vitest'
import { addDuration, dueAt } from './virtual-time.ts'

const at = '2026-01-31T10:00:00.000Z'

it.each([
  ['PT2H', '2026-01-31T12:00:00.000Z'],
  ['P1D', '2026-02-01T10:00:00.000Z'],
  ['P1W', '2026-02-07T10:00:00.000Z'],
  ['P1M', '2026-02-28T10:00:00.000Z'],
  ['P1Y2M', '2027-03-31T10:00:00.000Z'],
  ['PT90M30S', '2026-01-31T11:30:30.000Z'],
])('adds %s', (text, expected) => {
  expect(addDuration(at, text)).toBe(expected)
})

it.each(['P', 'PT', '2H', '= due', 'P1.5D', ''])('knows that "%s" is no duration', (text) => {
  expect(addDuration(at, text)).toBeNull()
})

it('says when timers are due, as far as the file does', () => {
  expect(dueAt(at, { at: '2026-03-01T00:00:00+08:00' })).toBe('2026-02-28T16:00:00.000Z')
  expect(dueAt(at, { every: 'R3/PT10M' })).toBe('2026-01-31T10:10:00.000Z')
  expect(dueAt(at, { at: '= order.due' })).toBeNull()
  expect(dueAt(at, {})).toBeNull()
})
