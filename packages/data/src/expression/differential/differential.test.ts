import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../../testing/test-databases.ts'
import { candidateOf, compareBatch, type Difference, evaluateAll, type Ground } from './compare-batch.ts'
import { minimise } from './minimise.ts'
import { hostileGround, randomBatches } from './random-batches.ts'
import { regressions } from './regressions.ts'
import { openSampleDatabase, type SampleDatabase } from './sample-database.ts'
import { countUsage, noUsage, type Usage } from './usage.ts'

/** What CI runs; `EXPRESSION_SEEDS=4711,4712` runs others, `EXPRESSION_COUNT` more or fewer of each. */
const seeds = (process.env.EXPRESSION_SEEDS ?? '1,2,3,4,5,6,7,8,9,10').split(',').map(Number)
const perSeed = Number(process.env.EXPRESSION_COUNT ?? 3000)

const reachable = testDatabases.filter(({ skip }) => !skip)
const names = testDatabases.map(({ name, skip }) => (skip ? `${name} (skipped: ${skip})` : name)).join(' and ')

describe(`JavaScript and SQL on ${names}`, () => {
  let databases: SampleDatabase[]
  beforeAll(async () => {
    databases = await Promise.all(reachable.map(({ name, open }) => openSampleDatabase(name, open)))
  })
  afterAll(() => Promise.all(databases.map((database) => database.close())))

  const onEach = async (ground: Ground, compare: (database: SampleDatabase) => Promise<Difference[]>) => {
    const found = await Promise.all(
      databases.map(async (database) => ({ database, differences: await compare(database) })),
    )
    const reports: string[] = []
    for (const { database, differences } of found) {
      for (const difference of differences.slice(0, 3)) {
        reports.push(inWords(await minimise(difference, database, ground)))
      }
    }
    return reports
  }
  const fill = (ground: Ground) => Promise.all(databases.map((database) => database.fill(ground.records)))

  it('agree on everything on which they once differed', async () => {
    for (const seed of [1, 2, 3]) {
      const ground = hostileGround(seed)
      await fill(ground)
      const candidates = (['blank', 'zero'] as const).flatMap((blankAs) =>
        regressions.flatMap((expr) => candidateOf(expr, { blankAs }) ?? []),
      )
      expect(candidates).toHaveLength(regressions.length * 2)
      const expected = evaluateAll(candidates, ground)
      expect(await onEach(ground, (database) => compareBatch(database, candidates, expected, ground))).toEqual([])
    }
  })

  const usage = noUsage()
  it.each(seeds)(
    'agree on random expressions over hostile records: as values, as conditions, negated (seed %i)',
    async (seed) => {
      const ground = hostileGround(seed)
      await fill(ground)
      for (const batch of randomBatches(seed, perSeed, ground)) {
        const { candidates, expected, inline } = batch
        const reports = await onEach(ground, (database) => compareBatch(database, candidates, expected, ground, inline))
        expect(reports, `EXPRESSION_SEEDS=${seed}`).toEqual([])
        countUsage(usage, candidates, expected)
      }
    },
    600_000,
  )

  it('were compared on expressions that say something, with every function', () => {
    report(usage)
    const rare = [...usage.functions].filter(([, count]) => count < usage.expressions / 1000)
    expect(rare).toEqual([])
    expect(usage.constant / usage.expressions).toBeLessThan(0.35)
    expect(usage.blank / usage.values).toBeLessThan(0.4)
  })
})

function inWords({ database, how, candidate, order, javascript, sql }: Difference): string {
  return `${database}, ${how}, order ${order.slice(-3)}: ${JSON.stringify(candidate.expr)} is ${javascript} in JavaScript and ${sql} in SQL`
}

function report(usage: Usage): void {
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`
  const counts = [...usage.functions].sort((a, b) => a[1] - b[1])
  console.log(
    [
      `${usage.expressions} expressions over ${usage.values} records, on ${names}; seeds ${seeds.join(', ')}`,
      `constant: ${share(usage.constant, usage.expressions)}; blank values: ${share(usage.blank, usage.values)}`,
      `uses of each function: ${counts.map(([name, count]) => `${name} ${count}`).join(', ')}`,
    ].join('\n'),
  )
}
