import type { AppDocumentAny } from '@mortise/metadata'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database, Workspace } from '../database/database.ts'
import { readCatalogue } from '../schema/catalogue.ts'
import { migrate } from '../schema/migrate.ts'
import { entityOf, label, shopDocuments } from '../schema/tables.fixture.ts'
import { Killed, killedDatabase } from '../testing/killed-database.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { openShopStore, type ShopStore } from './app-store.fixture.ts'
import type { AppStore } from './app-store.ts'

const anna = '01900000-0000-7000-8000-00000000000a'
const by = { by: anna }

describe.each(testDatabases)('app store on $name', ({ name, open, skip }) => {
  describe.skipIf(skip)('', () => {
    let database: Database
    let workspace: Workspace
    let store: AppStore
    let newStore: ShopStore['newStore']
    let now = new Date('2026-11-22T04:00:00.000Z')
    const clock = { now: () => now }

    beforeAll(async () => {
      database = await open()
      await migrate(database)
    })
    afterAll(() => database.close())
    beforeEach(async () => {
      ;({ workspace, store, newStore } = await openShopStore(database, { clock, note: 'shop 1.0.0' }))
    })
    afterEach(() => store.stop())

    const run = (text: string) => database.run({ text, values: [] })
    const addCustomer = (code: string) =>
      run(`insert into ${workspace.schema}.shop__customer (id, created_at, updated_at, name, code, level)
        values (gen_random_uuid(), now(), now(), '${code}', '${code}', 'a')`)
    const customer = async (change: (entity: ReturnType<typeof entityOf>) => void) => {
      const { documents } = await store.draft('shop')
      const entity = structuredClone(entityOf(documents, 'customer'))
      change(entity)
      return await store.putDocument('shop', entity, by)
    }
    const addField = (key: string, more: object = {}) =>
      customer((entity) => entity.fields.push({ key, type: 'text', label: label(key), ...more }))
    const removeField = (key: string) =>
      customer((entity) => {
        entity.fields = entity.fields.filter((field) => field.key !== key)
      })

    it('installs an app: tables, first revision, compiled model', async () => {
      expect((await store.current('shop')).revision).toBe(1)
      expect(store.list().map(({ key }) => key)).toEqual(['shop'])
      expect(await store.revisions('shop')).toMatchObject([{ revision: 1, byId: null, note: 'shop 1.0.0' }])
      await addCustomer('c1')
      await expect(store.current('other')).rejects.toMatchObject({ code: 'APP_NOT_FOUND' })
      await expect(store.installApp(shopDocuments(), by)).rejects.toMatchObject({ code: 'NOTHING_TO_PUBLISH' })
    })

    it('keeps edits in a draft, shows what they change, and publishes them together', async () => {
      const drafted = await addField('tax_number')
      expect(drafted).toMatchObject({ baseRevision: 1, conflict: null })
      expect(drafted.changes.map(({ document, change }) => `${change} ${document}`)).toEqual(['added entity/customer'])
      expect((await store.current('shop')).entities.get('customer')?.fields.has('tax_number')).toBe(false)
      const result = await store.publish('shop', { by: anna, note: 'tax' })
      expect(result).toMatchObject({ revision: 2, changes: drafted.changes })
      expect(result.statements.join()).toContain('"tax_number" text')
      expect((await store.current('shop')).entities.get('customer')?.fields.has('tax_number')).toBe(true)
      expect((await store.draft('shop')).changes).toEqual([])
      expect((await store.revisions('shop'))[0]).toMatchObject({ revision: 2, byId: anna, note: 'tax', changeCount: 1 })
    })

    it('an edit that goes back to what is published leaves no trace in the draft', async () => {
      await addField('tax_number')
      await removeField('tax_number')
      expect((await store.draft('shop')).changes).toEqual([])
      await expect(store.publish('shop', by)).rejects.toMatchObject({ code: 'NOTHING_TO_PUBLISH' })
      await addField('tax_number')
      expect((await store.discard('shop', by)).changes).toEqual([])
    })

    it('changes nothing when the app is not valid', async () => {
      const before = await readCatalogue(workspace)
      await addField('tax_number')
      const { issues } = await addField('partner', { type: 'relation', options: { entity: 'nobody' } })
      expect(issues.map(({ document }) => document)).toContain('entity/customer')
      await expect(store.publish('shop', by)).rejects.toMatchObject({ code: 'APP_INVALID', status: 422 })
      expect((await store.current('shop')).revision).toBe(1)
      expect(await readCatalogue(workspace)).toEqual(before)
    })

    it('refuses a change of type whose values cannot be converted, and says what to do', async () => {
      await customer((entity) => {
        for (const field of entity.fields)
          if (field.key === 'code') Object.assign(field, { type: 'relation', options: { entity: 'order' } })
      })
      const { issues } = await store.draft('shop')
      expect(issues).toMatchObject([
        { code: 'FIELD_TYPE_CHANGE', document: 'entity/customer', pointer: '/fields/1/type', severity: 'error' },
      ])
      await expect(store.publish('shop', by)).rejects.toMatchObject({ code: 'APP_INVALID' })
    })

    it('takes everything back when values are not unique', async () => {
      await addCustomer('c1')
      await addCustomer('c2')
      const before = await readCatalogue(workspace)
      await addField('tax_number')
      await customer((entity) => {
        entity.indexes = [{ key: 'one_each', fields: ['level'], unique: true }]
      })
      await expect(store.publish('shop', by)).rejects.toMatchObject({
        code: 'UNIQUE_KEY_IMPOSSIBLE',
        params: { fields: ['level'] },
      })
      expect(await readCatalogue(workspace)).toEqual(before)
      expect((await store.current('shop')).revision).toBe(1)
      expect((await store.draft('shop')).changes).not.toEqual([])
    })

    it('archives what is removed, says how many values go out of sight, and brings them back', async () => {
      await addCustomer('c1')
      const { changes } = await removeField('code')
      expect(changes.flatMap(({ impact }) => impact?.text.en ?? [])).toEqual([expect.stringContaining('(1 record)')])
      await store.publish('shop', by)
      expect((await store.current('shop')).entities.get('customer')?.fields.has('code')).toBe(false)
      const { rows } = await run(`select code from ${workspace.schema}.shop__customer`)
      expect(rows).toEqual([{ code: 'c1' }])
      const restored = await store.restore('shop', 1, by)
      expect(restored.changes).not.toEqual([])
      expect((await store.publish('shop', by)).revision).toBe(3)
      expect((await store.current('shop')).entities.get('customer')?.fields.has('code')).toBe(true)
      await expect(addCustomer('c1')).rejects.toMatchObject({ code: '23505' })
      expect(await store.compare('shop', 1, 3)).toEqual([])
      expect(await store.compare('shop', 1, 2)).not.toEqual([])
    })

    it('removes documents that are not tables outright, and reads any revision again', async () => {
      await store.removeDocument('shop', 'view/orders_due', by)
      await store.publish('shop', by)
      const ids = (documents: AppDocumentAny[]) => documents.map(({ kind, key }) => `${kind}/${key}`)
      expect(ids(await store.revision('shop', 2))).not.toContain('view/orders_due')
      expect(ids(await store.revision('shop', 1))).toContain('view/orders_due')
      await expect(store.revision('shop', 3)).rejects.toMatchObject({ code: 'REVISION_NOT_FOUND' })
      await expect(store.removeDocument('shop', 'view/orders_due', by)).rejects.toMatchObject({
        code: 'DOCUMENT_NOT_FOUND',
      })
    })

    it.each([
      ['no document', 'text'],
      ['an unknown kind', { kind: '__proto__', key: 'x' }],
      ['an unknown key', { ...shopDocuments()[2], colours: 'red' }],
      [
        'a character that cannot be stored',
        { kind: 'option_set', key: 'x', label: label('a\u0000b'), options: [{ key: 'a', label: label('b') }] },
      ],
    ])('refuses %s in a draft', async (_what, document) => {
      await expect(store.putDocument('shop', document, by)).rejects.toMatchObject({ code: 'DOCUMENT_INVALID' })
    })

    it('a pack that is published under a draft leaves the draft over it', async () => {
      await addField('tax_number')
      const upgrade = shopDocuments().map((document) =>
        document.kind === 'view' ? { ...document, label: label('新名称') } : document,
      )
      await store.installApp(upgrade, { by: null })
      expect(await store.draft('shop')).toMatchObject({ baseRevision: 2, conflict: null })
      const second = shopDocuments()
      entityOf(second, 'customer').label = label('顾客')
      await store.installApp(second, { by: null })
      expect(await store.draft('shop')).toMatchObject({ baseRevision: 3, conflict: null })
      expect(await store.discard('shop', by)).toMatchObject({ baseRevision: 3, changes: [] })
    })

    it('tells other servers, which swap their models', async () => {
      const other = newStore()
      await other.start()
      expect(other.get('shop')?.revision).toBe(1)
      const moved = new Promise((resolve) => other.onRevision(resolve))
      await addField('tax_number')
      await store.publish('shop', by)
      expect(await moved).toEqual({ app: 'shop', revision: 2 })
      const [before, after] = [await store.current('shop'), other.get('shop')]
      expect(after?.entities.get('customer')?.fields.has('tax_number')).toBe(true)
      expect(before.entities.get('customer')).not.toBe(after?.entities.get('customer'))
      await other.stop()
    })

    /** Publishes one more field in a process that dies at the given statement; answers whether it got that far. */
    async function publishKilled(dieAt: number): Promise<boolean> {
      const dying = newStore({ database: killedDatabase(database, dieAt) })
      const killed = await dying.publish('shop', by).then(
        () => false,
        (error) => error instanceof Killed || Promise.reject(error),
      )
      // The lease of the dead runs out.
      now = new Date(now.getTime() + 60_000)
      return killed
    }

    const unfinished = async () => {
      const { rows } = await run(`select p.state, s.state as step
        from mortise.publish p join mortise.publish_step s on s.publish_id = p.id
        where p.workspace = '${workspace.key}' and (p.state in ('running', 'pending')
          or p.state = 'done' and s.state not in ('done', 'present'))`)
      return rows
    }

    it('finishes or undoes a publish that was killed at any statement', { timeout: 300_000 }, async () => {
      await addCustomer('c1')
      let killed = true
      let round = 0
      for (let dieAt = 1; killed; dieAt += round < 20 ? 1 : 3) {
        round++
        await addField(`f${round}`, { unique: true })
        await removeField(`f${round - 1}`)
        killed = await publishKilled(dieAt)
        const next = newStore()
        await next.start()
        const model = next.get('shop')
        const hasField = model?.entities.get('customer')?.fields.has(`f${round}`)
        expect(model?.revision).toBe(hasField ? round + 1 : round)
        expect((await readCatalogue(workspace)).tables.get('shop__customer')?.has(`f${round}`)).toBe(hasField)
        // What was asked for can be had now, if it is not there yet.
        if (!hasField) await next.publish('shop', by)
        await next.stop()
        expect(await unfinished()).toEqual([])
      }
      expect(round).toBeGreaterThan(20)
      expect((await run(`select code from ${workspace.schema}.shop__customer`)).rows).toEqual([{ code: 'c1' }])
    })

    // The embedded database has one connection.
    if (name === 'postgres')
      it('waits when somebody holds a table, refuses another publish meanwhile, and goes on by itself', async () => {
        let release = () => {}
        const held = new Promise<void>((resolve) => {
          release = resolve
        })
        const reader = database.transaction(async (trx) => {
          await trx.run({ text: `select count(*) from ${workspace.schema}.shop__customer`, values: [] })
          await held
        })
        await addField('tax_number')
        const impatient = newStore({}, 200)
        await expect(impatient.publish('shop', by)).rejects.toMatchObject({
          code: 'PUBLISH_PENDING',
          params: { table: `${workspace.schema}.shop__customer` },
        })
        const running = store.publish('shop', by)
        await expect(impatient.publish('shop', by)).rejects.toMatchObject({ code: 'PUBLISH_RUNNING' })
        release()
        await reader
        expect((await running).revision).toBe(2)
      })
  })
})
