import { describe, expect, it } from 'vitest'
import { dayNumber, isDay, weekdayOf } from '../evaluate/calendar-day.ts'
import { chineseHolidays } from './public-holidays.ts'
import { addWorkdays, countWorkdays } from './working-days.ts'

const days = chineseHolidays()
const calendar = { exceptions: new Map(days.map(({ day, works }) => [day, works])) }

describe('the holidays of China', () => {
  it('are real days, each once, in both languages', () => {
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length)
    expect(days.filter(({ day }) => !isDay(day))).toEqual([])
    expect(days.filter(({ name }) => !name.zh || !name.en)).toEqual([])
    expect(new Set(days.map(({ day }) => day.slice(0, 4))).size).toBeGreaterThanOrEqual(23)
  })

  it('let people work on weekend days only where a holiday was moved', () => {
    const wrong = days.filter(({ day, works }) => works && weekdayOf(dayNumber(day)) < 6)
    expect(wrong).toEqual([])
  })

  it('count the working days around National Day 2026, which lasts from the 1st to the 7th of October', () => {
    expect(countWorkdays('2026-10-01', '2026-10-07', calendar)).toBe(0)
    expect(addWorkdays('2026-09-30', 1, calendar)).toBe('2026-10-08')
    expect(addWorkdays('2026-10-08', -1, calendar)).toBe('2026-09-30')
    expect(calendar.exceptions.get('2026-10-10')).toBe(true)
    expect(countWorkdays('2026-10-08', '2026-10-11', calendar)).toBe(3)
  })
})

describe('working days', () => {
  const none = { exceptions: new Map<string, boolean>() }

  it('are those of the week where no calendar says otherwise', () => {
    expect(countWorkdays('2026-11-16', '2026-11-22', none)).toBe(5)
    expect(countWorkdays('2026-11-22', '2026-11-16', none)).toBe(-5)
    expect(countWorkdays('2026-11-21', '2026-11-22', none)).toBe(0)
    expect(addWorkdays('2026-11-20', 1, none)).toBe('2026-11-23')
    expect(addWorkdays('2026-11-21', -1, none)).toBe('2026-11-20')
  })

  it('are found one by one, on whichever day one starts', () => {
    const worked = Array.from({ length: 800 }, (_, index) => new Date(Date.UTC(2025, 0, 1) + index * 86_400_000))
      .map((date) => date.toISOString().slice(0, 10))
      .filter((day) => calendar.exceptions.get(day) ?? weekdayOf(dayNumber(day)) < 6)
    for (const [index, day] of worked.entries()) {
      if (index + 30 >= worked.length) break
      expect(addWorkdays(day, 30, calendar)).toBe(worked[index + 30])
      expect(addWorkdays(worked[index + 30] ?? '', -30, calendar)).toBe(day)
      expect(countWorkdays(day, worked[index + 30] ?? '', calendar)).toBe(31)
    }
  })

  it('end where the calendar ends', () => {
    expect(addWorkdays('9999-12-31', 1, none)).toBe(null)
    expect(addWorkdays('0001-01-01', -1, none)).toBe(null)
    expect(addWorkdays('9999-12-30', 1, none)).toBe('9999-12-31')
  })
})
