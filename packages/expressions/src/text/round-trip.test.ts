import { describe, expect, it } from 'vitest'
import { checkExpression } from '../check/check-expression.ts'
import type { ExpressionJson } from '../model/expression.ts'
import type { ExpressionSchema } from '../model/expression-schema.ts'
import { sampleSchema } from '../testing/sample-schema.ts'
import { analyseFormula } from './analyse-formula.ts'
import type { NameLanguage } from './match-name.ts'
import { printFormula } from './print-formula.ts'
import { keepFormula, localiseFormula } from './rewrite-formula.ts'
import { hostileLabels, relabelled } from './testing/hostile-labels.ts'
import { randomStored, seededRandom } from './testing/random-stored.ts'

const anything = { allowJs: true, allowVolatile: true, entity: 'order' }

function read(text: string, schema: ExpressionSchema, language: NameLanguage): ExpressionJson {
  return analyseFormula(text, { ...anything, schema, language }).expr
}

const hostile = relabelled(sampleSchema, hostileLabels)

describe('printing and reading back', () => {
  const cases = [
    { name: 'labels in English', schema: sampleSchema, language: 'en', count: 10_000 },
    { name: 'labels in Chinese', schema: sampleSchema, language: 'zh', count: 10_000 },
    { name: 'colliding labels full of signs', schema: hostile, language: 'en', count: 8_000 },
    { name: 'keys', schema: sampleSchema, language: null, count: 2_000 },
  ] as const

  it.each(cases)('gives the same expression, with $name', ({ schema, language, count, name }) => {
    const random = seededRandom(count + name.length)
    let accepted = 0
    const started = performance.now()
    for (let index = 0; index < count; index++) {
      const expr = randomStored(schema, 'order', random)
      if (checkExpression(expr, { ...anything, schema }).ok) accepted++
      const text = printFormula(expr, { schema, entity: 'order', language })
      const again = read(text, schema, language)
      if (JSON.stringify(again) !== JSON.stringify(expr)) expect({ text, expr: again }).toEqual({ text, expr })
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`round trip, ${name}: ${count} expressions, ${accepted} of them accepted by the checker, ${seconds} s`)
    expect(accepted).toBeGreaterThan(count / 4)
  })
})

describe('keeping and showing', () => {
  it('renaming every label changes neither what is kept nor what is stored', () => {
    const random = seededRandom(7)
    for (let index = 0; index < 3000; index++) {
      const expr = randomStored(sampleSchema, 'order', random)
      const shown = printFormula(expr, { schema: sampleSchema, entity: 'order', language: 'zh' })
      const kept = keepFormula(shown, { schema: sampleSchema, entity: 'order', language: 'zh' })
      expect({ kept, expr: read(kept, hostile, null) }).toEqual({ kept, expr })
      const renamed = localiseFormula(kept, { schema: hostile, entity: 'order', language: 'en' })
      expect({ kept, renamed, expr: read(renamed, hostile, 'en') }).toEqual({ kept, renamed, expr })
      expect(keepFormula(renamed, { schema: hostile, entity: 'order', language: 'en' })).toBe(kept)
    }
  })
})
