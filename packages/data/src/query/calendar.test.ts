import { isDay, startOfDay } from '@mortise/expressions'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, daysOfRange } from './calendar.ts'

const zones = [
  'Asia/Shanghai',
  'UTC',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/St_Johns',
  'Asia/Kathmandu',
]

describe('the calendar', () => {
  it('begins each day at its first instant, in every zone', () => {
    const days = fc.integer({ min: -20_000, max: 40_000 }).map((number) => addDays('1970-01-01', number))
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (day, zone) => {
        const start = startOfDay(day, zone)
        // Samoa left out a whole day when it crossed the date line.
        if (zone === 'Pacific/Apia' && day === '2011-12-30') return
        expect(dayOf(start, zone)).toBe(day)
        expect(dayOf(new Date(start.getTime() - 1), zone) < day).toBe(true)
      }),
      { numRuns: 3000, seed: 5 },
    )
  })

  it('begins the day after a midnight that was skipped where the gap ends', () => {
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z')
    expect(startOfDay('2026-11-22', 'Asia/Shanghai').toISOString()).toBe('2026-11-21T16:00:00.000Z')
  })

  it('knows real days from others', () => {
    for (const day of ['2000-02-29', '0001-01-01', '9999-12-31']) expect(isDay(day)).toBe(true)
    for (const day of ['2001-02-29', '0000-01-01', '2026-1-1', '10000-01-01', '2026-13-01', 20260101, null]) {
      expect(isDay(day)).toBe(false)
    }
  })

  it('reckons spans in whole units, without the one that runs now', () => {
    const of = (
      span: 'last' | 'this' | 'next',
      unit: 'day' | 'week' | 'month' | 'quarter' | 'year',
      count?: number,
    ) => {
      const { from, to } = daysOfRange({ span, unit, count }, '2026-11-22')
      return `${from} ${to}`
    }
    expect(of('this', 'day')).toBe('2026-11-22 2026-11-23')
    expect(of('last', 'day', 7)).toBe('2026-11-15 2026-11-22')
    expect(of('this', 'week')).toBe('2026-11-16 2026-11-23')
    expect(of('next', 'week', 2)).toBe('2026-11-23 2026-12-07')
    expect(of('last', 'month')).toBe('2026-10-01 2026-11-01')
    expect(of('next', 'month', 3)).toBe('2026-12-01 2027-03-01')
    expect(of('this', 'quarter')).toBe('2026-10-01 2027-01-01')
    expect(of('last', 'quarter', 4)).toBe('2025-10-01 2026-10-01')
    expect(of('last', 'year', 2)).toBe('2024-01-01 2026-01-01')
  })
})

describe('the day of an instant', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-22T15:59:59.000Z', '2026-11-21T16:00:00.000Z'],
    ['America/New_York', '2026-03-08T12:00:00.000Z', '2026-03-08T05:00:00.000Z'],
    ['America/New_York', '2026-11-01T23:00:00.000Z', '2026-11-01T04:00:00.000Z'],
    // Clocks are put back over midnight: the day begins with the first of its two midnights.
    ['America/Havana', '2026-11-01T12:00:00.000Z', '2026-11-01T04:00:00.000Z'],
    ['UTC', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
  ])('in %s at %s began at %s', (zone, instant, midnight) => {
    expect(startOfDay(dayOf(new Date(instant), zone), zone).toISOString()).toBe(midnight)
  })
})
