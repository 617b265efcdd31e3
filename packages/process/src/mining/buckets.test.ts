import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addBucket, noBuckets, percentile } from './buckets.ts'

describe('percentiles of counted lengths', () => {
  it('are within a bucket of those of the sorted lengths', () => {
    const lengths = fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(lengths, fc.constantFrom(0.5, 0.9, 0.95), (given, share) => {
        const buckets = noBuckets()
        for (const one of given) addBucket(buckets, Math.floor(Math.log(1 + one) * 24), { n: 1, total: one })
        const sorted = [...given].sort((one, other) => one - other)
        const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0
        expect(Math.abs(percentile(buckets, share) - exact)).toBeLessThanOrEqual((exact + 1) * 0.043)
      }),
    )
  })
})
