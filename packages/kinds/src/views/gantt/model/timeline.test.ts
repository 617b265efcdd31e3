import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../view-parts/spans.ts'
import { arrowPath, freeRuns, ticksOf, timelineOf, workingDays, xOf } from './timeline.ts'

const day = fc.integer({ min: 0, max: 3000 }).map((number) => addDays('2024-01-01', number))
const span = fc
  .tuple(day, fc.integer({ min: 0, max: 200 }))
  .map(([first, length]) => ({ first, last: addDays(first, length) }))
const zoom = fc.constantFrom('day' as const, 'week' as const, 'month' as const)

describe('a timeline', () => {
  it('reaches over every bar and today, and begins on a Monday', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 20 }), zoom, (spans, scale) => {
        const timeline = timelineOf(spans, '2026-11-22', scale)
        const end = timeline.days * timeline.dayWidth
        for (const { first, last } of [...spans, { first: '2026-11-22', last: '2026-11-22' }])
          expect(xOf(timeline, first) >= 0 && xOf(timeline, last) < end).toBe(true)
        expect(new Date(`${timeline.from}T00:00:00Z`).getUTCDay()).toBe(1)
      }),
    )
  })

  it('has a head without gaps from edge to edge', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), zoom, (spans, scale) => {
        const timeline = timelineOf(spans, '2026-11-22', scale)
        for (const ticks of Object.values(ticksOf(timeline, 'zh'))) {
          expect(ticks[0]?.x).toBe(0)
          const edges = ticks.slice(1).map(({ x }) => x)
          expect(ticks.map(({ x, width }) => x + width)).toEqual([...edges, timeline.days * timeline.dayWidth])
        }
      }),
    )
  })

  it('does not reach further than ten years for a date that somebody mistyped', () => {
    const timeline = timelineOf([{ first: '0226-01-01', last: '9226-01-01' }], '2026-11-22', 'day')
    expect(timeline.days).toBeLessThanOrEqual(3660)
    expect(xOf(timeline, '2026-11-22')).toBeGreaterThan(0)
  })
})

describe('working days', () => {
  const special = new Map([
    ['2026-10-01', { works: false }],
    ['2026-10-10', { works: true }],
  ])

  it('are those of the week but for holidays, and weekends that are worked', () => {
    expect(workingDays('2026-10-05', '2026-10-11', new Map())).toBe(5)
    expect(workingDays('2026-10-05', '2026-10-11', special)).toBe(6)
    expect(workingDays('2026-10-01', '2026-10-01', special)).toBe(0)
  })

  it('and free days are all days together', () => {
    const timeline = timelineOf([], '2026-10-05', 'day')
    const free = freeRuns(timeline, special).reduce((sum, { width }) => sum + width / timeline.dayWidth, 0)
    expect(free + workingDays(timeline.from, addDays(timeline.from, timeline.days - 1), special)).toBe(timeline.days)
  })
})

it('leads arrows forward straight, and back around the bars', () => {
  expect(arrowPath({ x: 10, y: 16 }, { x: 100, y: 48 })).toBe('M10,16 H20 V48 H100')
  expect(arrowPath({ x: 100, y: 16 }, { x: 40, y: 48 })).toBe('M100,16 h10 V32 H30 V48 H40')
})
