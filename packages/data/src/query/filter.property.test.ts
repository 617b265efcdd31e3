import { systemClock, uuidv7 } from '@mortise/core'
import { expressionLimits } from '@mortise/expressions'
import { expressionToFilter, type Filter, type FilterOperator, filterToExpression } from '@mortise/metadata'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '../contract/access.ts'
import { evaluateFilter, type OracleRecord } from '../testing/evaluate-filter.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { fixtureStorages } from '../testing/fixture-fields.ts'
import { type Fixture, openFixture } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createReader } from './create-reader.ts'

const texts = [
  'a',
  'A',
  'ab',
  'É',
  'é',
  '客户',
  '客',
  '户客户',
  '😀',
  'x😀y',
  '%',
  '_',
  '\\',
  "'",
  '"',
  '%a_',
  ' ',
  'a b',
  '0',
  'null',
]
const numbers = [0, 1, -1, 7, 2 ** 53 - 1, -(2 ** 53 - 1)]
const decimals = ['0.00', '0.01', '-0.01', '1.00', '9999999999999999.99', '-9999999999999999.99', '7.50']
const days = ['0001-01-01', '1999-12-31', '2000-02-29', '2026-11-22', '9999-12-31']
const instants = [
  '1970-01-01T00:00:00.000Z',
  '2026-11-22T15:59:59.999Z',
  '2026-11-22T16:00:00.000Z',
  '2000-02-29T12:00:00.001Z',
]
const options = ['high', 'middle', 'low']
const people = [uuidv7(), uuidv7()]
const companies = [uuidv7(), uuidv7(), uuidv7()]

const blank = ['blank', 'not_blank'] as const
const order = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', ...blank] as const
const choice = ['eq', 'ne', ...blank] as const

interface Comparable {
  fields: string[]
  single: readonly FilterOperator[]
  many: readonly FilterOperator[]
  values: readonly (string | number | boolean)[]
  between?: boolean
}

const textual: Comparable = {
  fields: [],
  single: ['eq', 'ne', 'contains', 'not_contains', 'starts_with', 'ends_with', ...blank],
  many: ['in', 'not_in'],
  values: texts,
}
const customerFields: Comparable[] = [
  { ...textual, fields: ['name', 'code', 'notes', 'company.name', 'company.parent.city', 'company_city'] },
  { fields: ['employees', 'company.rating'], single: order, many: ['in', 'not_in'], values: numbers, between: true },
  { fields: ['revenue'], single: order, many: ['in', 'not_in'], values: [...decimals, 7, '7.5'], between: true },
  { fields: ['birthday'], single: order, many: [], values: days, between: true },
  { fields: ['last_contact'], single: order, many: [], values: instants, between: true },
  { fields: ['level'], single: choice, many: ['in', 'not_in'], values: options },
  { fields: ['seller'], single: choice, many: ['in', 'not_in'], values: people },
  { fields: ['company', 'company.parent'], single: choice, many: ['in', 'not_in'], values: companies },
  { fields: ['active', 'company.vip', 'company_vip'], single: ['eq', 'ne'], many: [], values: [true, false] },
  { fields: ['tags'], single: blank, many: ['has_any', 'has_all', 'has_none', 'eq', 'ne'], values: options },
  { fields: ['partners'], single: blank, many: ['has_any', 'has_all', 'has_none'], values: companies },
]
const itemFields: Comparable[] = [
  { ...textual, fields: ['product', 'maker.name'] },
  { fields: ['quantity'], single: order, many: ['in'], values: numbers, between: true },
]

const conditionOver = (fields: readonly Comparable[]): fc.Arbitrary<Filter> => fc.oneof(...fields.map(comparison))

function comparison({ fields, single, many, values, between }: Comparable): fc.Arbitrary<Filter> {
  const field = fc.constantFrom(...fields)
  const value = fc.constantFrom(...values)
  const shapes: fc.Arbitrary<Filter>[] = [
    fc
      .record({ field, op: fc.constantFrom(...single), value })
      .map((condition) =>
        (blank as readonly string[]).includes(condition.op) ? { field: condition.field, op: condition.op } : condition,
      ),
  ]
  if (many.length > 0) {
    shapes.push(fc.record({ field, op: fc.constantFrom(...many), value: fc.array(value, { maxLength: 4 }) }))
  }
  if (between) shapes.push(fc.record({ field, op: fc.constant('between' as const), value: fc.tuple(value, value) }))
  return fc.oneof(...shapes)
}

const { filter: filters } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 5, arbitrary: conditionOver(customerFields) },
    { weight: 1, arbitrary: fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ not: tie('filter') }) },
    { weight: 1, arbitrary: fc.record({ any: fc.constant('items'), where: negatable(conditionOver(itemFields)) }) },
    { weight: 1, arbitrary: fc.record({ none: fc.constant('items'), where: negatable(conditionOver(itemFields)) }) },
  ),
}))

function negatable(filter: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.oneof(
    filter,
    filter.map((inner) => ({ not: inner })),
  )
}

const maybe = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { freq: 3, nil: null })
const subset = (values: readonly string[]) => fc.subarray([...values]).map((chosen) => chosen.sort())

const rowOf = fc.record({
  name: maybe(texts),
  notes: maybe(texts),
  level: maybe(options),
  tags: subset(options),
  revenue: maybe(decimals),
  employees: maybe(numbers),
  active: fc.boolean(),
  birthday: maybe(days),
  last_contact: maybe(instants),
  seller: maybe(people),
  company: maybe(companies),
  partners: subset(companies),
})
const itemOf = fc.record({ product: maybe(texts), quantity: maybe(numbers), maker: maybe(companies) })

type Values = { [field: string]: unknown }

describe.each(testDatabases)('filters on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: Fixture
    const oracle = new Map<string, OracleRecord>()
    const reader = createReader({
      storages: fixtureStorages,
      clock: systemClock,
      directory: { membersOf: () => [], departmentsBelow: (id) => [id] },
    })

    beforeAll(async () => {
      fixture = await openFixture(test, fixtureModel())
      const tree: Values[] = [
        { id: companies[0], name: 'A', city: '客户', vip: true, rating: 7 },
        { id: companies[1], name: '%', city: null, vip: false, rating: null, parent: companies[0] },
        { id: companies[2], name: '客户', city: 'é', vip: true, rating: -1, parent: companies[1] },
      ]
      await fixture.insert('company', tree)
      const rows = fc.sample(fc.tuple(rowOf, fc.array(itemOf, { maxLength: 3 })), { numRuns: 60, seed: 7 })
      const ids = await fixture.insert(
        'customer',
        rows.map(([row], index) => ({ ...row, code: index % 2 ? `c${index}` : null })),
      )
      await fixture.insert(
        'item',
        rows.flatMap(([, items], index) =>
          items.map((item, position) => ({ ...item, position, customer: ids[index] })),
        ),
      )
      const companyOf = (id: unknown) => tree.find((company) => company.id === id)
      rows.forEach(([row, items], index) => {
        const company = companyOf(row.company)
        const parent = companyOf(company?.parent)
        const values: Values = {
          ...row,
          code: index % 2 ? `c${index}` : null,
          'company.name': company?.name,
          'company.rating': company?.rating,
          'company.parent': company?.parent,
          'company.vip': company?.vip ?? false,
          company_vip: company?.vip ?? false,
          company_city: company?.city,
          'company.parent.city': parent?.city,
        }
        const lines = items.map((item) => ({
          values: { ...item, 'maker.name': companyOf(item.maker)?.name },
          many: {},
        }))
        oracle.set(ids[index] ?? '', { values, many: { items: lines } })
      })
    })
    afterAll(() => fixture?.close())

    const matching = async (filter: Filter) => {
      const { records } = await reader.query(asSystem('test'), fixture.scope, 'customer', {
        select: ['id'],
        filter,
        page: { size: 1000 },
      })
      return records.map(({ id }) => id).sort()
    }
    const expected = (filter: Filter) =>
      [...oracle]
        .filter(([, record]) => evaluateFilter(filter, record))
        .map(([id]) => id)
        .sort()

    it('match exactly the records that the filter means, and their negation all others', async () => {
      const seen = new Set<string>()
      let constant = 0
      await fc.assert(
        fc.asyncProperty(filters, async (filter) => {
          collect(filter, seen)
          const found = await matching(filter)
          if (found.length === 0 || found.length === oracle.size) constant += 1
          expect(found).toEqual(expected(filter))
          const others = await matching({ not: filter })
          expect([...found, ...others].sort()).toEqual([...oracle.keys()].sort())
        }),
        { numRuns: 400, seed: 11 },
      )
      // Otherwise the property would say little: most filters tell records apart, and every operator took part.
      expect(constant).toBeLessThan(220)
      expect(seen.size).toBe(18)
    }, 120_000)

    it('mean the same as the expressions they are written as, which are read back as they were', async () => {
      const place = { model: fixture.scope.model, entity: customers() }
      const seen = new Set<string>()
      const counts = { written: 0, formulas: 0 }
      await fc.assert(
        fc.asyncProperty(filters, async (filter) => {
          const expr = filterToExpression(filter, place)
          // More related records than an expression may ask for at once.
          if (expr === null || relationsIn(filter) > expressionLimits.aggregates) return
          collect(filter, seen)
          counts.written += 1
          expect(await matching({ formula: { v: 1, expr } })).toEqual(await matching(filter))
          const read = expressionToFilter(expr, place)
          if (JSON.stringify(read).includes('"formula"')) counts.formulas += 1
          expect(filterToExpression(read, place)).toEqual(expr)
        }),
        { numRuns: 300, seed: 12 },
      )
      expect(seen.size).toBe(18)
      expect(counts.written).toBeGreaterThan(290)
      expect(counts.formulas).toBeLessThan(counts.written / 10)
    }, 120_000)

    const customers = () => {
      const entity = fixture.scope.model.entities.get('customer')
      if (!entity) throw new Error('unreachable: the fixture has customers')
      return entity
    }
  })
})

function relationsIn(filter: Filter): number {
  return JSON.stringify(filter).split(/"any":|"none":|"partners"/).length - 1
}

function collect(filter: Filter, seen: Set<string>): void {
  if ('field' in filter) seen.add(filter.op)
  else if ('and' in filter) for (const member of filter.and) collect(member, seen)
  else if ('or' in filter) for (const member of filter.or) collect(member, seen)
  else if ('not' in filter) collect(filter.not, seen)
  else if ('where' in filter && filter.where) collect(filter.where, seen)
}
