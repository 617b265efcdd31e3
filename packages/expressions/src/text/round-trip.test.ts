import { describe, expect, it } from 'vitest'
import { checkExpression } from '../check/check-expression.ts'
import type { ExpressionJson } from '../model/expression.ts'
import type { ExpressionSchema } from '../model/expression-schema.ts'
import type { ExpressionType } from '../model/expression-type.ts'
import { randomExpression } from '../testing/random-expression.ts'
import { sampleSchema } from '../testing/sample-schema.ts'
import { type Chance, seededChance } from '../testing/seeded-chance.ts'
import { analyseFormula } from './analyse-formula.ts'
import type { NameLanguage } from './match-name.ts'
import { printFormula } from './print-formula.ts'
import { keepFormula, localiseFormula } from './rewrite-formula.ts'
import { hostileLabels, relabelled } from './testing/hostile-labels.ts'

const hostile = relabelled(sampleSchema, hostileLabels)

const optionsFor = (schema: ExpressionSchema, language: NameLanguage, expected: ExpressionType) => ({
  schema,
  entity: 'order',
  language,
  expected,
  allowChanges: true,
})

/** The stored form has two ways to say "one level out"; formulas are stored with the shorter one. */
function shortest(expr: ExpressionJson): ExpressionJson {
  if (typeof expr !== 'object' || expr === null) return expr
  if (Array.isArray(expr)) return expr.map(shortest)
  const { outer } = expr as { outer?: unknown }
  if (Array.isArray(outer) && outer[1] === 1) return { outer: outer[0] }
  return Object.fromEntries(Object.entries(expr).map(([name, inner]) => [name, shortest(inner)]))
}

function randomStored(chance: Chance): { expr: ExpressionJson; type: ExpressionType } {
  const { expr, type } = randomExpression(chance)
  return { expr: shortest(expr), type }
}

describe('printing and reading back', () => {
  const cases = [
    { name: 'labels in English', schema: sampleSchema, language: 'en', count: 10_000, seed: 1 },
    { name: 'labels in Chinese', schema: sampleSchema, language: 'zh', count: 10_000, seed: 2 },
    { name: 'colliding labels full of signs', schema: hostile, language: 'en', count: 8_000, seed: 3 },
    { name: 'keys', schema: sampleSchema, language: null, count: 2_000, seed: 4 },
  ] as const

  it.each(cases)('gives the same expression, with $name', ({ schema, language, count, seed, name }) => {
    const chance = seededChance(seed)
    let accepted = 0
    let characters = 0
    const started = performance.now()
    for (let index = 0; index < count; index++) {
      const { expr, type } = randomStored(chance)
      const options = optionsFor(schema, language, type)
      if (checkExpression(expr, options).ok) accepted++
      const text = printFormula(expr, options)
      characters += text.length
      const again = analyseFormula(text, options)
      if (JSON.stringify(again.expr) !== JSON.stringify(expr)) {
        expect({ text, expr: again.expr, problems: again.problems }).toEqual({ text, expr, problems: [] })
      }
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${name}: ${count} expressions, ${accepted} accepted, ${characters} characters, ${seconds} s`)
    expect(accepted).toBeGreaterThan(count * 0.9)
  })
})

describe('keeping and showing', () => {
  it('renaming every label changes neither what is kept nor what is stored', () => {
    const chance = seededChance(7)
    for (let index = 0; index < 2000; index++) {
      const { expr, type } = randomStored(chance)
      const before = optionsFor(sampleSchema, 'zh', type)
      const kept = keepFormula(printFormula(expr, before), before)
      expect({ kept, expr: analyseFormula(kept, optionsFor(hostile, null, type)).expr }).toEqual({ kept, expr })
      const after = optionsFor(hostile, 'en', type)
      const renamed = localiseFormula(kept, after)
      expect({ kept, renamed, expr: analyseFormula(renamed, after).expr }).toEqual({ kept, renamed, expr })
      expect(keepFormula(renamed, after)).toBe(kept)
    }
  })

  it('keeps comments, line breaks and the way it was written', () => {
    const options = { schema: sampleSchema, entity: 'order', language: 'en' }
    const written = '// big ones\nif( {Amount}>1000 ,\n   “WON” = {Status} , /* else */ false )'
    const kept = keepFormula(written, options)
    expect(kept).toBe('// big ones\nif( {amount}>1000 ,\n   "won" = {status} , /* else */ false )')
    expect(localiseFormula(kept, { ...options, language: 'zh' })).toBe(
      '// big ones\nif( {金额}>1000 ,\n   "「won」" = {状态} , /* else */ false )',
    )
  })

  it('leaves names that are unknown as they are', () => {
    const options = { schema: sampleSchema, entity: 'order', language: 'en' }
    expect(keepFormula('{Amount} + {Gone} + ', options)).toBe('{amount} + {Gone} + ')
    expect(localiseFormula('{amount} + {gone}', options)).toBe('{Amount} + {gone}')
  })
})
