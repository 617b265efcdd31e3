import { expect, it } from 'vitest'
import { durationWords, momentWords, timeUntil } from './time-words.ts'

const hour = 3_600_000
const now = new Date('2026-07-15T08:00:00.000Z')

it('says how long something took in its two largest units, and never nothing', () => {
  expect(durationWords(10, 'en')).toBe('1 min')
  expect(durationWords(2 * hour + 5 * 60_000, 'en')).toBe('2 hrs 5 mins')
  expect(durationWords(26 * hour, 'en')).toBe('1 day 2 hrs')
  expect(durationWords(24 * hour + 120_000, 'en')).toBe('1 day')
  expect(durationWords(2 * hour, 'zh')).toBe('2小时')
})

it('says how long it is until something and since', () => {
  expect(timeUntil('2026-07-15T11:00:00.000Z', now, 'en')).toBe('in 3 hours')
  expect(timeUntil('2026-07-13T08:00:00.000Z', now, 'zh')).toBe('前天')
})

it('says a moment by the time today, else by the day in the zone of the workspace', () => {
  const said = (at: string) => momentWords(at, now, { timeZone: 'Asia/Shanghai', language: 'en' })
  expect(said('2026-07-14T17:30:00.000Z')).toBe('01:30')
  expect(said('2026-07-14T15:30:00.000Z')).toBe('14 Jul')
  expect(said('2025-07-14T15:30:00.000Z')).toBe('14 Jul 2025')
})
