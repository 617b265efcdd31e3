import { expect, it } from 'vitest'
import { countRecords } from './count-records.ts'
import { monthLabel, monthSpan } from './date-groups.ts'

it('spans all days of a month, leap years included', () => {
  expect(monthSpan('2028-02-01')).toEqual(['2028-02-01', '2028-02-29'])
  expect(monthSpan('2026-12-01T00:00:00.000Z')).toEqual(['2026-12-01', '2026-12-31'])
})

it('names months as people do', () => {
  expect(monthLabel('2026-11-01', 'zh')).toBe('2026年11月')
  expect(monthLabel('2026-11-01', 'en')).toBe('November 2026')
})

it('counts exactly where the estimate is small and leaves large estimates alone', async () => {
  const answer = (total: { count: number; estimated: boolean }) => ({ records: [], next: null, previous: null, total })
  const asked: unknown[] = []
  const small = await countRecords(async ({ count }) => {
    asked.push(count)
    return answer(count === 'exact' ? { count: 42, estimated: false } : { count: 50, estimated: true })
  }, {})
  expect(small).toEqual({ count: 42, estimated: false })
  expect(asked).toEqual(['estimated', 'exact'])
  expect(await countRecords(async () => answer({ count: 300_000, estimated: true }), {})).toEqual({
    count: 300_000,
    estimated: true,
  })
})
