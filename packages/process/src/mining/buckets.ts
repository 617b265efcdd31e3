/**
 * Lengths of time are counted in buckets that grow by 4 % each: the database counts, percentiles are read off the counts.
 * Sorting hundreds of thousands of them would take many times as long, and a length is found to within 2 %.
 */
const steps = 24

/** SQL: the bucket of a number of seconds; null where there is none. Most nodes take no time, which needs no logarithm. */
export const bucketOf = (seconds: string): string =>
  `case when ${seconds} <= 0 then 0 else floor(ln(1 + ${seconds}) * ${steps})::integer end`

/** SQL: the seconds between two moments, which are often the same. */
export const secondsBetween = (from: string, to: string): string =>
  `case when ${to} = ${from} then 0 else date_part('epoch', ${to} - ${from}) end`

/** How many lengths fell into each bucket, and their sum. */
export interface Buckets {
  counts: Map<number, number>
  n: number
  /** Seconds in all. */
  total: number
}

export const noBuckets = (): Buckets => ({ counts: new Map(), n: 0, total: 0 })

/** Adds what a row of the database says. */
export function addBucket(buckets: Buckets, bucket: number, { n, total }: { n: number; total: number }): void {
  buckets.counts.set(bucket, (buckets.counts.get(bucket) ?? 0) + n)
  buckets.n += n
  buckets.total += total
}

/** The length, in seconds, that this share of all lengths does not exceed. */
export function percentile({ counts, n }: Buckets, share: number): number {
  const wanted = share * n
  let passed = 0
  for (const [bucket, count] of [...counts].sort(([one], [other]) => one - other)) {
    if (passed + count >= wanted && count > 0) {
      const [low, high] = [secondsAt(bucket), secondsAt(bucket + 1)]
      return low + ((high - low) * (wanted - passed)) / count
    }
    passed += count
  }
  return 0
}

const secondsAt = (bucket: number): number => Math.exp(bucket / steps) - 1

/** What is told of many lengths of time, in seconds. */
export interface Spread {
  n: number
  p50: number
  p90: number
  p95: number
  total: number
}

export function spreadOf(buckets: Buckets): Spread {
  const at = (share: number) => Math.round(percentile(buckets, share))
  return { n: buckets.n, p50: at(0.5), p90: at(0.9), p95: at(0.95), total: Math.round(buckets.total) }
}
