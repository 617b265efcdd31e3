import { type ExpressionJson, types, type Value } from '@mortise/expressions'
import {
  hostileRecords,
  randomExpression,
  relatedOf,
  type SampleRecords,
  sampleContext,
  seededChance,
} from '@mortise/expressions/testing'
import { type AppDocumentAny, type AppModel, checkRoleCondition, compileApp, type Filter } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asUser } from '../../contract/access.ts'
import { field, words } from '../../testing/fixture-app.ts'
import { fixtureFieldTypes } from '../../testing/fixture-fields.ts'
import { type EngineFixture, openEngine } from '../../testing/open-engine.ts'
import { testDatabases } from '../../testing/test-databases.ts'
import { type Candidate, candidateOf, evaluateAll } from './compare-batch.ts'

const to = (entity: string, inverse?: string) => ({
  options: { entity, ...(inverse ? { inverse: { key: inverse, label: words(inverse) } } : {}) },
})
const choice = (optionSet: string) => ({ options: { optionSet } })

/** The tables of the sample schema as an app. */
const documents: AppDocumentAny[] = [
  { kind: 'app', key: 'crm', label: words('crm'), version: '1.0.0' },
  ...Object.entries({
    status: ['new', 'open', 'won', 'lost'],
    level: ['a', 'b', 'c'],
    tag: ['big', 'late', 'vip'],
  }).map(
    ([key, options]): AppDocumentAny => ({
      kind: 'option_set',
      key,
      label: words(key),
      options: options.map((option) => ({ key: option, label: words(option) })),
    }),
  ),
  {
    kind: 'entity',
    key: 'customer',
    label: words('customer'),
    titleField: 'name',
    fields: [
      field('name', 'text'),
      field('level', 'select', choice('level')),
      field('credit', 'decimal'),
      field('since', 'date'),
      field('parent', 'relation', to('customer', 'children')),
      field('active', 'checkbox'),
    ],
  },
  {
    kind: 'entity',
    key: 'order',
    label: words('order'),
    titleField: 'title',
    fields: [
      field('title', 'text'),
      field('note', 'text'),
      field('amount', 'decimal'),
      field('rate', 'decimal'),
      field('count', 'integer'),
      field('paid', 'checkbox'),
      field('status', 'select', choice('status')),
      field('tags', 'multi_select', choice('tag')),
      field('ordered', 'date'),
      field('due', 'date'),
      field('shipped', 'datetime'),
      field('photos', 'file'),
      field('customer', 'relation', to('customer', 'orders')),
    ],
  },
  {
    kind: 'entity',
    key: 'line',
    label: words('line'),
    titleField: 'name',
    fields: [
      field('name', 'text'),
      field('qty', 'integer'),
      field('price', 'decimal'),
      field('gift', 'checkbox'),
      field('needed', 'date'),
      field('order', 'relation', to('order', 'lines')),
    ],
  },
]

const key = (index: number) => `r${index}`

/** With a role for each condition, which gives the orders that meet it, and one that gives everything. */
function modelWith(conditions: readonly ExpressionJson[]): AppModel {
  const roles = conditions.map(
    (expr, index): AppDocumentAny => ({
      kind: 'role',
      key: key(index),
      label: words(key(index)),
      entities: { order: { read: { where: { v: 1, expr } } } },
    }),
  )
  const all: AppDocumentAny = { kind: 'role', key: 'all', label: words('all'), entities: { '*': { read: 'all' } } }
  return compileApp([...documents, ...roles, all], { fieldTypes: fixtureFieldTypes, revision: 1 })
}

/** The numbers of this app have two places; what does not fit is put in reach. */
const fitting = (value: unknown) =>
  /^-?\d{1,16}(\.\d{1,2})?$/.test(String(value)) ? value : value === null ? null : '0.35'

function records(): SampleRecords {
  const hostile = hostileRecords(seededChance(77), 40)
  return {
    ...hostile,
    customer: hostile.customer.map((row) => ({ ...row, credit: fitting(row.credit) })),
    order: hostile.order.map((row) => ({ ...row, rate: fitting(row.rate), amount: fitting(row.amount) })),
  }
}

const aboutChange = /"(old|changed)":/

/** Conditions that roles accept. */
function conditionsFor(count: number, model: AppModel): Candidate[] {
  const chance = seededChance(78)
  const found: Candidate[] = []
  while (found.length < count) {
    const { expr, type } = randomExpression(chance)
    if (type.kind !== 'bool' || aboutChange.test(JSON.stringify(expr))) continue
    const candidate = candidateOf(expr, { expected: types.bool, blankAs: 'blank' })
    if (candidate && checkRoleCondition(model, 'order', { v: 1, expr }).checked) found.push(candidate)
  }
  return found
}

describe.each(testDatabases)('random conditions through the whole engine on $name', (test) => {
  describe.skipIf(test.skip)('give the records that they hold for in JavaScript', () => {
    const sample = records()
    const candidates = conditionsFor(200, modelWith([]))
    const model = modelWith(candidates.map(({ expr }) => expr))
    const user = { ...sampleContext.user, administrator: false, language: 'en' }
    const ground = { records: sample, related: relatedOf(sample) }
    let fixture: EngineFixture
    beforeAll(async () => {
      fixture = await openEngine(test, model)
      fixture.clock.time = new Date(sampleContext.now)
      const { departmentAndBelowIds = [], teamIds = [] } = sampleContext.user ?? {}
      for (const [index, id] of teamIds.entries())
        fixture.people.set(id, { departmentId: departmentAndBelowIds[index] ?? null })
      for (const table of ['customer', 'order', 'line'] as const) await fixture.insert(table, sample[table])
    })
    afterAll(() => fixture?.close())

    const idsFor = async (roles: string[], filter?: Filter) => {
      const access = asUser({ ...user, roles } as Parameters<typeof asUser>[0])
      const page = { size: 100 }
      const { records: found } = await fixture.engine.query(access, fixture.scope, 'order', {
        page,
        ...(filter ? { filter } : {}),
      })
      return found.map(({ id }) => id).sort()
    }
    const expectedFor = (index: number, roles: string[], holds: (value: Value | undefined) => boolean) => {
      const candidate = candidates[index]
      const context = { ...sampleContext, user: sampleContext.user && { ...sampleContext.user, roles } }
      const [values] = candidate ? evaluateAll([candidate], { ...ground, context }) : []
      return sample.order.filter((_, position) => holds(values?.[position])).map(({ id }) => id)
    }

    it('as the rows that a role gives', async () => {
      for (const index of candidates.keys()) {
        const roles = [`crm/${key(index)}`]
        const expected = expectedFor(index, roles, (value) => value === true)
        expect([candidates[index]?.expr, await idsFor(roles)]).toEqual([candidates[index]?.expr, expected])
      }
    })

    it('as a filter, and as its opposite', async () => {
      const roles = ['crm/all']
      for (const [index, { expr }] of candidates.entries()) {
        const formula: Filter = { formula: { v: 1, expr } }
        expect([expr, await idsFor(roles, formula)]).toEqual([
          expr,
          expectedFor(index, roles, (value) => value === true),
        ])
        const opposite = expectedFor(index, roles, (value) => value !== true)
        expect([expr, await idsFor(roles, { not: formula })]).toEqual([expr, opposite])
      }
    })
  })
})
