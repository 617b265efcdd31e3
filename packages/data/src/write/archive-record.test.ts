import { uuidv7 } from '@mortise/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser, type Principal } from '../contract/access.ts'
import { field, fixtureModel, words } from '../testing/fixture-app.ts'
import { type EngineFixture, openEngine } from '../testing/open-engine.ts'
import { person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'

const to = (entity: string, onDelete: string) => ({ options: { entity, onDelete } })

const model = fixtureModel(
  {
    seller: {
      company: { read: 'all', create: true, update: 'own', delete: 'own' },
      customer: { read: 'own', create: true, delete: 'own' },
      note: { read: 'all', create: true, delete: 'own' },
      visit: { read: 'own' },
    },
  },
  (documents) => {
    documents.push(
      {
        kind: 'entity',
        key: 'note',
        label: words('note'),
        titleField: 'text',
        fields: [field('text', 'text', { unique: true })],
      },
      {
        kind: 'entity',
        key: 'visit',
        label: words('visit'),
        plural: words('visits'),
        titleField: 'topic',
        fields: [
          field('topic', 'text'),
          field('company', 'relation', to('company', 'restrict')),
          field('customer', 'relation', to('customer', 'cascade')),
          field('guest', 'relation', to('customer', 'clear')),
        ],
      },
      {
        kind: 'entity',
        key: 'report',
        label: words('report'),
        titleField: 'name',
        fields: [field('name', 'text'), field('visit', 'relation', to('visit', 'cascade'))],
      },
    )
  },
)

describe.each(testDatabases)('archiving on $name', (test) => {
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
    })

    const create = (entity: string, values: { [field: string]: unknown }, access: Access = system) =>
      fixture.engine.create(access, fixture.scope, entity, values)
    const archive = (entity: string, target: { id: string; version?: number }, access: Access = system) =>
      fixture.engine.archive(access, fixture.scope, entity, target)
    const restore = (entity: string, id: string, access: Access = system) =>
      fixture.engine.restore(access, fixture.scope, entity, id)
    const row = async (table: string, id: string) =>
      (await fixture.rows(table)).find((found) => found.id === id) as { [column: string]: unknown }
    const later = () => {
      fixture.clock.time = new Date(fixture.clock.time.getTime() + 1000)
    }

    it('puts a record away and brings it back, with events; one statement where nothing refers to it', async () => {
      const note = await create('note', { text: 'a' }, asLi)
      fixture.forget()
      await archive('note', { id: note.id, version: 1 }, asLi)
      expect(fixture.statements).toHaveLength(1)
      expect(await row('crm__note', note.id)).toMatchObject({ version: 2, updated_by: li.id })
      const list = () =>
        fixture.engine.query(asLi, fixture.scope, 'note', { filter: { field: 'text', op: 'eq', value: 'a' } })
      expect((await list()).records).toEqual([])
      expect(await restore('note', note.id, asLi)).toMatchObject({ text: 'a', version: 3, archived_at: null })
      expect((await list()).records).toHaveLength(1)
      const kinds = (await fixture.events(note.id)).map(({ kind }) => kind)
      expect(kinds).toEqual(['create', 'archive', 'restore'])
    })

    it('tells why not', async () => {
      const mine = await create('note', { text: 'mine' }, asLi)
      const foreign = await create('note', { text: 'foreign' })
      const hidden = await create('customer', { name: 'hidden' })
      const attempts = [
        [() => archive('note', { id: mine.id, version: 9 }, asLi), 'RECORD_CHANGED'],
        [() => archive('note', { id: foreign.id }, asLi), 'RECORD_FORBIDDEN'],
        [() => archive('customer', { id: hidden.id }, asLi), 'RECORD_NOT_FOUND'],
        [() => restore('customer', hidden.id, asLi), 'RECORD_NOT_FOUND'],
        [() => restore('note', foreign.id, asLi), 'RECORD_FORBIDDEN'],
        [() => archive('note', { id: uuidv7() }, asLi), 'RECORD_NOT_FOUND'],
        [() => archive('note', { id: 'x' }, asLi), 'RECORD_NOT_FOUND'],
      ] as const
      for (const [attempt, code] of attempts) await expect(attempt()).rejects.toMatchObject({ code })
      await archive('note', { id: mine.id }, asLi)
      await expect(archive('note', { id: mine.id }, asLi)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' })
      await expect(
        fixture.engine.update(asLi, fixture.scope, 'note', { id: mine.id, version: 2 }, { text: 'x' }),
      ).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' })
    })

    it('is refused while others use the record; only what the user may see is counted', async () => {
      const company = await create('company', { name: 'A' }, asLi)
      await create('visit', { topic: 'hidden', company: company.id })
      await expect(archive('company', { id: company.id }, asLi)).rejects.toMatchObject({
        code: 'RECORD_IN_USE',
        params: { uses: [], hidden: true },
      })
      await create('visit', { topic: 'seen', company: company.id, owner: li.id })
      await expect(archive('company', { id: company.id }, asLi)).rejects.toMatchObject({
        params: { uses: [{ entity: 'visit', field: 'company', label: 'visits', count: 1 }], hidden: true },
      })
      await expect(archive('company', { id: company.id })).rejects.toMatchObject({ params: { uses: [{ count: 2 }] } })
      expect(await row('crm__company', company.id)).toMatchObject({ archived_at: null, version: 1 })
    })

    it('takes along what depends on the record, empties references, and brings back only what it took', async () => {
      const items = [{ product: 'kept' }, { product: 'dropped' }]
      const customer = await create('customer', { name: 'A', items })
      const lines = (await fixture.rows('crm__item')).filter((line) => line.customer === customer.id)
      await fixture.engine.update(
        system,
        fixture.scope,
        'customer',
        { id: customer.id, version: 1 },
        { items: [{ id: lines[0]?.id }] },
      )
      const visit = await create('visit', { topic: 'v', customer: customer.id })
      const gone = await create('visit', { topic: 'gone before', customer: customer.id })
      const guest = await create('visit', { topic: 'g', guest: customer.id })
      const report = await create('report', { name: 'r', visit: visit.id })
      await archive('visit', { id: gone.id })
      later()
      await archive('customer', { id: customer.id })
      const at = (await row('crm__customer', customer.id)).archived_at
      expect(await row('crm__visit', visit.id)).toMatchObject({ archived_at: at })
      expect(await row('crm__report', report.id)).toMatchObject({ archived_at: at })
      expect(await row('crm__item', String(lines[0]?.id))).toMatchObject({ archived_at: at })
      expect(await row('crm__visit', guest.id)).toMatchObject({ archived_at: null, guest: null, version: 2 })
      expect((await fixture.events(guest.id)).at(-1)?.changes).toEqual({ guest: [customer.id, null] })
      later()
      await restore('customer', customer.id)
      expect(await row('crm__visit', visit.id)).toMatchObject({ archived_at: null, version: 3 })
      expect(await row('crm__report', report.id)).toMatchObject({ archived_at: null })
      expect(await row('crm__item', String(lines[0]?.id))).toMatchObject({ archived_at: null })
      expect((await row('crm__item', String(lines[1]?.id))).archived_at).not.toBeNull()
      expect((await row('crm__visit', gone.id)).archived_at).not.toBeNull()
    })

    it('frees a unique value, and restoring asks for it back', async () => {
      const first = await create('note', { text: 'same' })
      await archive('note', { id: first.id })
      await create('note', { text: 'same' })
      await expect(restore('note', first.id)).rejects.toMatchObject({
        code: 'RECORD_INVALID',
        params: { problems: [{ path: 'text', code: 'VALUE_TAKEN' }] },
      })
    })

    it('never leaves a record that refers to one being archived at the same moment', async () => {
      for (let round = 0; round < 10; round++) {
        const company = await create('company', { name: 'race' })
        await Promise.allSettled([
          create('visit', { topic: 'late', company: company.id }),
          archive('company', { id: company.id }),
        ])
        const archived = (await row('crm__company', company.id)).archived_at !== null
        const users = (await fixture.rows('crm__visit')).filter((visit) => visit.company === company.id)
        expect(archived && users.length > 0).toBe(false)
      }
    })
  })
})
