import type { FieldModel } from '@mortise/metadata'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packBars, packTimes } from './pack-bars.ts'
import {
  addDays,
  compareMoments,
  daysBetween,
  isWholeDays,
  lastDayOf,
  readMoment,
  type Span,
  shiftSpan,
  spanFilter,
  spanOf,
  spanValues,
  weekStart,
  withEnd,
  writeMoment,
} from './spans.ts'

const field = (key: string, type: 'date' | 'datetime') =>
  ({ key, type, kind: { group: 'date' }, lookup: null, computed: null }) as unknown as FieldModel
const [on, until] = [field('on', 'date'), field('until', 'date')]
const [at, to] = [field('at', 'datetime'), field('to', 'datetime')]
const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Pacific/Auckland', 'UTC']

const day = fc.integer({ min: 0, max: 20_000 }).map((number) => addDays('1990-01-01', number))
const moment = fc.record({ day, minute: fc.integer({ min: 0, max: 1439 }) })

describe('spans', () => {
  it('come back as they were written, but for the hour that a clock skips', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (wanted, zone) => {
        const back = readMoment(writeMoment(wanted, at, zone), at, zone)
        const off = back
          ? Math.abs(daysBetween(wanted.day, back.day) * 1440 + (back.minute ?? 0) - wanted.minute)
          : 9999
        expect(off === 0 || off === 60 || off === 30).toBe(true)
        expect(off === 0 || zone !== 'Asia/Shanghai' || wanted.day < '1992-01-01').toBe(true)
      }),
    )
    expect(readMoment('2026-11-22', on, 'UTC')).toEqual({ day: '2026-11-22', minute: null })
  })

  it('moved there and back are where they were, and as long as before', () => {
    fc.assert(
      fc.property(
        moment,
        moment,
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: -3000, max: 3000 }),
        (a, b, days, minutes) => {
          const span: Span = compareMoments(a, b) <= 0 ? { start: a, end: b } : { start: b, end: a }
          expect(shiftSpan(shiftSpan(span, days, minutes), -days, -minutes)).toEqual(span)
        },
      ),
    )
  })

  it('keep their wall time over the change of the clocks', () => {
    const record = { id: '1', at: '2026-03-28T09:00:00.000Z', to: '2026-03-28T10:30:00.000Z' }
    const fields = { start: at, end: to }
    const span = spanOf(record, fields, 'Europe/Berlin') as Span
    expect(span.start).toEqual({ day: '2026-03-28', minute: 600 })
    expect(spanValues(span, shiftSpan(span, 1), fields, 'Europe/Berlin', true)).toEqual({
      at: '2026-03-29T08:00:00.000Z',
      to: '2026-03-29T09:30:00.000Z',
    })
  })

  it('without an end last a day or an hour, and get none by being moved', () => {
    const record = { id: '1', on: '2026-11-22', until: null, at: '2026-11-22T01:00:00.000Z' }
    const fields = { start: on, end: until }
    const span = spanOf(record, fields, 'UTC') as Span
    expect(lastDayOf(span)).toBe('2026-11-22')
    expect(spanValues(span, shiftSpan(span, 3), fields, 'UTC', false)).toEqual({ on: '2026-11-25' })
    expect(spanValues(span, withEnd(span, { day: '2026-11-24', minute: null }), fields, 'UTC', false)).toEqual({
      until: '2026-11-24',
    })
    expect(spanOf(record, { start: at, end: null }, 'UTC')?.end).toEqual({ day: '2026-11-22', minute: 120 })
    expect(spanOf({ id: '1', on: null }, fields, 'UTC')).toBeNull()
  })

  it('that end at midnight are over the day before', () => {
    const span = { start: { day: '2026-11-22', minute: 600 }, end: { day: '2026-11-23', minute: 0 } }
    expect(lastDayOf(span)).toBe('2026-11-22')
    expect(isWholeDays(span)).toBe(false)
  })

  it('never end before they begin', () => {
    const span = { start: { day: '2026-11-22', minute: null }, end: { day: '2026-11-25', minute: null } }
    expect(withEnd(span, { day: '2026-11-01', minute: null }).end.day).toBe('2026-11-22')
  })

  it('are asked for by the days that they touch', () => {
    expect(spanFilter({ start: on, end: null }, '2026-11-01', '2026-11-30', 'UTC')).toEqual({
      and: [
        { field: 'on', op: 'lte', value: '2026-11-30' },
        { field: 'on', op: 'gte', value: '2026-11-01' },
      ],
    })
    expect(spanFilter({ start: at, end: null }, '2026-11-01', '2026-11-30', 'Asia/Shanghai')).toEqual({
      and: [
        { field: 'at', op: 'lt', value: '2026-11-30T16:00:00.000Z' },
        { field: 'at', op: 'gte', value: '2026-10-31T16:00:00.000Z' },
      ],
    })
  })

  it('begin their week on Monday', () => {
    expect(weekStart('2026-11-22')).toBe('2026-11-16')
    expect(weekStart('2026-11-23')).toBe('2026-11-23')
  })
})

const bars = fc.array(
  fc
    .tuple(fc.integer({ min: -10, max: 40 }), fc.integer({ min: 0, max: 12 }))
    .map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 40 },
)

describe('bars', () => {
  it('never lie over each other, stay inside, and are all there', () => {
    fc.assert(
      fc.property(bars, (spans) => {
        const packed = packBars(
          spans.map((span, index) => ({ id: String(index), ...span })),
          0,
          30,
        )
        expect(packed).toHaveLength(spans.filter(({ from, to }) => to >= 0 && from <= 30).length)
        for (const [index, one] of packed.entries()) {
          expect(one.from >= 0 && one.to <= 30 && one.from <= one.to).toBe(true)
          for (const other of packed.slice(index + 1))
            expect(one.lane !== other.lane || one.to < other.from || other.to < one.from).toBe(true)
        }
      }),
    )
  })

  it('need no more rows than lie over each other at once', () => {
    fc.assert(
      fc.property(bars, (spans) => {
        const packed = packBars(
          spans.map((span, index) => ({ id: String(index), ...span })),
          -10,
          60,
        )
        const most = Math.max(
          0,
          ...Array.from(
            { length: 71 },
            (_, step) => spans.filter((s) => s.from <= step - 10 && s.to >= step - 10).length,
          ),
        )
        expect(Math.max(0, ...packed.map(({ lane }) => lane + 1))).toBe(most)
      }),
    )
  })

  it('of hours stand beside each other and share the width where they overlap', () => {
    fc.assert(
      fc.property(bars, (spans) => {
        const packed = packTimes(spans.map(({ from, to }, index) => ({ id: String(index), from, to: to + 1 })))
        expect(packed).toHaveLength(spans.length)
        for (const [index, one] of packed.entries()) {
          expect(one.column).toBeLessThan(one.columns)
          for (const other of packed.slice(index + 1)) {
            const overlap = one.from < other.to && other.from < one.to
            if (overlap) expect([one.column === other.column, one.columns]).toEqual([false, other.columns])
          }
        }
      }),
    )
  })
})
