import { AppError, systemClock, uuidv7 } from '@mortise/core'
import type { FilterOperator } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Access, asUser } from '../contract/access.ts'
import type { AggregateQuery, Query } from '../contract/query.ts'
import type { AppScope } from '../engine/data-engine.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { fixtureStorages } from '../testing/fixture-fields.ts'
import { type Fixture, openFixture, person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createReader } from './create-reader.ts'

const seller = person(['seller'])
const access = asUser(seller)
const stranger = uuidv7()

/** Revenue is hidden, notes are masked, other people's customers are not seen, of companies only the name. */
const model = fixtureModel({
  seller: {
    customer: { read: 'own', fields: { revenue: 'none', notes: 'mask', employees: 'none', partners: 'none' } },
    company: { read: 'all', fields: { '*': 'none', name: 'read' } },
    item: { read: 'all', fields: { price: 'none' } },
  },
})

const reader = createReader({
  storages: fixtureStorages,
  clock: systemClock,
  directory: { membersOf: () => [], departmentsBelow: (id) => [id] },
})

type Request = (by: Access, scope: AppScope) => Promise<unknown>

/** Requests that try to get at what is hidden in every way there is. */
function requests(own: string, foreign: string): (readonly [string, Request])[] {
  const list =
    (query: Query, entity = 'customer'): Request =>
    (by, scope) =>
      reader.query(by, scope, entity, query)
  const figure =
    (query: AggregateQuery): Request =>
    (by, scope) =>
      reader.aggregate(by, scope, 'customer', query)
  const count = [{ key: 'n', function: 'count' as const }]
  const hidden = [
    'revenue',
    'employees',
    'notes',
    'partners',
    'company.rating',
    'company_city',
    'company_vip',
    'items.price',
    'nothing',
  ]
  const operators: FilterOperator[] = ['eq', 'ne', 'gt', 'between', 'in', 'contains', 'has_any', 'blank', 'not_blank']
  return [
    ['everything', list({ count: 'exact' })],
    ['archived', list({ archived: 'include', count: 'estimated' })],
    ...hidden.flatMap((field) => [
      [`select ${field}`, list({ select: [field] })] as const,
      [`sort ${field}`, list({ sort: [{ field, direction: 'desc' }] })] as const,
      [`group ${field}`, figure({ groups: [{ field }], metrics: count })] as const,
      [`sum ${field}`, figure({ metrics: [{ key: 's', function: 'sum', field }] })] as const,
      ...operators.map(
        (op) =>
          [
            `${field} ${op}`,
            list({ filter: { not: { field, op, value: op === 'between' || op === 'in' ? ['0', '9'] : '1' } } }),
          ] as const,
      ),
    ]),
    ['over lines', list({ filter: { any: 'items', where: { field: 'price', op: 'gt', value: 1 } } })],
    ['over partners', list({ filter: { none: 'partners' } })],
    [
      'over customers of a company',
      list({ filter: { none: 'customers' }, select: ['name', 'customers', 'partner_of'] }, 'company'),
    ],
    [
      'deep',
      list(
        {
          filter: {
            any: 'customers',
            where: { any: 'items', where: { field: 'product', op: 'contains', value: 'secret' } },
          },
        },
        'company',
      ),
    ],
    ['search', list({ search: '秘密' })],
    ['search all', (by, scope) => reader.search(by, scope, '秘密', 20)],
    ['lines of others', list({ count: 'exact' }, 'item')],
    ['figures', figure({ groups: [{ field: 'level' }, { field: 'last_contact', unit: 'month' }], metrics: count })],
    ['own', (by, scope) => reader.get(by, scope, 'customer', own)],
    ['foreign', (by, scope) => reader.get(by, scope, 'customer', foreign)],
    ['capabilities', async (by, scope) => reader.capabilities(by, scope)],
  ]
}

async function answer(call: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await call)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return JSON.stringify([error.status, error.code, error.params])
  }
}

describe.each(testDatabases)('hidden fields and rows on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let one: Fixture
    let two: Fixture
    const [own, foreign, company, line] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]

    /** Equal but for what the seller may not see. */
    const fill = async (fixture: Fixture, secret: number) => {
      await fixture.insert('company', [
        { id: company, name: '公司', city: `City ${secret}`, rating: secret, vip: secret > 1 },
      ])
      const mine = {
        id: own,
        owner: seller.id,
        name: '客户甲',
        notes: `秘密${secret}`,
        company,
        level: 'high',
        revenue: `${secret}`,
        employees: secret,
      }
      await fixture.insert('customer', [
        { ...mine, partners: secret > 1 ? [company] : [] },
        ...Array.from({ length: secret * 3 }, (_, index) => ({
          id: index === 0 ? foreign : uuidv7(),
          owner: stranger,
          name: `秘密客户${index}`,
          company,
          last_contact: '2026-01-01T00:00:00.000Z',
        })),
      ])
      await fixture.insert('item', [
        { id: line, customer: own, product: 'saw', price: `${secret}` },
        ...Array.from({ length: secret }, () => ({ customer: foreign, product: 'secret' })),
      ])
    }

    beforeAll(async () => {
      one = await openFixture(test, model)
      two = await openFixture(test, model)
      await fill(one, 1)
      await fill(two, 2)
    })
    afterAll(async () => {
      await one?.close()
      await two?.close()
    })

    it('answer every request alike in two databases that differ only in what is hidden', async () => {
      const all = requests(own, foreign)
      for (const [name, request] of all) {
        expect([name, await answer(request(access, two.scope))]).toEqual([
          name,
          await answer(request(access, one.scope)),
        ])
      }
      expect(all.length).toBeGreaterThan(120)
      // The same script sees the difference when it may.
      const admin = asUser({ ...seller, administrator: true })
      const differing = all.filter(([name]) =>
        ['everything', 'select revenue', 'search', 'lines of others', 'foreign'].includes(name),
      )
      for (const [, request] of differing.slice(0, 4)) {
        expect(await answer(request(admin, two.scope))).not.toBe(await answer(request(admin, one.scope)))
      }
    })

    const ask = (query: Query) => reader.query(access, one.scope, 'customer', query)
    const unknown = [
      'revenue',
      'company.rating',
      'company.nothing',
      'nothing',
      'nothing.name',
      'name.x',
      'company_city',
      'owner_id',
      '__proto__',
      'constructor',
    ]
    const hostile = ['id; drop table x', '"name"', "name'", 'x'.repeat(10_000)]

    it.each([...unknown, ...hostile])(
      'refuse the field %.40s like one that does not exist, before any statement',
      async (field) => {
        one.forget()
        const uses: Query[] = [
          { select: [field] },
          { filter: { field, op: 'eq', value: 1 } },
          { filter: { and: [{ field: 'name', op: 'eq', value: 'x' }, { not: { field, op: 'blank' } }] } },
          { sort: [{ field, direction: 'asc' }] },
        ]
        const expected = unknown.includes(field)
          ? { status: 400, code: 'FIELD_UNKNOWN', params: { field } }
          : { status: 400 }
        for (const query of uses) await expect(ask(query)).rejects.toMatchObject(expected)
        const metrics: AggregateQuery['metrics'] = [{ key: 'n', function: 'count' }]
        await expect(
          reader.aggregate(access, one.scope, 'customer', { groups: [{ field }], metrics }),
        ).rejects.toMatchObject(expected)
        await expect(
          reader.aggregate(access, one.scope, 'customer', { metrics: [{ key: 'n', function: 'count', field }] }),
        ).rejects.toMatchObject(expected)
        expect(one.statements).toEqual([])
      },
    )

    it('refuse unknown relations, tables and operators, before any statement', async () => {
      one.forget()
      for (const any of ['partners', 'nothing', 'toString'])
        await expect(ask({ filter: { any } })).rejects.toMatchObject({ code: 'FIELD_UNKNOWN' })
      for (const entity of ['nothing', 'constructor', 'CUSTOMER']) {
        const refused = { code: 'ENTITY_UNKNOWN', status: 404 }
        await expect(reader.query(access, one.scope, entity, {})).rejects.toMatchObject(refused)
      }
      for (const op of ['toString', '__proto__', 'eq; --', 'below', 'gt']) {
        const filter = { field: 'name', op: op as FilterOperator, value: 'x' }
        await expect(ask({ filter })).rejects.toMatchObject({ code: 'OPERATOR_UNKNOWN', status: 400 })
      }
      expect(one.statements).toEqual([])
    })

    it('refuse values of the wrong type before any statement', async () => {
      one.forget()
      const wrong: [string, FilterOperator, unknown][] = [
        ['name', 'eq', 1],
        ['name', 'eq', { a: 1 }],
        ['name', 'eq', ['x']],
        ['name', 'contains', ''],
        ['name', 'contains', 'a\u0000'],
        ['name', 'eq', '\ud800'],
        ['name', 'in', 'x'],
        ['name', 'in', [1]],
        ['active', 'eq', 'true'],
        ['level', 'eq', null],
        ['birthday', 'eq', '2026-02-30'],
        ['birthday', 'eq', { ctx: 'user' }],
        ['birthday', 'between', ['2026-01-01']],
        ['birthday', 'within', { span: 'last', unit: 'eon' }],
        ['last_contact', 'lt', 'yesterday'],
        ['company', 'eq', 'x'],
        ['company', 'eq', { ctx: 'today' }],
        ['seller', 'in', [null]],
        ['unit', 'below', 'x'],
      ]
      for (const [field, op, value] of wrong) {
        const filter = { field, op, value: value as never }
        await expect(reader.query(access, one.scope, 'customer', { filter }), `${field} ${op}`).rejects.toMatchObject({
          status: 400,
          code: expect.stringMatching(/^FILTER_NEEDS_/),
        })
      }
      const admin = asUser({ ...seller, administrator: true })
      for (const value of ['NaN', '1e999', '0x10', 2 ** 70, 1.5, '99999999999999999999']) {
        const filter = { field: 'employees', op: 'gt' as const, value }
        await expect(reader.query(admin, one.scope, 'customer', { filter }), String(value)).rejects.toMatchObject({
          status: 400,
        })
      }
      expect(one.statements).toEqual([])
    })
  })
})
