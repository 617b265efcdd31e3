import { checkExpression, compileClosure, describeProblem, formatDecimal, type Value } from '@mortise/expressions'
import { documentedFunctions } from '@mortise/expressions/docs'
import { functionCases, relatedOf, sampleContext, sampleOrder, sampleSchema } from '@mortise/expressions/testing'
import { analyseFormula } from '@mortise/expressions/text'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../../testing/test-databases.ts'
import { readValue } from './compare-batch.ts'
import { openSampleDatabase, type SampleDatabase } from './sample-database.ts'

const context = { ...sampleContext, old: sampleOrder.before[0] }

function read(formula: string) {
  const options = { schema: sampleSchema, entity: 'order', language: 'en', allowJs: true, allowChanges: true }
  const { checked, problems } = analyseFormula(formula, options)
  if (!checked) expect.fail(`${formula}: ${problems.map((problem) => describeProblem(problem).en).join(' ')}`)
  return checked
}

function shown(value: Value): string {
  if (typeof value === 'bigint') return formatDecimal(value)
  return Array.isArray(value) ? value.join(', ') : String(value)
}

describe('the examples of functions', () => {
  it.each(documentedFunctions.map(({ spelling, example }) => [spelling, ...example] as const))(
    '%s: %s gives %s in JavaScript',
    (_spelling, formula, result) => {
      const [record = {}] = sampleOrder.order
      const closure = compileClosure(read(formula).root)
      expect(shown(closure({ record, outer: null, context, related: relatedOf(sampleOrder) }))).toBe(result)
    },
  )
})

const computed = documentedFunctions.filter((one) => one.class === 'sql')

describe.each(testDatabases)('the examples of functions on $name', ({ name, open, skip }) => {
  describe.skipIf(skip)('are the same in SQL', () => {
    let database: SampleDatabase
    beforeAll(async () => {
      database = await openSampleDatabase(name, open)
      await database.fill(sampleOrder)
    })
    afterAll(() => database.close())

    it.each(computed.map(({ spelling, example }) => [spelling, ...example] as const))(
      '%s: %s gives %s',
      async (_spelling, formula, result) => {
        const { root, type } = read(formula)
        const rows = await database.values([root], context, false)
        expect([...rows.values()].map(([value]) => shown(readValue(type, value)))).toEqual([result])
      },
    )

    it.each(functionCases)('%j is %j', async (expr, result) => {
      const checked = checkExpression(expr, { schema: sampleSchema, entity: 'order', allowJs: true })
      if (!checked.ok) expect.fail(JSON.stringify(checked.problems))
      // What has no SQL is tested where it is computed.
      if (checked.class === 'js') return
      for (const inline of [false, true]) {
        const rows = await database.values([checked.root], context, inline)
        expect([...rows.values()].map(([value]) => shown(readValue(checked.type, value)))).toEqual([String(result)])
      }
    })
  })
})
