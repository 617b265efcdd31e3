import { uuidv7 } from '@mortise/core'
import type { Filter } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser } from '../contract/access.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { fixtureStorages } from '../testing/fixture-fields.ts'
import { type Fixture, openFixture, person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createReader } from './create-reader.ts'

const [east, eastOne, west] = [uuidv7(), uuidv7(), uuidv7()]
const admin = person([], { administrator: true, departmentId: east })
let now = new Date('2026-11-22T15:30:00.000Z')

const reader = createReader({
  storages: fixtureStorages,
  clock: { now: () => now },
  directory: { membersOf: () => [], departmentsBelow: async (id) => (id === east ? [east, eastOne] : [id]) },
})

describe.each(testDatabases)('values known only at run time on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: Fixture

    beforeAll(async () => {
      fixture = await openFixture(test, fixtureModel())
      await fixture.insert('customer', [
        { name: 'a', seller: admin.id, unit: east, birthday: '2026-11-22', last_contact: '2026-11-22T15:59:59.999Z' },
        {
          name: 'b',
          seller: uuidv7(),
          unit: eastOne,
          birthday: '2026-11-23',
          last_contact: '2026-11-22T16:00:00.000Z',
        },
        { name: 'c', unit: west, birthday: '2026-10-31', last_contact: '2026-10-31T15:59:59.999Z' },
        { name: 'd' },
      ])
    })
    afterAll(() => fixture?.close())

    const names = async (filter: Filter, access: Access = asUser(admin)) => {
      const sort = [{ field: 'name', direction: 'asc' as const }]
      const { records } = await reader.query(access, fixture.scope, 'customer', { select: ['name'], filter, sort })
      return records.map(({ name }) => name).join('')
    }

    it('compare with the acting user; nobody is not the blank', async () => {
      const filter: Filter = { field: 'seller', op: 'eq', value: { ctx: 'user' } }
      expect(await names(filter)).toBe('a')
      expect(await names({ not: filter })).toBe('bcd')
      expect(await names(filter, asSystem('test'))).toBe('')
      expect(await names({ not: filter }, asSystem('test'))).toBe('abcd')
      expect(await names({ field: 'seller', op: 'in', value: [{ ctx: 'user' }] })).toBe('a')
    })

    it('compare with the department of the user and all below it', async () => {
      expect(await names({ field: 'unit', op: 'eq', value: { ctx: 'department' } })).toBe('a')
      expect(await names({ field: 'unit', op: 'below', value: { ctx: 'department' } })).toBe('ab')
      expect(await names({ field: 'unit', op: 'below', value: west })).toBe('c')
      expect(await names({ not: { field: 'unit', op: 'below', value: east } })).toBe('cd')
    })

    it('reckon today in the zone of the workspace, anew for each call', async () => {
      now = new Date('2026-11-22T15:30:00.000Z')
      expect(await names({ field: 'birthday', op: 'eq', value: { ctx: 'today' } })).toBe('a')
      expect(await names({ field: 'last_contact', op: 'eq', value: { ctx: 'today' } })).toBe('a')
      now = new Date('2026-11-22T16:00:00.000Z')
      expect(await names({ field: 'birthday', op: 'eq', value: { ctx: 'today' } })).toBe('b')
      expect(await names({ field: 'last_contact', op: 'gte', value: { ctx: 'today' } })).toBe('b')
      expect(await names({ field: 'birthday', op: 'lt', value: { ctx: 'today', add: -1 } })).toBe('c')
      expect(await names({ field: 'last_contact', op: 'lte', value: { ctx: 'now' } })).toBe('abc')
      expect(await names({ field: 'last_contact', op: 'lt', value: { ctx: 'now' } })).toBe('ac')
    })

    it('understand spans of days, weeks and months', async () => {
      expect(await names({ field: 'birthday', op: 'within', value: { span: 'this', unit: 'month' } })).toBe('ab')
      expect(await names({ field: 'birthday', op: 'within', value: { span: 'last', unit: 'month' } })).toBe('c')
      expect(await names({ field: 'last_contact', op: 'within', value: { span: 'last', unit: 'month' } })).toBe('c')
      expect(await names({ not: { field: 'birthday', op: 'within', value: { span: 'last', unit: 'year' } } })).toBe(
        'abcd',
      )
    })
  })
})
