import type { Value } from '@mortise/expressions'
import { hostileRecords, randomExpression, relatedOf, sampleContext, seededChance } from '@mortise/expressions/testing'
import { type Candidate, candidateOf, evaluateAll, type Ground } from './compare-batch.ts'

/** Zones with a clock that is never changed now, one that is, and none. */
const zones = ['Asia/Shanghai', 'America/New_York', 'UTC'] as const

const batchSize = 50
const orders = 40

export function hostileGround(seed: number): Ground {
  const records = hostileRecords(seededChance(seed), orders)
  const timeZone = zones[seed % zones.length] ?? 'UTC'
  return { records, related: relatedOf(records), context: { ...sampleContext, timeZone } }
}

export interface Batch {
  candidates: Candidate[]
  expected: Value[][]
  /** Constants written out, not as parameters. */
  inline: boolean
}

/** Random expressions that pass the checker, with their values in JavaScript; the same for the same seed. */
export function* randomBatches(seed: number, count: number, ground: Ground): Generator<Batch> {
  const chance = seededChance(seed + 1_000_000)
  for (let done = 0; done < count; done += batchSize) {
    const candidates: Candidate[] = []
    while (candidates.length < batchSize) {
      const { expr, type } = randomExpression(chance)
      const candidate = candidateOf(expr, { expected: type, blankAs: chance.happens(0.5) ? 'zero' : 'blank' })
      if (candidate) candidates.push(candidate)
    }
    yield { candidates, expected: evaluateAll(candidates, ground), inline: (done / batchSize) % 4 === 3 }
  }
}
