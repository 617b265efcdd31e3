import { systemClock } from '@mortise/core'
import type { ExpressionJson } from '@mortise/expressions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser } from '../contract/access.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { fixtureStorages } from '../testing/fixture-fields.ts'
import { type Fixture, openFixture, person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createReader } from './create-reader.ts'

const seller = person(['seller'])
const colleague = person(['seller'])

/** Sellers see their own customers but not what they are worth, and of companies only their own, too. */
const roles = {
  seller: {
    customer: { read: 'own', fields: { revenue: 'none', '*': 'read' } },
    company: { read: 'own' },
  },
} as const

const reader = createReader({
  storages: fixtureStorages,
  clock: systemClock,
  directory: { membersOf: () => [colleague.id], departmentsBelow: (id) => [id] },
})

describe.each(testDatabases)('a formula in a filter on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: Fixture
    const everything = asSystem('test')

    beforeAll(async () => {
      fixture = await openFixture(test, fixtureModel(roles))
      const [home, far] = await fixture.insert('company', [
        { name: 'Home', city: '北京', owner: seller.id },
        { name: 'Far', city: '上海', owner: colleague.id },
      ])
      const [one] = await fixture.insert('customer', [
        {
          name: 'one',
          revenue: '100.00',
          employees: 10,
          level: 'high',
          company: home,
          owner: seller.id,
          partners: [home, far],
        },
        { name: 'two', revenue: '50.00', employees: 20, company: far, owner: seller.id, partners: [far] },
        { name: "O'x\\", employees: 30, owner: colleague.id, birthday: '2020-02-29' },
      ])
      await fixture.insert('item', [
        { customer: one, product: 'a', quantity: 2, price: '10.00' },
        { customer: one, product: 'b', quantity: 3, price: '5.00' },
        { customer: one, product: 'c', quantity: 9, price: '5.00', archived_at: '2026-01-01T00:00:00.000Z' },
      ])
    })
    afterAll(() => fixture.close())

    const names = async (expr: ExpressionJson, access: Access = everything) => {
      const filter = { formula: { v: 1 as const, expr } }
      const { records } = await reader.query(access, fixture.scope, 'customer', {
        select: ['name'],
        filter,
        sort: [{ field: 'id', direction: 'asc' }],
      })
      return records.map(({ name }) => name)
    }
    const problem = (expr: ExpressionJson, access: Access = everything) =>
      names(expr, access).then(
        () => null,
        (error) => ({ code: error.code, params: error.params }),
      )

    it('finds the records for which it holds', async () => {
      expect(await names({ '>': [{ '*': [{ var: 'employees' }, 2] }, 30] })).toEqual(['two', "O'x\\"])
      expect(await names({ '==': [{ var: 'company.city' }, '北京'] })).toEqual(['one'])
      expect(await names({ '==': [{ var: 'company_city' }, '上海'] })).toEqual(['two'])
      expect(await names({ '==': [{ var: 'level' }, 'high'] })).toEqual(['one'])
      expect(await names({ '==': [{ var: 'birthday' }, { date: '2020-02-29' }] })).toEqual(["O'x\\"])
    })

    it('counts only live lines, and joins as few rows as the relation has', async () => {
      expect(await names({ '==': [{ sum: ['items', { '*': [{ var: 'quantity' }, { var: 'price' }] }] }, 35] })).toEqual(
        ['one'],
      )
      expect(await names({ '==': [{ count: ['items'] }, 0] })).toEqual(['two', "O'x\\"])
      expect(await names({ some: ['partners', { '==': [{ var: 'name' }, 'Home'] }] })).toEqual(['one'])
      expect(
        await names({ some: ['items', { '>': [{ var: 'quantity' }, { '/': [{ outer: 'employees' }, 4] }] }] }),
      ).toEqual(['one'])
    })

    it('is two-valued: its negation finds exactly the others', async () => {
      const expr = { '>': [{ var: 'revenue' }, 60] }
      expect(await names(expr)).toEqual(['one'])
      expect(await names({ '!': [expr] })).toEqual(['two', "O'x\\"])
      const filter = { not: { formula: { v: 1 as const, expr } } }
      const { records } = await reader.query(everything, fixture.scope, 'customer', { filter })
      expect(records).toHaveLength(2)
    })

    it('keeps formulas apart that differ in a constant only', async () => {
      for (const [least, count] of [
        [5, 3],
        [15, 2],
        [25, 1],
        [35, 0],
        [5, 3],
      ] as const) {
        expect(await names({ '>': [{ var: 'employees' }, least] })).toHaveLength(count)
      }
    })

    it('takes constants as values, whatever they look like', async () => {
      expect(await names({ '==': [{ var: 'name' }, "O'x\\"] })).toEqual(["O'x\\"])
      expect(await names({ '==': [{ var: 'name' }, "' or true --"] })).toEqual([])
    })

    it('knows the acting user and the people around them', async () => {
      expect(await names({ '==': [{ var: 'owner' }, { ctx: 'user' }] }, asUser(seller))).toEqual(['one', 'two'])
      expect(await names({ inmyteam: [{ var: 'owner' }] }, asUser({ ...seller, administrator: true }))).toHaveLength(3)
      expect(await names({ inmyteam: [{ var: 'owner' }] }, asUser(person([], { administrator: true })))).toEqual([
        "O'x\\",
      ])
    })

    it('sees through relations only what the reader may see', async () => {
      const access = asUser(seller)
      expect(await names({ '==': [{ var: 'company.city' }, '上海'] }, access)).toEqual([])
      expect(await names({ isblank: [{ var: 'company.city' }] }, access)).toEqual(['two'])
      expect(await names({ '==': [{ count: ['partners'] }, 1] }, access)).toEqual(['one'])
      expect(await names({ exists: ['company', { '==': [{ var: 'name' }, 'Far'] }] }, access)).toEqual([])
      expect(await names({ exists: ['company', { '==': [{ var: 'name' }, 'Home'] }] }, access)).toHaveLength(2)
    })

    it('gives the same answer for a hidden field as for one that does not exist', async () => {
      const access = asUser(seller)
      const asked = (name: string) => problem({ '>': [{ var: name }, 1] }, access)
      expect(await asked('revenue')).toEqual({ code: 'FIELD_UNKNOWN', params: { field: 'revenue' } })
      expect(await asked('nothing')).toEqual({ code: 'FIELD_UNKNOWN', params: { field: 'nothing' } })
      expect(await problem({ '>': [{ sum: ['company_parent', 1] }, 1] }, access)).toMatchObject({
        code: 'FIELD_UNKNOWN',
      })
      expect(await problem({ exists: ['nothing', true] }, access)).toMatchObject({ code: 'FIELD_UNKNOWN' })
    })

    it('is refused with the reason when it is not a condition, or too large', async () => {
      expect(await problem({ var: 'name' })).toMatchObject({
        code: 'FORMULA_INVALID',
        params: { code: 'EXPRESSION_TYPE' },
      })
      expect(await problem({ eval: ['1'] })).toMatchObject({ code: 'FORMULA_INVALID' })
      const deep = Array.from({ length: 200 }).reduce<ExpressionJson>((inner) => ({ '!': [inner] }), true)
      expect(await problem(deep)).toMatchObject({ code: 'FILTER_TOO_DEEP' })
      const wide = { or: Array.from({ length: 9000 }, () => true) }
      expect(await problem(wide)).toMatchObject({ code: 'FILTER_TOO_LARGE' })
    })
  })
})
