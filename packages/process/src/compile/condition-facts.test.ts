import { checkExpression, compileClosure, type ExpressionJson, types } from '@mortise/expressions'
import { type Chance, seededChance } from '@mortise/expressions/testing'
import { loadFieldTypes, loadNodeTypes } from '@mortise/kinds/server'
import { type AppDocumentAny, compileApp, type ProcessDocument, schemaOf } from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { compareConditions } from '../check/conditions/compare-conditions.ts'
import { isAmong } from '../check/conditions/field-classes.ts'
import { readConditionFact } from './condition-facts.ts'
import { processKnowledge } from './process-knowledge.ts'

const [fieldTypes, nodeTypes] = await Promise.all([loadFieldTypes(), loadNodeTypes()])
const words = (text: string) => ({ zh: `${text}。`, en: text })
const options = ['low', 'mid', 'high'].map((key) => ({ key, label: words(`Level ${key}`) }))
const documents = [
  { kind: 'app', key: 'shop', label: words('Shop'), version: '1.0.0' },
  { kind: 'option_set', key: 'level', label: words('Level'), options },
  {
    ...{ kind: 'entity', key: 'order', label: words('Order'), titleField: 'name' },
    fields: [
      { key: 'name', type: 'text', label: words('Name') },
      { key: 'amount', type: 'decimal', label: words('Amount') },
      { key: 'count', type: 'integer', label: words('Count'), options: { min: 0, max: 5 } },
      { key: 'discount', type: 'percent', label: words('Discount') },
      { key: 'level', type: 'select', label: words('Level'), options: { optionSet: 'level' } },
      { key: 'rush', type: 'checkbox', label: words('Rush') },
    ],
  },
] as AppDocumentAny[]
const model = compileApp(documents, { fieldTypes, revision: 1 })
const entity = model.entities.get('order')
if (!entity) throw new Error('unreachable: it is there')
const place = { model, entity }
const v = (key: string): ExpressionJson => ({ var: key })
const read = (expr: ExpressionJson) => readConditionFact(expr, place)?.fact ?? null

describe('what a condition says', () => {
  it.each<[ExpressionJson, unknown]>([
    [{ '>': [v('amount'), 5] }, [{ amount: { ranges: [{ from: 5, fromOpen: true }] } }]],
    [{ '>=': [5, v('amount')] }, [{ amount: { ranges: [{ to: 5 }] } }]],
    [{ '!': [{ '<': [v('amount'), 5] }] }, [{ amount: { ranges: [{ from: 5 }], empty: true } }]],
    [{ between: [v('amount'), 1, 3] }, [{ amount: { ranges: [{ from: 1, to: 3 }] } }]],
    [{ '<=': [{ coalesce: [v('discount'), 0] }, 0.05] }, [{ discount: { ranges: [{ to: 0.05 }], empty: true } }]],
    [{ '!=': [v('level'), 'low'] }, [{ level: { options: ['mid', 'high'], empty: true } }]],
    [{ in: [v('level'), ['low', 'high']] }, [{ level: { options: ['low', 'high'] } }]],
    [{ '!': [v('rush')] }, [{ rush: { options: ['false'] } }]],
    [{ isblank: [v('amount')] }, [{ amount: { ranges: [], empty: true } }]],
  ])('%j', (expr, fact) => expect(read(expr)).toEqual(fact))

  it.each<ExpressionJson>([
    { '>': [v('amount'), v('count')] },
    { startswith: [v('name'), 'A'] },
    { '==': [v('name'), 'A'] },
    { or: [{ '>': [v('amount'), 5] }, { startswith: [v('name'), 'A'] }] },
    { and: [{ '>': [v('amount'), 5] }, { '>': [{ '*': [v('amount'), 2] }, 5] }] },
    { '>': [v('gone'), 5] },
  ])('claims nothing about %j', (expr) => expect(read(expr)).toBeNull())

  it('is what the condition does, for whatever is combined', () => {
    const wrong: unknown[] = []
    let read = 0
    for (let seed = 1; seed <= 3000; seed += 1) {
      const chance = seededChance(seed)
      const expr = randomCondition(chance, 3)
      const known = readConditionFact(expr, place)
      const checked = checkExpression(expr, { schema: schemaOf(model), entity: 'order', expected: types.bool })
      if (!known || !checked.ok) continue
      read += 1
      const holds = compileClosure(checked.root)
      for (let turn = 0; turn < 20; turn += 1) {
        const record = randomRecord(chance)
        const said = known.fact.some((all) =>
          Object.entries(all).every(([key, values]) => isAmong(sampleOf(record[key]), values)),
        )
        if (said !== holds({ record: record as never, outer: null, context, related: null })) wrong.push([expr, record])
      }
    }
    expect(wrong).toEqual([])
    expect(read).toBeGreaterThan(2000)
  })
})

const context = {
  ...{ now: '2026-01-01T00:00:00.000Z', today: '2026-01-01', timeZone: 'UTC', user: null, workspace: 'w' },
  calendar: { works: () => true } as never,
}

const sampleOf = (value: unknown) =>
  typeof value === 'boolean'
    ? String(value)
    : typeof value === 'string' && /^-?\d/.test(value)
      ? Number(value)
      : (value as string | number | null)

function randomRecord(chance: Chance): { [field: string]: unknown } {
  const decimal = () => chance.pick(['-1', '0', '0.5', '1', '2', '2.5', '3', '7', null])
  return {
    ...{ amount: decimal(), discount: decimal(), count: chance.pick([0, 1, 2, 3, 5, null]) },
    ...{ level: chance.pick(['low', 'mid', 'high', null]), rush: chance.happens(0.5) },
  }
}

function randomCondition(chance: Chance, depth: number): ExpressionJson {
  const number = () => chance.pick([0, 1, 2, 3])
  const subject = () => {
    const field = v(chance.pick(['amount', 'count', 'discount']))
    return chance.happens(0.2) ? { coalesce: [field, number()] } : field
  }
  const again = () => randomCondition(chance, depth - 1)
  const level = () => chance.pick(['low', 'mid', 'high'])
  const simple: (() => ExpressionJson)[] = [
    () => ({ [chance.pick(['<', '<=', '>', '>=', '==', '!='])]: [subject(), number()] }),
    () => ({ [chance.pick(['<', '>='])]: [number(), subject()] }),
    () => ({ between: [subject(), number(), number()] }),
    () => ({ [chance.pick(['in', 'notin'])]: [subject(), [number(), number()]] }),
    () => ({ [chance.pick(['in', 'notin'])]: [v('level'), [level(), level()]] }),
    () => ({ [chance.pick(['==', '!='])]: [v('level'), chance.pick([level(), null])] }),
    () => ({ isblank: [chance.pick([v('level'), v('amount')])] }),
    () => ({ '==': [v('rush'), chance.happens(0.5)] }),
    () => v('rush'),
  ]
  if (depth === 0 || chance.happens(0.3)) return chance.pick(simple)()
  if (chance.happens(0.3)) return { '!': [again()] }
  return { [chance.pick(['and', 'or'])]: [again(), again()] }
}

describe('conditions beside each other', () => {
  const process = (conditions: readonly (ExpressionJson | 'otherwise')[]): ProcessDocument => ({
    ...{ kind: 'process', key: 'approval', label: words('Approval'), entity: 'order' },
    nodes: [
      { key: 'begin', type: 'start' },
      { key: 'which', type: 'exclusive', label: words('Which') },
      ...conditions.map((_one, at) => ({ key: `end${at}`, type: 'end', label: words(`End ${at}`) })),
    ],
    transitions: [
      { key: 'on', from: 'begin', to: 'which' },
      ...conditions.map((one, at) => ({
        ...{ key: `line${at}`, from: 'which', to: `end${at}` },
        ...(one === 'otherwise' ? { otherwise: true as const } : { when: { v: 1 as const, expr: one } }),
      })),
    ],
  })
  const found = (...conditions: (ExpressionJson | 'otherwise')[]) =>
    processKnowledge(nodeTypes)
      .check(process(conditions), model)
      .map(({ code, pointer, problem }) => `${code} ${pointer} ${problem.en}`)

  it('overlap with an example of a value that both accept', () => {
    expect(found({ '>=': [v('amount'), 100] }, { '>': [v('amount'), 50] }, 'otherwise')).toEqual([
      'CONDITIONS_OVERLAP /nodes/1 Conditions of "Which" overlap: with Amount 100.00, the lines → End 0, → End 1 all hold, and only the first is taken.',
    ])
    expect(found({ '>=': [v('discount'), 0.1] }, { '<': [v('discount'), 0.2] }, 'otherwise')[0]).toMatch(
      /with Discount 10(\.0+)?%/,
    )
    expect(found({ in: [v('level'), ['low', 'mid']] }, { '!=': [v('level'), 'low'] }, 'otherwise')[0]).toContain(
      'with Level Level mid',
    )
    const product: ExpressionJson = { '*': [v('amount'), v('count')] }
    expect(found({ '>': [product, 10] }, { '<': [product, 20] }, 'otherwise')[0]).toContain('{Amount} * {Count} ')
  })

  it('may overlap where they are about different things, or cannot be compared', () => {
    expect(found({ '>': [v('amount'), 5] }, { '==': [v('level'), 'low'] }, 'otherwise')).toEqual([])
    expect(found({ '>': [v('amount'), 5] }, { '>': [v('amount'), v('count')] }, 'otherwise')).toEqual([])
    expect(found({ '<': [v('amount'), 5] }, { '>=': [v('amount'), 5] }, 'otherwise')).toEqual([])
  })

  it('leave a gap that no other line covers', () => {
    expect(found({ '<': [v('amount'), 5] }, { '>': [v('amount'), 5] })).toEqual([
      'CONDITIONS_GAP /nodes/1 Conditions of "Which" leave a gap: with Amount 5.00, no line holds.',
    ])
    expect(found({ '<': [v('amount'), 5] }, { '>=': [v('amount'), 5] })[0]).toContain('with an empty Amount')
    expect(found({ '<': [v('amount'), 5] }, { '!': [{ '<': [v('amount'), 5] }] })).toEqual([])
    expect(found(v('rush'), { '!': [v('rush')] })).toEqual([])
  })

  it('never come to turn where earlier ones always hold before', () => {
    expect(found({ '>': [v('amount'), 50] }, { '>': [v('amount'), 100] }, 'otherwise')[0]).toContain(
      'LINE_NEVER_TAKEN /nodes/1 The line "→ End 1" is never taken',
    )
  })

  it('are compared in less than the limit of combinations, or not at all', () => {
    const many = Array.from({ length: 9 }, (_, at) => [{ [`f${at}`]: { ranges: [{ from: at }] } }])
    expect(compareConditions(many, {})).toBeNull()
  })
})
