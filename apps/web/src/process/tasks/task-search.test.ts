import { expect, it } from 'vitest'
import { countFilters, periodBounds, validateTaskSearch } from './task-search.ts'

it('reads what it understands and leaves out the rest', () => {
  const search = {
    box: 'done',
    app: 'crm',
    process: 'quote_approval',
    text: 42,
    period: 'week',
    overdue: true,
    visit: 3,
  }
  expect(validateTaskSearch(search)).toEqual({ ...search, text: '42' })
  expect(
    validateTaskSearch({ box: 'todo', app: 'No app', period: 'ever', overdue: 'yes', visit: -1, more: 1 }),
  ).toEqual({})
})

it('counts filters but for the text', () => {
  expect(countFilters({ box: 'done', text: 'pumps', visit: 2 })).toBe(0)
  expect(countFilters({ app: 'crm', period: 'today', overdue: true })).toBe(3)
})

it('has periods meet without a gap: what is older than a month is in no month', () => {
  const now = new Date(2026, 6, 15, 17, 30)
  const bounds = (period: Parameters<typeof periodBounds>[0]) => periodBounds(period, now)
  expect(bounds('today')).toEqual({ since: new Date(2026, 6, 15).toISOString() })
  expect(Date.parse(bounds('week').since ?? '')).toBeLessThan(Date.parse(bounds('today').since ?? ''))
  expect(bounds('older').until).toBe(bounds('month').since)
})
