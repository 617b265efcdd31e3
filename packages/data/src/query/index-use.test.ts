import { systemClock } from '@mortise/core'
import type { EntityGrant } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, asUser } from '../contract/access.ts'
import type { Query } from '../contract/query.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { fixtureStorages } from '../testing/fixture-fields.ts'
import { type Fixture, openFixture, person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createReader } from './create-reader.ts'

const valuable: EntityGrant = { read: { where: { v: 1, expr: { '>=': [{ var: 'revenue' }, 5990] } } } }
const ownOrValuable: EntityGrant = { read: { ...(valuable.read as object), scope: 'own' } as EntityGrant['read'] }
const roles = {
  seller: { '*': { read: 'own' as const } },
  picker: { customer: valuable },
  keeper: { customer: ownOrValuable },
}

const model = fixtureModel(roles, (documents) => {
  for (const [key, field] of [
    ['by_contact', 'last_contact'],
    ['by_name', 'name'],
    ['by_birthday', 'birthday'],
  ] as const) {
    const label = { zh: key, en: key }
    const options = { columns: [{ field: 'name' }], sort: [{ field, direction: 'desc' as const }] }
    documents.push({ kind: 'view', key, label, entity: 'customer', type: 'list', options })
  }
})

const reader = createReader({
  storages: fixtureStorages,
  clock: systemClock,
  directory: { membersOf: () => [], departmentsBelow: (id) => [id] },
})

describe.each(testDatabases)('indexes on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: Fixture
    const seller = person(['seller'])

    beforeAll(async () => {
      fixture = await openFixture(test, model)
      const companies = await fixture.insert(
        'company',
        Array.from({ length: 200 }, (_, index) => ({ name: `公司${index}` })),
      )
      await fixture.insert(
        'customer',
        Array.from({ length: 6000 }, (_, index) => ({
          name: `客户${String.fromCodePoint(0x4e00 + (index % 3000))}${String.fromCodePoint(0x4e00 + (index % 1999))}`,
          code: `C-${index}`,
          revenue: `${index}.00`,
          tags: index % 500 === 0 ? ['high'] : [],
          company: companies[index % 200],
          owner: index % 1000 === 0 ? seller.id : null,
          last_contact: index % 3 === 0 ? null : new Date(1_700_000_000_000 + index * 3_600_000).toISOString(),
        })),
      )
      await fixture.database.run({ text: `analyze ${fixture.workspace.schema}.crm__customer`, values: [] })
      await fixture.database.run({ text: `analyze ${fixture.workspace.schema}.crm__company`, values: [] })
    })
    afterAll(() => fixture?.close())

    /** The plan of the first statement that a query runs, with the values it ran with. */
    const planOf = async (query: Query, access = asSystem('test')) => {
      fixture.forget()
      await reader.query(access, fixture.scope, 'customer', query)
      const [statement] = fixture.statements
      const { rows } = await fixture.database.run<{ 'QUERY PLAN': string }>({
        text: `explain ${statement?.text}`,
        values: statement?.values ?? [],
      })
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    }

    it.each<[string, Query, RegExp]>([
      ['equality', { filter: { field: 'code', op: 'eq', value: 'C-77' } }, /uq\$crm__customer__code/],
      ['a range', { filter: { field: 'revenue', op: 'between', value: [10, '20.00'] } }, /ix\$crm__customer__revenue/],
      ['a day', { filter: { field: 'last_contact', op: 'eq', value: '2023-11-20' } }, /crm__customer__last_contact/],
      [
        'a relation',
        { filter: { field: 'company', op: 'in', value: ['01900000-0000-7000-8000-0000000000b1'] } },
        /ix\$crm__customer__company/,
      ],
      ['choices', { filter: { field: 'tags', op: 'has_any', value: ['high'] } }, /gin\$crm__customer__tags/],
      ['search', { search: '丐上' }, /search\$crm__customer__name/],
      ['contains', { filter: { field: 'name', op: 'contains', value: '丐上' } }, /search\$crm__customer__name/],
      ['a path to one', { filter: { field: 'company.name', op: 'eq', value: '公司7' }, page: { size: 5 } }, /company/],
    ])('serve %s', async (_name, query, index) => {
      expect(await planOf(query)).toMatch(index)
    })

    it('serve the rows of an owner', async () => {
      expect(await planOf({}, asUser(seller))).toMatch(/ix\$crm__customer__owner_id/)
    })

    it('serve the condition of a role', async () => {
      expect(await planOf({}, asUser(person(['picker'])))).toMatch(/ix\$crm__customer__revenue/)
    })

    it('serve the condition of a role beside its scope, both together', async () => {
      const plan = await planOf({ count: 'exact' }, asUser({ ...seller, roles: ['crm/keeper'] }))
      expect(plan).toMatch(/BitmapOr/)
      expect(plan).toMatch(/ix\$crm__customer__owner_id/)
      expect(plan).toMatch(/ix\$crm__customer__revenue/)
    })

    it.each<[string, Query['sort']]>([
      ['last_contact', [{ field: 'last_contact', direction: 'desc' }]],
      ['last_contact', [{ field: 'last_contact', direction: 'asc' }]],
      ['name', [{ field: 'name', direction: 'desc' }]],
    ])('serve pages sorted by %s deep in the list without sorting', async (column, sort) => {
      expect(await planOf({ sort, page: { size: 20 } })).toMatch(new RegExp(`sort\\$crm__customer__${column}`))
      const { next } = await reader.query(asSystem('test'), fixture.scope, 'customer', { sort, page: { size: 1000 } })
      const plan = await planOf({ sort, page: { size: 20, after: next ?? '' } })
      expect(plan).toMatch(new RegExp(`Index Scan.*sort\\$crm__customer__${column}`))
      expect(plan).toMatch(/Index Cond: .*ROW/)
      expect(plan).not.toMatch(/Sort Key/)
    })
  })
})
