import { systemClock } from '@mortise/core'
import type { ExpressionJson } from '@mortise/expressions'
import type { Filter } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser } from '../contract/access.ts'
import type { Query } from '../contract/query.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { fixtureStorages } from '../testing/fixture-fields.ts'
import { type Fixture, openFixture, person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createReader } from './create-reader.ts'

const seller = person(['seller'])

/** Sellers see customers, but not what they are worth. */
const roles = {
  seller: { customer: { read: 'all', fields: { revenue: 'none', '*': 'read' } }, company: { read: 'own' } },
} as const

const reader = createReader({
  storages: fixtureStorages,
  clock: systemClock,
  directory: { membersOf: () => [], departmentsBelow: (id) => [id] },
})

describe.each(testDatabases)('what a list computes for its records on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: Fixture
    const everything = asSystem('test')
    beforeAll(async () => {
      fixture = await openFixture(test, fixtureModel(roles))
      const [home] = await fixture.insert('company', [{ name: 'Home', city: '北京' }])
      await fixture.insert('customer', [
        { name: 'a', revenue: '100.00', employees: 8, level: 'high', company: home, birthday: '2020-02-29' },
        { name: 'b', revenue: '50.00', employees: 20 },
        { name: 'c', employees: 3, level: 'low' },
        { name: 'd', revenue: '7.50', employees: 3, level: 'high' },
      ])
    })
    afterAll(() => fixture.close())

    const ask = async (query: Query, access: Access = everything) =>
      await reader.query(access, fixture.scope, 'customer', { select: ['name'], ...query })
    const calculate = (key: string, expr: ExpressionJson) => ({ key, expression: { v: 1 as const, expr } })
    const perHead = calculate('per_head', { '/': [{ var: 'revenue' }, { var: 'employees' }] })

    it('answers figures, texts, days and yes or no under their keys', async () => {
      const { records } = await ask({
        filter: { field: 'name', op: 'eq', value: 'a' },
        calculate: [
          perHead,
          calculate('loud', { upper: [{ var: 'name' }] }),
          calculate('town', { var: 'company.city' }),
          calculate('next', { adddays: [{ var: 'birthday' }, 1] }),
          calculate('big', { '>': [{ var: 'employees' }, 5] }),
        ],
      })
      expect(records[0]).toMatchObject({ per_head: '12.5', loud: 'A', town: '北京', next: '2020-03-01', big: true })
    })

    it('sorts by them, page after page, blanks last', async () => {
      const query: Query = { calculate: [perHead], sort: [{ field: 'per_head', direction: 'asc' }], page: { size: 1 } }
      const seen: unknown[] = []
      for (let after: string | null = null; ; ) {
        const page = await ask({ ...query, page: { size: 1, ...(after !== null && { after }) } })
        seen.push(...page.records.map(({ name, per_head }) => `${name} ${per_head}`))
        after = page.next
        if (after === null) break
      }
      expect(seen).toEqual(['b 2.5', 'd 2.5', 'a 12.5', 'c null'])
    })

    it('tells of each record which marks hold, whatever the filter of the list binds', async () => {
      const marks: { key: string; when: Filter }[] = [
        { key: 'high', when: { field: 'level', op: 'eq', value: 'high' } },
        {
          key: 'small',
          when: {
            and: [
              { field: 'employees', op: 'lt', value: 10 },
              { field: 'level', op: 'not_blank' },
            ],
          },
        },
        { key: 'rich', when: { formula: { v: 1, expr: { '>': [{ var: 'revenue' }, 60] } } } },
      ]
      const filter: Filter = { field: 'name', op: 'in', value: ['a', 'b', 'c'] }
      const { records, total } = await ask({
        ...{ filter, marks, count: 'exact' },
        sort: [{ field: 'name', direction: 'asc' }],
      })
      expect(records.map(({ name, $marks }) => [name, $marks])).toEqual([
        ['a', ['high', 'small', 'rich']],
        ['b', []],
        ['c', ['small']],
      ])
      expect(total?.count).toBe(3)
      // The same statement with other values.
      const other = marks.with(0, { key: 'high', when: { field: 'level', op: 'eq', value: 'low' } })
      const again = await ask({ filter, marks: other, sort: [{ field: 'name', direction: 'asc' }] })
      expect(again.records.map(({ $marks }) => $marks?.includes('high'))).toEqual([false, false, true])
    })

    it('computes nothing from what the reader may not read, and no key of a field', async () => {
      const refusal = (query: Query, access: Access = everything) => ask(query, access).catch(({ code }) => code)
      expect(await refusal({ calculate: [perHead] }, asUser(seller))).toBe('FIELD_UNKNOWN')
      const rich = { key: 'rich', when: { field: 'revenue', op: 'gt' as const, value: '60' } }
      expect(await refusal({ marks: [rich] }, asUser(seller))).toBe('FIELD_UNKNOWN')
      expect(await refusal({ calculate: [calculate('name', 1)] })).toBe('QUERY_INVALID')
      expect(await refusal({ calculate: [perHead, perHead] })).toBe('QUERY_INVALID')
      expect(await refusal({ calculate: [calculate('lead', { var: 'company' })] })).toBe('QUERY_INVALID')
      expect(await refusal({ marks: [{ key: 'x") or (1=1', when: { and: [] } }] })).toBe('QUERY_INVALID')
    })
  })
})
