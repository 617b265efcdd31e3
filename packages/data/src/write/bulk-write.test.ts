import { uuidv7 } from '@mortise/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser, type Principal } from '../contract/access.ts'
import type { BulkTarget } from '../engine/data-engine.ts'
import { field, fixtureModel, words } from '../testing/fixture-app.ts'
import { type EngineFixture, openEngine } from '../testing/open-engine.ts'
import { person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'

const model = fixtureModel(
  {
    seller: {
      company: { read: 'all', create: true, update: 'own', delete: 'own', fields: { vip: 'none', rating: 'read' } },
      lead: { read: 'own', create: true, update: 'own', delete: 'own' },
    },
  },
  (documents) => {
    documents.push({
      kind: 'entity',
      key: 'lead',
      label: words('lead'),
      titleField: 'name',
      fields: [
        field('name', 'text', { required: true }),
        field('code', 'text', { unique: true }),
        field('number', 'auto_number'),
        field('company', 'relation', { options: { entity: 'company' } }),
        field('phone', 'text'),
        field('friends', 'relation_many', { options: { entity: 'company' } }),
      ],
      duplicateChecks: [{ key: 'phone', fields: ['phone'], mode: 'refuse' }],
    })
  },
)

describe.each(testDatabases)('bulk writes on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: EngineFixture
    let li: Principal
    let asLi: Access
    const system = asSystem('test')

    beforeAll(async () => {
      fixture = await openEngine(test, model)
    })
    afterAll(() => fixture.close())
    beforeEach(() => {
      li = person(['seller'])
      fixture.people.set(li.id, { departmentId: null })
      asLi = asUser(li)
      fixture.forget()
    })

    const createMany = (access: Access, entity: string, inputs: { [field: string]: unknown }[], partial = false) =>
      fixture.engine.createMany(access, fixture.scope, entity, inputs, { partial })
    const updateMany = (access: Access, entity: string, target: unknown, values: { [field: string]: unknown }) =>
      fixture.engine.updateMany(access, fixture.scope, entity, target as BulkTarget, values)
    const archiveMany = (access: Access, entity: string, target: unknown) =>
      fixture.engine.archiveMany(access, fixture.scope, entity, target as BulkTarget)
    const count = async (table: string) => (await fixture.rows(table)).length

    it('writes nothing before what it is told to wait for, and nothing at all when that fails', async () => {
      const before = await count('crm__company')
      let happen = () => {}
      const after = new Promise<void>((resolve) => {
        happen = resolve
      })
      const inputs = [{ name: 'Waits' }, { name: 'Waits too' }]
      const waiting = fixture.engine.createMany(asLi, fixture.scope, 'company', inputs, { after })
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(await count('crm__company')).toBe(before)
      happen()
      await waiting
      expect(await count('crm__company')).toBe(before + 2)
      const failed = Promise.reject(new Error('broken off'))
      const never = fixture.engine.createMany(asLi, fixture.scope, 'company', inputs, { after: failed })
      await expect(never).rejects.toThrow('broken off')
      expect(await count('crm__company')).toBe(before + 2)
    })

    it('creates a thousand records and their events in one statement', async () => {
      const inputs = Array.from({ length: 1000 }, (_, index) => ({ name: `bulk ${index}`, city: 'X' }))
      const { ids, problems } = await createMany(asLi, 'company', inputs)
      expect(fixture.statements).toHaveLength(1)
      expect(problems).toEqual([])
      const rows = (await fixture.rows('crm__company')).filter(({ city }) => city === 'X')
      expect(rows.map(({ id, name }) => [id, name])).toEqual(ids.map((id, index) => [id, `bulk ${index}`]))
      const [event] = await fixture.events(String(ids[7]))
      expect(event).toMatchObject({ kind: 'create', changes: { name: [null, 'bulk 7'], city: [null, 'X'] } })
    })

    it('creates all or none, and names the problems of each', async () => {
      const before = await count('crm__lead')
      const { ids, problems } = await createMany(asLi, 'lead', [
        { name: 'good' },
        { name: 7 },
        { zzz: 1, name: 'x' },
        {},
      ])
      expect(ids).toEqual([null, null, null, null])
      expect(problems.map(({ index, problems: found }) => [index, found.map(({ code }) => code)])).toEqual([
        [1, ['VALUE_INVALID']],
        [2, ['FIELD_UNKNOWN']],
        [3, ['FIELD_REQUIRED']],
      ])
      const later = await createMany(asLi, 'lead', [{ name: 'good' }, { name: 'bad', company: uuidv7() }])
      expect(later.problems).toMatchObject([{ index: 1, problems: [{ path: 'company', code: 'RELATED_UNKNOWN' }] }])
      expect(await count('crm__lead')).toBe(before)
    })

    it('creates what can be when partial, without gaps in the numbers', async () => {
      const before = await count('crm__lead')
      const good = await createMany(system, 'company', [{ name: 'target' }])
      await createMany(asLi, 'lead', [{ name: 'first', code: 'T1', phone: '1' }])
      const { ids, problems } = await createMany(
        asLi,
        'lead',
        [
          { name: 'ok', code: 'T2', friends: [good.ids[0]] },
          { name: 'taken', code: 'T1' },
          { name: 'twin', code: 'T2' },
          { name: 'same phone', phone: '1' },
          { name: 'unknown', company: uuidv7() },
          { name: 'no friend', friends: [uuidv7()] },
          { name: 'fine', company: good.ids[0] },
        ],
        true,
      )
      expect(ids.map((id) => id !== null)).toEqual([true, false, false, false, false, false, true])
      expect(problems.map(({ index, problems: found }) => [index, found[0]?.code])).toEqual([
        [1, 'VALUE_TAKEN'],
        [2, 'VALUE_TAKEN'],
        [3, 'VALUE_DUPLICATE'],
        [4, 'RELATED_UNKNOWN'],
        [5, 'RELATED_UNKNOWN'],
      ])
      const numbers = (await fixture.rows('crm__lead', 'number')).map(({ number }) => number)
      expect(numbers).toHaveLength(before + 3)
      expect(numbers.at(-1)).toBe(`N${String(numbers.length).padStart(4, '0')}`)
    })

    it('lets the platform bring records with a past, which may refer to one another', async () => {
      const [parent, child] = [uuidv7(), uuidv7()]
      const past = '2025-01-02T03:04:05.678Z'
      fixture.people.set(li.id, { departmentId: null })
      const stamps = { created_at: past, created_by: li.id, owner: li.id }
      await createMany(asSystem('demo data', { kind: 'demo' }), 'company', [
        { id: child, name: 'child', parent, ...stamps },
        { id: parent, name: 'parent', ...stamps },
      ])
      const [row] = await fixture.events(child)
      expect(row).toMatchObject({ at: past, actor_id: li.id, source: { kind: 'demo', reason: 'demo data' } })
      await expect(createMany(asLi, 'company', [{ id: uuidv7(), name: 'x' }])).resolves.toMatchObject({
        problems: [{ problems: [{ path: 'id', code: 'FIELD_READ_ONLY' }] }],
      })
      const again = await createMany(system, 'company', [{ id: child, name: 'again' }])
      expect(again.problems).toMatchObject([{ problems: [{ path: 'id', code: 'RECORD_EXISTS' }] }])
    })

    it('creates lines set-based, with their owners or, for the platform, by themselves', async () => {
      const inputs = [1, 2, 3].map((index) => ({
        name: `c${index}`,
        items: [{ product: `p${index}` }, { product: 'q' }],
      }))
      const { ids } = await createMany(system, 'customer', inputs)
      await createMany(system, 'item', [{ product: 'r', customer: ids[0], position: 2 }])
      const lines = await fixture.rows('crm__item', 'customer, position')
      expect(lines.map(({ customer, product }) => [ids.indexOf(String(customer)), product])).toEqual([
        [0, 'p1'],
        [0, 'q'],
        [0, 'r'],
        [1, 'p2'],
        [1, 'q'],
        [2, 'p3'],
        [2, 'q'],
      ])
      await expect(createMany(asLi, 'item', [{ product: 'x', customer: ids[0] }])).rejects.toMatchObject({
        status: 404,
      })
    })

    it('changes many at once, with rights and an event for each', async () => {
      const mine = await createMany(asLi, 'company', [{ name: 'a' }, { name: 'b', city: 'New' }])
      const foreign = await createMany(system, 'company', [{ name: 'c' }])
      const ids = [...mine.ids, ...foreign.ids, uuidv7(), 'nonsense'] as string[]
      expect(await updateMany(asLi, 'company', { ids }, { city: 'New' })).toEqual({ updated: 2, refused: 3 })
      const events = await Promise.all(ids.slice(0, 3).map((id) => fixture.events(id)))
      expect(events.map((list) => list.length)).toEqual([2, 1, 1])
      const rows = await fixture.rows('crm__company')
      expect(rows.filter(({ id }) => ids.includes(String(id))).map(({ city, version }) => [city, version])).toEqual([
        ['New', 2],
        ['New', 1],
        [null, 1],
      ])
    })

    it('changes all that match, over several chunks, also when the change ends the match', async () => {
      await createMany(
        asLi,
        'company',
        Array.from({ length: 1100 }, () => ({ name: 'n', city: 'Old' })),
      )
      const filter = { field: 'city', op: 'eq', value: 'Old' }
      const outcome = await updateMany(asLi, 'company', { filter }, { city: 'Newer' })
      expect(outcome).toEqual({ updated: 1100, refused: 0 })
      expect((await fixture.rows('crm__company')).filter(({ city }) => city === 'Old')).toEqual([])
    })

    it.each([
      { ids: [] },
      { filter: null },
      { filter: {} },
      { filter: { and: [] } },
      { filter: { or: [] } },
      { filter: { and: [{ and: [] }] } },
      { filter: { or: [{ field: 'name', op: 'eq', value: 'x' }, { and: [] }] } },
    ])('never takes %j for all records', async (target) => {
      await expect(updateMany(system, 'company', target, { city: 'all' })).rejects.toMatchObject({ status: 400 })
      await expect(archiveMany(system, 'company', target)).rejects.toMatchObject({ status: 400 })
    })

    it('refuses values of bulk changes like those of single ones', async () => {
      const { ids } = await createMany(asLi, 'company', [{ name: 'a' }, { name: 'b' }])
      for (const values of [{ vip: true }, { rating: 1 }, { id: uuidv7() }, { name: 7 }, { parent: uuidv7() }]) {
        await expect(updateMany(asLi, 'company', { ids }, values)).rejects.toMatchObject({ code: 'RECORD_INVALID' })
      }
      const leads = await createMany(asLi, 'lead', [{ name: 'a' }, { name: 'b' }])
      for (const values of [{ name: null }, { code: 'both' }, { phone: 'both' }]) {
        await expect(updateMany(asLi, 'lead', { ids: leads.ids }, values)).rejects.toMatchObject({
          code: 'RECORD_INVALID',
        })
      }
    })

    it('archives many, leaving those that may not be deleted or are in use', async () => {
      const mine = await createMany(asLi, 'company', [{ name: 'a' }, { name: 'used' }, { name: 'b' }])
      const foreign = await createMany(system, 'company', [{ name: 'c' }])
      await createMany(system, 'lead', [{ name: 'user', company: mine.ids[1] }])
      const ids = [...mine.ids, ...foreign.ids] as string[]
      expect(await archiveMany(asLi, 'company', { ids })).toEqual({ archived: 2, refused: 2 })
      const rows = (await fixture.rows('crm__company')).filter(({ id }) => ids.includes(String(id)))
      expect(rows.map(({ archived_at }) => archived_at !== null)).toEqual([true, false, true, false])
    })

    it('refuses more records than fit into one call', async () => {
      const inputs = Array.from({ length: 10_001 }, () => ({ name: 'x' }))
      await expect(createMany(asLi, 'company', inputs)).rejects.toMatchObject({ code: 'BULK_TOO_LARGE' })
    })
  })
})
