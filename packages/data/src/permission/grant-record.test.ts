import { uuidv7 } from '@mortise/core'
import type { AppDocumentAny } from '@mortise/metadata'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser, asUserWith, type Principal, type RecordGrant } from '../contract/access.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { type EngineFixture, openEngine } from '../testing/open-engine.ts'
import { person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'

const words = (text: string) => ({ zh: text, en: text })
const locking: AppDocumentAny = {
  kind: 'process',
  key: 'check',
  label: words('Check'),
  entity: 'customer',
  lock: true,
  nodes: [{ key: 'begin', type: 'start' }],
  transitions: [],
}

/** `reader` reads every customer but for one field and changes none; `stranger` knows companies only. */
const model = fixtureModel(
  {
    reader: { customer: { read: 'all', fields: { revenue: 'none' } }, company: { read: 'all' } },
    seller: { customer: { read: 'all', update: 'all', delete: 'all', create: true } },
    stranger: { company: { read: 'all' } },
  },
  (documents) => void documents.push(locking),
)

describe.each(testDatabases)('rights over one record on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: EngineFixture
    let reader: Principal
    let stranger: Principal
    let seller: Principal
    let id: string
    let other: string
    const system = asSystem('test')

    const grant = (more: Partial<RecordGrant> = {}): RecordGrant => ({
      ...{ entity: 'customer', id, read: [], write: [], hide: [], others: 'roles' },
      ...more,
    })
    const get = (access: Access, record = id, select?: string[]) =>
      fixture.engine.get(access, fixture.scope, 'customer', record, select)
    const lines = async (access: Access, ...fields: string[]) => {
      const select = ['id', ...fields].map((field) => `items.${field}`)
      return ((await get(access, id, select)) as unknown as { items: { id: string }[] }).items
    }
    const update = async (access: Access, values: object, record = id) => {
      const { version } = (await get(system, record)) as { version: number }
      return await fixture.engine.update(access, fixture.scope, 'customer', { id: record, version }, { ...values })
    }
    const lock = (record: string) =>
      fixture.database.run({
        text: `insert into ${fixture.workspace.schema}.record_lock (record_id, holder_id) values ($1, $2)`,
        values: [record, uuidv7()],
      })

    beforeAll(async () => {
      fixture = await openEngine(test, model)
    })
    afterAll(() => fixture.close())
    beforeEach(async () => {
      ;[reader, stranger, seller] = [person(['reader']), person(['stranger']), person(['seller'])]
      const make = async (name: string) =>
        (
          await fixture.engine.create(system, fixture.scope, 'customer', {
            ...{ name, notes: 'quiet', revenue: '10', employees: 5 },
            items: [{ product: 'a', quantity: 1, price: '2' }],
          })
        ).id as string
      id = await make('Pumps')
      other = await make('Bolts')
    })

    it('show the record to whoever could not see it, and no other one', async () => {
      await expect(get(asUser(stranger))).rejects.toMatchObject({ code: 'ENTITY_UNKNOWN' })
      const given = asUserWith(stranger, grant({ read: ['name', 'items.product'] }))
      const some = await get(given)
      expect(some).toMatchObject({ id, name: 'Pumps' })
      expect(some).not.toHaveProperty('notes')
      expect(await lines(given, 'product')).toMatchObject([{ product: 'a' }])
      await expect(lines(given, 'quantity')).rejects.toMatchObject({ code: 'FIELD_UNKNOWN' })
      const all = await get(asUserWith(stranger, grant({ others: 'read', hide: ['revenue'] })))
      expect(all).toMatchObject({ notes: 'quiet' })
      expect(all.revenue ?? null).toBeNull()
      await expect(get(asUserWith(stranger, grant({ others: 'read' })), other)).rejects.toMatchObject({
        code: 'RECORD_NOT_FOUND',
      })
    })

    it('hide from whoever could read, on this record only, in its history too', async () => {
      const access = asUserWith(reader, grant({ hide: ['notes', 'items'], read: ['revenue'] }))
      await update(system, { notes: 'louder', employees: 6 })
      const seen = await get(access)
      expect(seen).toMatchObject({ revenue: '10.00', employees: 6 })
      expect(seen.notes ?? null).toBeNull()
      expect(await lines(access, 'product').catch(() => [])).toEqual([])
      expect(await get(access, other)).toMatchObject({ notes: 'quiet' })
      expect((await get(access, other)).revenue ?? null).toBeNull()
      const { events } = await fixture.engine.history(access, fixture.scope, 'customer', id, { size: 20 })
      expect(JSON.stringify(events)).not.toMatch(/louder|quiet|product/)
      const hits = await fixture.engine.query(access, fixture.scope, 'customer', {
        filter: { field: 'notes', op: 'eq', value: 'louder' },
      })
      expect(hits.records).toEqual([])
    })

    it('let what is named be written, and nothing else of the record', async () => {
      const access = asUserWith(seller, grant({ write: ['employees'] }))
      expect(await update(access, { employees: 7 })).toMatchObject({ employees: 7 })
      await expect(update(access, { notes: 'no' })).rejects.toMatchObject({ code: 'RECORD_INVALID' })
      await expect(update(access, { version: 7 })).rejects.toMatchObject({ code: 'RECORD_INVALID' })
      await expect(fixture.engine.archive(access, fixture.scope, 'customer', { id })).rejects.toMatchObject({
        code: 'RECORD_FORBIDDEN',
      })
      expect(await update(access, { notes: 'yes' }, other)).toMatchObject({ notes: 'yes' })
      const own = asUserWith(stranger, grant({ write: ['employees'], read: ['name'] }))
      expect(await update(own, { employees: 8 })).toMatchObject({ employees: 8, name: 'Pumps' })
      await expect(update(own, { employees: 8 }, other)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' })
      const opened = await fixture.engine.open(own, fixture.scope, 'customer', id)
      expect(opened.$can).toMatchObject({ update: true, delete: false })
    })

    it('let single fields of lines be written without letting lines come or go', async () => {
      const [first] = await lines(system, 'product')
      const line = first?.id
      const single = asUserWith(stranger, grant({ write: ['items.quantity'], read: ['items.product'] }))
      await update(single, { items: [{ id: line, quantity: 9 }] })
      expect(await lines(single, 'quantity', 'product')).toMatchObject([{ product: 'a', quantity: 9 }])
      const refused = { code: 'RECORD_INVALID' }
      await expect(update(single, { items: [{ id: line, product: 'z' }] })).rejects.toMatchObject(refused)
      await expect(update(single, { items: [] })).rejects.toMatchObject(refused)
      await expect(update(single, { items: [{ id: line }, { quantity: 2 }] })).rejects.toMatchObject(refused)
      const whole = asUserWith(stranger, grant({ write: ['items'], hide: ['items.price'] }))
      await update(whole, { items: [{ product: 'b', quantity: 3 }] })
      expect(await lines(whole, 'product')).toMatchObject([{ product: 'b' }])
      await expect(update(whole, { items: [{ product: 'b', price: '1' }] })).rejects.toMatchObject(refused)
    })

    it('are all that is left while a process keeps the record to itself', async () => {
      await lock(id)
      await expect(update(asUser(seller), { notes: 'x' })).rejects.toMatchObject({ code: 'RECORD_LOCKED', status: 409 })
      await expect(update(asUser(person([], { administrator: true })), { notes: 'x' })).rejects.toMatchObject({
        code: 'RECORD_LOCKED',
      })
      await expect(fixture.engine.archive(asUser(seller), fixture.scope, 'customer', { id })).rejects.toMatchObject({
        code: 'RECORD_LOCKED',
      })
      const many = await fixture.engine.updateMany(
        asUser(seller),
        fixture.scope,
        'customer',
        { ids: [id, other] },
        { notes: 'many' },
      )
      expect(many).toEqual({ updated: 1, refused: 1 })
      await expect(update(asUser(reader), { notes: 'x' })).rejects.not.toMatchObject({
        code: 'RECORD_LOCKED',
        status: 200,
      })
      expect(await update(asUserWith(seller, grant({ write: ['notes'] })), { notes: 'task' })).toMatchObject({
        notes: 'task',
      })
      expect(await update(system, { notes: 'node' })).toMatchObject({ notes: 'node' })
      const opened = await fixture.engine.open(asUser(seller), fixture.scope, 'customer', id)
      expect(opened.$can).toMatchObject({ update: false, locked: true })
      const list = (by: Access, query = {}) =>
        fixture.engine.query(by, fixture.scope, 'customer', {
          ...{ select: ['id'], filter: { field: 'id', op: 'in', value: [id, other] }, rights: true },
          ...query,
        })
      const rights = async (by: Access) => new Map((await list(by)).records.map((record) => [record.id, record.$can]))
      for (const by of [asUser(seller), asUser(person([], { administrator: true }))]) {
        const listed = await rights(by)
        expect(listed.get(id)).toMatchObject({ update: false, delete: false, locked: true })
        expect(listed.get(other)).toEqual({ update: true, delete: true, readOnly: [] })
        expect((await list(by, { can: 'update' })).records.map((record) => record.id)).toEqual([other])
      }
      // Over nothing that a process keeps are there rights to ask for.
      expect((await rights(system)).get(id)).toBeUndefined()
      expect((await list(asUser(reader), { can: 'update' })).records).toEqual([])
    })
  })
})
