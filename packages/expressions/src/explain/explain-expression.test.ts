import { describe, expect, it } from 'vitest'
import { checkExpression } from '../check/check-expression.ts'
import { compileClosure } from '../evaluate/compile-closure.ts'
import { valueToJson } from '../evaluate/read-field.ts'
import type { Scope, Values } from '../model/value.ts'
import { randomExpression } from '../testing/random-expression.ts'
import { sampleContext, sampleOrder } from '../testing/sample-order.ts'
import { relatedOf } from '../testing/sample-records.ts'
import { sampleSchema } from '../testing/sample-schema.ts'
import { seededChance } from '../testing/seeded-chance.ts'
import { analyseFormula } from '../text/analyse-formula.ts'
import { explainFormula, type FormulaExplanation } from '../text/explain-formula.ts'
import { type Explanation, explainExpression, explainedItems } from './explain-expression.ts'

const options = { schema: sampleSchema, entity: 'order', language: 'en' }

const scopeOf = (records: typeof sampleOrder): Scope => ({
  record: records.order[0] as Values,
  outer: null,
  context: { ...sampleContext, old: records.before[0] ?? null },
  related: relatedOf(records),
})

function explain(text: string, changes: { blankAs?: 'zero'; records?: typeof sampleOrder } = {}): FormulaExplanation {
  const { expr, checked, problems } = analyseFormula(text, { ...options, ...changes })
  if (!checked) throw new Error(JSON.stringify(problems))
  return explainFormula(explainExpression(checked.root, scopeOf(changes.records ?? sampleOrder)), expr, options)
}

/** Each part as `text = value`, the parts of it indented. */
function outline({ text, value, children, items }: FormulaExplanation, indent = ''): string[] {
  const below = (part: FormulaExplanation) => outline(part, `${indent}  `)
  const shown = (items?.shown ?? []).flatMap(({ counted, parts }) => [
    `${indent}- ${counted ? 'counted' : 'left out'}`,
    ...parts.flatMap(below),
  ])
  return [`${indent}${text} = ${JSON.stringify(value)}`, ...children.flatMap(below), ...shown]
}

describe('explanations', () => {
  it('give every part its text and value, also in branches that are not taken', () => {
    expect(outline(explain('if({Amount}>1000, "big", TEXT({Amount} / 0) & "?")'))).toEqual([
      'IF({Amount} > 1000, "big", TEXT({Amount} / 0) & "?") = "?"',
      '  {Amount} > 1000 = false',
      '    {Amount} = "751.5"',
      '    1000 = "1000"',
      '  "big" = "big"',
      '  TEXT({Amount} / 0) & "?" = "?"',
      '    TEXT({Amount} / 0) = null',
      '      {Amount} / 0 = null',
      '        {Amount} = "751.5"',
      '        0 = "0"',
      '    "?" = "?"',
    ])
  })

  it('show what an aggregate went over and what it left out', () => {
    const explanation = explain('SUM({Lines}, {Lines.Quantity} * {Lines.Price}, NOT {Lines.Gift})')
    expect(explanation.items).toMatchObject({ entity: 'line', total: 3, counted: 2 })
    expect(outline(explanation)).toEqual([
      'SUM({Lines}, {Lines.Quantity} * {Lines.Price}, NOT {Lines.Gift}) = "751.5"',
      ...['- counted', '  {Lines.Quantity} * {Lines.Price} = "600"'],
      ...[
        '    {Lines.Quantity} = "2"',
        '    {Lines.Price} = "300"',
        '  NOT {Lines.Gift} = true',
        '    {Lines.Gift} = false',
      ],
      ...['- counted', '  {Lines.Quantity} * {Lines.Price} = "151.5"'],
      ...[
        '    {Lines.Quantity} = "3"',
        '    {Lines.Price} = "50.5"',
        '  NOT {Lines.Gift} = true',
        '    {Lines.Gift} = false',
      ],
      ...['- left out', '  {Lines.Quantity} * {Lines.Price} = "0"'],
      ...[
        '    {Lines.Quantity} = "1"',
        '    {Lines.Price} = "0"',
        '  NOT {Lines.Gift} = false',
        '    {Lines.Gift} = true',
      ],
    ])
  })

  it('show twenty items at most, and look-ups inside of lists only by their value', () => {
    const [line] = sampleOrder.line
    const many = Array.from({ length: 50 }, (_, index) => ({ ...line, id: `line${index}` }))
    const { items } = explain('COUNT({Lines}, EXISTS({Customer}, {Customer.Credit} > 1))', {
      records: { ...sampleOrder, line: many },
    })
    expect(items).toMatchObject({ total: 50, counted: 50 })
    expect(items?.shown).toHaveLength(explainedItems)
    expect(items?.shown[0]?.parts[0]).toMatchObject({ value: true, items: { total: 1, counted: 1, shown: [] } })
  })

  it('show lists inside of lists only by their value and count', () => {
    const { items } = explain('COUNT({Customer.Orders}, COUNT({Customer.Orders.Lines}) > 1)')
    const [inner] = items?.shown[0]?.parts[0]?.children ?? []
    expect(inner).toMatchObject({ value: '3', items: { total: 3, counted: 3, shown: [] } })
  })

  it('show the record that a look-up found', () => {
    const found = explain('LOOKUP({Customer}, {Customer.Credit} > {Amount}, {Customer.Name})')
    expect(found).toMatchObject({ value: 'Acme', items: { entity: 'customer', total: 1, counted: 1 } })
    expect(found.items?.shown[0]?.parts.map(({ text, value }) => [text, value])).toEqual([
      ['{Customer.Credit} > {Amount}', true],
      ['{Customer.Name}', 'Acme'],
    ])
  })

  it('show a blank that counts as zero as zero, without parts that nobody wrote', () => {
    const records = { ...sampleOrder, order: [{ ...sampleOrder.order[0], amount: null }] }
    expect(outline(explain('{Amount} + 1', { blankAs: 'zero', records }))).toEqual([
      '{Amount} + 1 = "1"',
      '  {Amount} = "0"',
      '  1 = "1"',
    ])
  })

  it('of random expressions have a text for every part and the value that is computed without explaining', () => {
    const chance = seededChance(11)
    let parts = 0
    for (let index = 0; index < 500; index++) {
      const { expr, type } = randomExpression(chance)
      const checked = checkExpression(expr, { ...options, expected: type, allowChanges: true })
      if (!checked.ok) continue
      const scope = scopeOf(sampleOrder)
      const explanation = explainExpression(checked.root, scope)
      expect(explanation.value).toEqual(valueToJson(checked.type, compileClosure(checked.root)(scope)))
      for (const { text, at } of allParts(explainFormula(explanation, expr, { ...options, expected: type }))) {
        expect({ at, text }).not.toEqual({ at, text: '' })
        parts++
      }
    }
    expect(parts).toBeGreaterThan(2000)
  })
})

function allParts(part: FormulaExplanation): FormulaExplanation[] {
  const items: readonly Explanation[] = part.items?.shown.flatMap((item) => item.parts) ?? []
  return [part, ...[...part.children, ...(items as FormulaExplanation[])].flatMap(allParts)]
}
