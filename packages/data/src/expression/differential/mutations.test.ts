import { type Mutation, mutations } from '@mortise/expressions/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../../testing/test-databases.ts'
import { type Candidate, compareBatch, evaluateAll } from './compare-batch.ts'
import { hostileGround, randomBatches } from './random-batches.ts'
import { openSampleDatabase, type SampleDatabase } from './sample-database.ts'

const postgres = testDatabases.find(({ name }) => name === 'postgres')

/** Enough for every function to occur often; only those that use the function at hand are computed. */
const expressions = 9000
const batchSize = 25

describe.skipIf(!postgres || postgres.skip)('the comparison of JavaScript and SQL', () => {
  const ground = hostileGround(1)
  let database: SampleDatabase
  let candidates: Candidate[]
  beforeAll(async () => {
    if (!postgres) throw new Error('unreachable: skipped')
    database = await openSampleDatabase(postgres.name, postgres.open)
    await database.fill(ground.records)
    candidates = [...randomBatches(1, expressions, ground)].flatMap((batch) => batch.candidates)
  }, 120_000)
  afterAll(() => database.close())

  it('knows at least forty wrong definitions', () => expect(mutations.length).toBeGreaterThanOrEqual(40))

  it.each(mutations.map((mutation) => [mutation.of, mutation.side, mutation.name, mutation] as const))(
    '%s in %s: notices %s',
    async (_of, _side, _name, mutation) => {
      expect(await isCaught(mutation)).toBe(true)
    },
    120_000,
  )

  /** By a different value: that a database refuses a wrong definition would prove nothing about the comparison. */
  async function isCaught(mutation: Mutation): Promise<boolean> {
    const using = candidates.filter(({ expr }) => JSON.stringify(expr).includes(`{"${mutation.of}":`))
    const restore = mutation.apply()
    try {
      for (let start = 0; start < using.length; start += batchSize) {
        if (await differs(using.slice(start, start + batchSize))) return true
      }
      return false
    } finally {
      restore()
    }
  }

  async function differs(batch: Candidate[]): Promise<boolean> {
    try {
      return (await compareBatch(database, batch, evaluateAll(batch, ground), ground)).length > 0
    } catch {
      if (batch.length === 1) return false
      for (const candidate of batch) if (await differs([candidate])) return true
      return false
    }
  }
})
