import { systemClock, uuidv7 } from '@mortise/core'
import type { Sort } from '@mortise/metadata'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asSystem } from '../contract/access.ts'
import type { EntityRecord, Query } from '../contract/query.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { fixtureStorages } from '../testing/fixture-fields.ts'
import { type Fixture, openFixture } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createReader } from './create-reader.ts'

const access = asSystem('test')
const reader = createReader({
  storages: fixtureStorages,
  clock: systemClock,
  directory: { membersOf: () => [], departmentsBelow: (id) => [id] },
})

describe.each(testDatabases)('reading on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: Fixture
    let acme: string
    let zenith: string
    let ids: string[]

    beforeAll(async () => {
      fixture = await openFixture(test, fixtureModel())
      ;[acme = '', zenith = ''] = await fixture.insert('company', [
        { name: '安可科技', city: '上海', rating: 5, vip: true },
        { name: 'Zenith', city: 'Paris', rating: null },
      ])
      ids = await fixture.insert('customer', [
        {
          name: '客户甲',
          code: 'C-1',
          level: 'low',
          tags: ['high', 'low'],
          revenue: '100.50',
          company: acme,
          partners: [zenith, acme].sort(),
          birthday: '2000-02-29',
        },
        {
          name: '客户乙',
          code: 'C-2',
          level: 'high',
          revenue: '7',
          company: zenith,
          active: true,
          last_contact: '2026-11-21T16:00:00.000Z',
        },
        { name: 'Bob', code: 'C-3', level: 'middle', employees: 12, notes: '盈恒科技 large order', company: null },
        { name: 'alice', code: 'C-4', revenue: '-3.00', company: acme, last_contact: '2026-11-22T15:59:59.999Z' },
        { name: 'Gone', code: 'C-5', company: acme, archived_at: '2026-11-01T00:00:00.000Z' },
      ])
      await fixture.insert('item', [
        { customer: ids[0], product: 'second', quantity: 2, price: '2.50', position: 1, maker: zenith },
        { customer: ids[0], product: 'first', quantity: 1, price: '1.00', position: 0, maker: acme },
        { customer: ids[0], product: 'removed', position: 2, archived_at: '2026-11-02T00:00:00.000Z' },
        { customer: ids[1], product: 'other', position: 0 },
        { customer: ids[4], product: 'gone too', position: 0, archived_at: '2026-11-01T00:00:00.000Z' },
      ])
    })
    afterAll(() => fixture?.close())
    beforeEach(() => fixture.forget())

    const query = (entity: string, asked: Query) => reader.query(access, fixture.scope, entity, asked)
    const codes = async (asked: Query) =>
      (await query('customer', { select: ['code'], ...asked })).records.map((record) => record.code)

    it('answers with every own and system field in API form, in one statement', async () => {
      const record = await reader.get(access, fixture.scope, 'customer', ids[0] ?? '')
      expect(record).toEqual({
        id: ids[0],
        name: '客户甲',
        code: 'C-1',
        notes: null,
        level: 'low',
        tags: ['high', 'low'],
        revenue: '100.50',
        employees: null,
        active: false,
        birthday: '2000-02-29',
        last_contact: null,
        seller: null,
        unit: null,
        company: acme,
        company_city: '上海',
        company_vip: true,
        papers: [],
        version: 1,
        created_at: '2026-11-22T08:00:00.000Z',
        created_by: null,
        updated_at: '2026-11-22T08:00:00.000Z',
        updated_by: null,
        owner: null,
        department: null,
        archived_at: null,
      })
      expect(fixture.statements).toHaveLength(1)
    })

    it('reads an archived record by its id, and none that does not exist', async () => {
      expect((await reader.get(access, fixture.scope, 'customer', ids[4] ?? '', ['items.product'])).items).toEqual([
        { id: expect.any(String), product: 'gone too' },
      ])
      for (const id of [uuidv7(), 'x', '', ids[0]?.toUpperCase() ?? '']) {
        await expect(reader.get(access, fixture.scope, 'customer', id)).rejects.toMatchObject({
          code: 'RECORD_NOT_FOUND',
        })
      }
    })

    it('leaves archived records out unless they are asked for', async () => {
      expect(await codes({})).toHaveLength(4)
      expect(await codes({ archived: 'only' })).toEqual(['C-5'])
      expect(await codes({ archived: 'include' })).toHaveLength(5)
    })

    it('selects along relations, with one more statement for each relation to many', async () => {
      const select = [
        'name',
        'company.name',
        'company.parent.name',
        'items.product',
        'items.maker.city',
        'partners',
        'company.customers.code',
      ]
      const { records } = await query('customer', {
        select,
        sort: [{ field: 'code', direction: 'asc' }],
        page: { size: 2 },
      })
      expect(records[0]).toEqual({
        id: ids[0],
        name: '客户甲',
        'company.name': '安可科技',
        'company.parent.name': null,
        items: [
          { id: expect.any(String), product: 'first', 'maker.city': '上海' },
          { id: expect.any(String), product: 'second', 'maker.city': 'Paris' },
        ],
        partners: [zenith, acme].sort(),
        'company.customers': [
          { id: ids[0], code: 'C-1' },
          { id: ids[3], code: 'C-4' },
        ],
      })
      expect(records[1]?.partners).toEqual([])
      expect(fixture.statements).toHaveLength(4)
    })

    it('brings whole records of a relation to many, and those inside them', async () => {
      const { records } = await query('company', {
        select: ['partner_of', 'customers.items.product'],
        filter: { field: 'id', op: 'eq', value: zenith },
      })
      const [first] = records as [EntityRecord & { partner_of: EntityRecord[]; customers: EntityRecord[] }]
      expect(first.partner_of.map((record) => [record.id, record.revenue, record.company_city])).toEqual([
        [ids[0], '100.50', '上海'],
      ])
      expect(first.customers).toEqual([{ id: ids[1], items: [{ id: expect.any(String), product: 'other' }] }])
      expect(fixture.statements).toHaveLength(4)
    })

    it('sorts choices by the order of their options, blanks last both ways', async () => {
      expect(await codes({ sort: [{ field: 'level', direction: 'asc' }] })).toEqual(['C-2', 'C-3', 'C-1', 'C-4'])
      expect(await codes({ sort: [{ field: 'level', direction: 'desc' }] })).toEqual(['C-1', 'C-3', 'C-2', 'C-4'])
      expect(
        await codes({
          sort: [
            { field: 'revenue', direction: 'desc' },
            { field: 'code', direction: 'asc' },
          ],
        }),
      ).toEqual(['C-1', 'C-2', 'C-4', 'C-3'])
    })

    it('sorts text without regard to code points, and relations by what their records are called', async () => {
      const names = (
        await query('customer', { select: ['name'], sort: [{ field: 'name', direction: 'asc' }] })
      ).records.map(({ name }) => name)
      expect(names.indexOf('alice')).toBeLessThan(names.indexOf('Bob'))
      const byCompany = await codes({
        sort: [
          { field: 'company', direction: 'desc' },
          { field: 'code', direction: 'asc' },
        ],
      })
      expect(byCompany.at(-1)).toBe('C-3')
      expect(
        await codes({
          sort: [
            { field: 'company.rating', direction: 'asc' },
            { field: 'code', direction: 'asc' },
          ],
        }),
      ).toEqual(['C-1', 'C-4', 'C-2', 'C-3'])
    })

    it('walks any order forward and back by cursors and meets each record once', async () => {
      await fixture.insert(
        'company',
        Array.from({ length: 40 }, (_, index) => ({
          name: `Company ${index % 7}`,
          city: index % 3 === 0 ? null : `City ${index % 4}`,
          rating: index % 5 === 0 ? null : index % 4,
          vip: index % 2 === 0,
        })),
      )
      const orders: Sort[][] = [
        [],
        [{ field: 'rating', direction: 'asc' }],
        [{ field: 'rating', direction: 'desc' }],
        [
          { field: 'city', direction: 'desc' },
          { field: 'rating', direction: 'asc' },
        ],
        [
          { field: 'name', direction: 'asc' },
          { field: 'city', direction: 'desc' },
          { field: 'rating', direction: 'desc' },
        ],
        [
          { field: 'vip', direction: 'desc' },
          { field: 'parent.rating', direction: 'asc' },
          { field: 'city', direction: 'asc' },
        ],
      ]
      for (const sort of orders) {
        const whole = (await query('company', { select: ['name'], sort, page: { size: 1000 } })).records.map(
          ({ id }) => id,
        )
        const forward: string[] = []
        let back: string[] = []
        let page = await query('company', { select: ['name'], sort, page: { size: 7 } })
        let last = page
        expect(page.previous).toBeNull()
        for (;;) {
          forward.push(...page.records.map(({ id }) => id))
          last = page
          if (!page.next) break
          page = await query('company', { select: ['name'], sort, page: { size: 7, after: page.next } })
        }
        back = last.records.map(({ id }) => id)
        while (last.previous) {
          last = await query('company', { select: ['name'], sort, page: { size: 7, before: last.previous } })
          back = [...last.records.map(({ id }) => id), ...back]
        }
        expect(forward).toEqual(whole)
        expect(back).toEqual(whole)
      }
    })

    it('refuses cursors of another order, made-up ones and impossible places', async () => {
      const sort: Sort[] = [{ field: 'revenue', direction: 'asc' }]
      const { next } = await query('customer', { sort, page: { size: 1 } })
      const [signature] = JSON.parse(Buffer.from(next ?? '', 'base64url').toString())
      const forged = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url')
      const wrong = [
        'x',
        '%',
        forged(),
        forged(signature),
        forged(signature, 'NaN', ids[0]),
        forged(signature, '1', "' or 1=1"),
        forged(signature, '1', null),
        forged('other', '1', ids[0]),
        forged(signature, { a: 1 }, ids[0]),
      ]
      for (const after of wrong) {
        await expect(query('customer', { sort, page: { after } })).rejects.toMatchObject({
          code: 'CURSOR_INVALID',
          status: 400,
        })
      }
      await expect(query('customer', { page: { after: next ?? '' } })).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
      for (const page of [
        { size: 0 },
        { size: 1001 },
        { size: 1.5 },
        { offset: -1 },
        { offset: 100_001 },
        { after: 'a', before: 'b' },
      ]) {
        await expect(query('customer', { page })).rejects.toMatchObject({ code: 'QUERY_INVALID' })
      }
    })

    it('counts exactly, or by the planner where the number is large', async () => {
      expect((await query('customer', { count: 'exact', page: { size: 1 } })).total).toEqual({
        count: 4,
        estimated: false,
      })
      expect((await query('customer', { count: 'estimated', page: { size: 1 } })).total).toEqual({
        count: 4,
        estimated: false,
      })
      expect(await query('customer', { page: { size: 1 } })).not.toHaveProperty('total')
    })

    it('pages by offset', async () => {
      const sort: Sort[] = [{ field: 'revenue', direction: 'desc' }]
      expect(await codes({ sort, page: { size: 2, offset: 2 } })).toEqual(['C-4', 'C-3'])
      const { previous } = await query('customer', { sort, page: { size: 2, offset: 2 } })
      expect(await codes({ sort, page: { size: 2, before: previous ?? '' } })).toEqual(['C-1', 'C-2'])
    })

    it('finds two Chinese characters, one, and several words in any of the searched fields', async () => {
      expect(await codes({ search: '盈恒' })).toEqual(['C-3'])
      expect(await codes({ search: '甲' })).toEqual(['C-1'])
      expect(await codes({ search: 'BOB order 科技' })).toEqual(['C-3'])
      expect(await codes({ search: 'bob missing' })).toEqual([])
      expect(await codes({ search: "%_' \u0000" })).toEqual([])
    })

    it('finds records of any table, those called exactly so first', async () => {
      await fixture.insert('company', [{ name: 'Bobbin' }])
      const hits = await reader.search(access, fixture.scope, 'bob', 10)
      expect(hits.map(({ entity, title }) => [entity, title])).toEqual([
        ['customer', 'Bob'],
        ['company', 'Bobbin'],
      ])
      expect(hits[0]).toMatchObject({ id: ids[2], detail: '盈恒科技 large order' })
      expect(await reader.search(access, fixture.scope, '  ', 10)).toEqual([])
    })

    it('filters days in the zone of the workspace', async () => {
      expect(
        await codes({
          filter: { field: 'last_contact', op: 'eq', value: '2026-11-22' },
          sort: [{ field: 'code', direction: 'asc' }],
        }),
      ).toEqual(['C-2', 'C-4'])
      expect(await codes({ filter: { field: 'last_contact', op: 'lt', value: '2026-11-22' } })).toEqual([])
      expect(await codes({ filter: { field: 'last_contact', op: 'eq', value: '2026-11-21T16:00:00Z' } })).toEqual([
        'C-2',
      ])
    })

    it('filters over relations to many, with blanks on the side of the complement', async () => {
      const sort: Sort[] = [{ field: 'code', direction: 'asc' }]
      expect(
        await codes({ sort, filter: { any: 'items', where: { field: 'maker.vip', op: 'eq', value: true } } }),
      ).toEqual(['C-1'])
      expect(await codes({ sort, filter: { none: 'items' } })).toEqual(['C-3', 'C-4'])
      expect(
        await codes({ sort, filter: { any: 'partners', where: { field: 'city', op: 'eq', value: 'Paris' } } }),
      ).toEqual(['C-1'])
      expect(await codes({ sort, filter: { field: 'partners', op: 'has_all', value: [acme, zenith] } })).toEqual([
        'C-1',
      ])
      expect(await codes({ sort, filter: { field: 'partners', op: 'has_none', value: [acme] } })).toEqual([
        'C-2',
        'C-3',
        'C-4',
      ])
      expect(await codes({ sort, filter: { field: 'company.city', op: 'ne', value: '上海' } })).toEqual(['C-2', 'C-3'])
      expect(await codes({ sort, filter: { field: 'company_vip', op: 'eq', value: false } })).toEqual(['C-2', 'C-3'])
      const { records } = await query('company', {
        select: ['name'],
        filter: { any: 'customers', where: { any: 'items', where: { field: 'quantity', op: 'gte', value: 2 } } },
      })
      expect(records.map(({ name }) => name)).toEqual(['安可科技'])
    })

    it('compiles a shape once and names a statement that is used often', async () => {
      for (let round = 0; round < 6; round++) await codes({ filter: { field: 'code', op: 'eq', value: `C-${round}` } })
      expect(new Set(fixture.statements.map(({ text }) => text)).size).toBe(1)
      expect(fixture.statements.at(-1)?.name).toMatch(/^crm1_/)
      expect(fixture.statements[0]?.text).not.toContain('C-')
    })

    it('goes on when the type of a column changes under a prepared statement', async () => {
      const get = () => reader.get(access, fixture.scope, 'customer', ids[0] ?? '', ['revenue'])
      for (let round = 0; round < 8; round++) expect((await get()).revenue).toBe('100.50')
      const text = `alter table ${fixture.workspace.schema}.crm__customer alter column revenue type numeric(22,4)`
      await fixture.database.run({ text, values: [] })
      expect((await get()).revenue).toBe('100.5000')
    })
  })
})
