import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueAfter, type WorkTime } from './due-after.ts'
import type { Duration } from './duration.ts'

/** National Day 2026 lasts from the 1st to the 7th of October; the Saturday after is worked. */
const holidays = ['01', '02', '03', '04', '05', '06', '07'].map((day) => [`2026-10-${day}`, false] as const)
const calendar = { exceptions: new Map([...holidays, ['2026-10-10', true] as const]) }
const shanghai: WorkTime = { timeZone: 'Asia/Shanghai', calendar, from: 9 * 60, to: 18 * 60 }
const berlin: WorkTime = { ...shanghai, timeZone: 'Europe/Berlin', calendar: { exceptions: new Map() } }

const at = (local: string) => new Date(`${local}+08:00`).toISOString()
const working = (amount: number, unit: Duration['unit']): Duration => ({ amount, unit, working: true })

describe('a length of time is over', () => {
  it.each([
    [
      'two hours later by the clock',
      '2026-11-20T17:30:00',
      { amount: 2, unit: 'hour' } as const,
      '2026-11-20T19:30:00',
    ],
    ['two working hours later on Monday morning', '2026-11-20T17:30:00', working(2, 'hour'), '2026-11-23T10:30:00'],
    ['within the day where there is time left', '2026-11-20T10:00:00', working(2, 'hour'), '2026-11-20T12:00:00'],
    ['at the end of the day when it just fits', '2026-11-20T16:00:00', working(2, 'hour'), '2026-11-20T18:00:00'],
    [
      'from the next morning on what comes at night',
      '2026-11-19T22:00:00',
      working(30, 'minute'),
      '2026-11-20T09:30:00',
    ],
    [
      'from the same morning on what comes before work',
      '2026-11-19T06:00:00',
      working(30, 'minute'),
      '2026-11-19T09:30:00',
    ],
    ['after the holidays', '2026-09-30T15:00:00', working(1, 'day'), '2026-10-08T15:00:00'],
    ['on a weekend day that is worked', '2026-10-09T15:00:00', working(1, 'day'), '2026-10-10T15:00:00'],
    ['five working days in a working week', '2026-11-16T15:00:00', working(1, 'week'), '2026-11-23T15:00:00'],
  ])('%s', (_name, from, duration, due) => {
    expect(dueAfter(at(from), duration, shanghai)).toBe(at(due))
  })

  it('at the same time of the clock where the clock is put forward in between', () => {
    expect(dueAfter('2026-03-27T10:00:00.000Z', working(1, 'day'), berlin)).toBe('2026-03-30T09:00:00.000Z')
  })

  it('later for more, and within working hours', () => {
    const start = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-01'), noInvalidDate: true })
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 5000 }), (from, amount) => {
        const due = dueAfter(from.toISOString(), working(amount, 'minute'), shanghai)
        const later = dueAfter(from.toISOString(), working(amount + 1, 'minute'), shanghai)
        const clock = new Date(Date.parse(due) + 8 * 3_600_000)
        const minutes = clock.getUTCHours() * 60 + clock.getUTCMinutes() + clock.getUTCSeconds() / 60
        expect(later > due && due > from.toISOString()).toBe(true)
        expect(minutes).toBeGreaterThanOrEqual(9 * 60)
        expect(minutes).toBeLessThanOrEqual(18 * 60)
      }),
    )
  })
})
