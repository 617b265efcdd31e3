import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cardHeight, headHeight, placeCards } from './place-cards.ts'

it('puts the head of a group right at the top, and cards right below it', () => {
  const places = placeCards(5, [0, 3])
  expect([0, 1, 2, 3, 4].map(places.topOf)).toEqual([
    0,
    headHeight,
    headHeight + cardHeight,
    headHeight + 2 * cardHeight,
    2 * headHeight + 2 * cardHeight,
  ])
  expect(places.height).toBe(2 * headHeight + 3 * cardHeight)
})

it('draws every row that is in sight, and not many more', () => {
  const lists = fc
    .record({ count: fc.integer({ min: 0, max: 300 }), heads: fc.uniqueArray(fc.nat(299)), scrollTop: fc.nat(40_000) })
    .map(({ count, heads, scrollTop }) => ({
      ...{ count, scrollTop },
      heads: heads.filter((head) => head < count).sort((a, b) => a - b),
    }))
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 900 }), ({ count, heads, scrollTop }, height) => {
      const places = placeCards(count, heads)
      const { from, to } = places.visible(scrollTop, height)
      const seen = Array.from({ length: count }, (_, index) => index).filter(
        (index) => places.topOf(index + 1) > scrollTop && places.topOf(index) < scrollTop + height,
      )
      for (const index of seen) expect(index >= from && index < to).toBe(true)
      expect(to - from).toBeLessThanOrEqual(height / headHeight + 11)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(count)
    }),
  )
})
