import { uuidv7 } from '@mortise/core'
import type { AppDocumentAny, AppModel, FieldDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '../contract/access.ts'
import { createDataEngine } from '../engine/create-data-engine.ts'
import type { AppStore } from '../publish/app-store.ts'
import { createAppStore } from '../publish/create-app-store.ts'
import { fixtureFieldTypes, fixtureStorages } from '../testing/fixture-fields.ts'
import { Killed, killedDatabase } from '../testing/killed-database.ts'
import { type EngineFixture, openEngine } from '../testing/open-engine.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { computed, computedDocuments, computedModel } from './computed-app.fixture.ts'

const access = asSystem('test')
const many = 2100

describe.each(testDatabases)('recalculation on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: EngineFixture
    let order = ''
    const models = (app: string): AppModel | undefined => (app === 'shop' ? fixture.scope.model : undefined)

    beforeAll(async () => {
      fixture = await openEngine(test, computedModel())
      order = (await fixture.insert('order', [{ number: '1' }]))[0] ?? ''
    })
    afterAll(() => fixture.close())

    /** A product with more lines than anybody waits for. */
    async function crowdedProduct(): Promise<string> {
      const [product = ''] = await fixture.insert('product', [{ name: 'p', cost: '1.00' }])
      await fixture.insert(
        'line',
        Array.from({ length: many }, () => ({ order, product, qty: 1, price: '1.00' })),
      )
      return product
    }
    const setCost = (id: string, cost: string, version = 1) =>
      fixture.engine.update(access, fixture.scope, 'product', { id, version }, { cost })
    const costs = async (product: string) => {
      const { rows } = await fixture.database.run<{ cost: string; count: number }>({
        text: `select cost, count(*) as count from ws_main.shop__line where product = $1 group by cost order by cost`,
        values: [product],
      })
      return rows.map((row) => [row.cost, row.count])
    }
    const queued = async () =>
      (await fixture.database.run({ text: 'select * from ws_main.recalculation order by due_at, id', values: [] })).rows
    const otherServer = (database = fixture.database) => {
      const engine = createDataEngine({
        storages: fixtureStorages,
        clock: { now: () => fixture.clock.time },
        directory: {
          person: () => null,
          hasDepartment: () => false,
          membersOf: () => [],
          departmentsBelow: (id) => [id],
        },
      })
      return () => engine.recalculateDue({ ...fixture.workspace, database }, models)
    }

    it('of more records than anybody should wait for is left to the job, and told until it is done', async () => {
      const product = await crowdedProduct()
      const saved = await setCost(product, '3.00')
      expect(saved).toMatchObject({ cost: '3.00', sold: null })
      expect(await costs(product)).toEqual([[null, many]])
      expect(await fixture.engine.staleFields(fixture.scope)).toEqual({ line: ['cost'] })
      expect((await queued()).map(({ ids }) => (ids as string[]).length).sort()).toEqual([100, 500, 500, 500, 500])
      const told: string[] = []
      const stop = fixture.engine.onChange(({ entity }) => told.push(entity))
      expect(await fixture.engine.recalculateDue(fixture.workspace, models)).toBe(5)
      stop()
      expect(await costs(product)).toEqual([['3.00', many]])
      expect(await fixture.engine.staleFields(fixture.scope)).toEqual({})
      expect(told).toContain('line')
    })

    it('is shared by servers that run at the same time, and done once', async () => {
      const product = await crowdedProduct()
      await setCost(product, '5.00')
      const pieces = await Promise.all([otherServer()(), otherServer()(), otherServer()()])
      expect(pieces.reduce((sum, count) => sum + count)).toBe(5)
      expect(await costs(product)).toEqual([['5.00', many]])
    })

    it('goes on after a server died in the middle of it', async () => {
      const product = await crowdedProduct()
      await setCost(product, '7.00')
      for (let dieAt = 2; (await queued()).length > 1; dieAt += 3) {
        const database = killedDatabase(fixture.database, dieAt)
        await otherServer(database)().catch((error) => expect(error).toBeInstanceOf(Killed))
      }
      expect((await queued()).length).toBeLessThanOrEqual(1)
      fixture.clock.time = new Date(fixture.clock.time.getTime() + 3_600_000)
      await otherServer()()
      expect(await costs(product)).toEqual([['7.00', many]])
    })

    it('leaves what a newer revision asked for to servers that know it, and drops what nobody asks for any more', async () => {
      const add = (app: string, revision: number) =>
        fixture.database.run({
          text: `insert into ws_main.recalculation (id, app, entity, fields, revision, due_at) values ($1, $2, 'order', '{total}', $3, $4)`,
          values: [uuidv7(), app, revision, fixture.clock.time.toISOString()],
        })
      await add('shop', 2)
      await add('gone', 1)
      await fixture.engine.recalculateDue(fixture.workspace, models)
      expect(await queued()).toMatchObject([{ app: 'shop', revision: 2 }])
      await fixture.database.run({ text: 'delete from ws_main.recalculation', values: [] })
    })

    it('of a running server begins by itself', async () => {
      const product = await crowdedProduct()
      const job = fixture.engine.startRecalculator(fixture.workspace, models)
      await setCost(product, '8.00')
      await expect.poll(async () => await costs(product), { timeout: 20_000 }).toEqual([['8.00', many]])
      await job.stop()
    })
  })
})

describe.each(testDatabases)('publishing a formula on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: EngineFixture
    let store: AppStore

    beforeAll(async () => {
      fixture = await openEngine(test, computedModel())
      const { workspace, clock } = fixture
      store = createAppStore({
        ...{ workspace, fieldTypes: fixtureFieldTypes, storages: fixtureStorages },
        clock: { now: () => clock.time },
      })
      await store.installApp(computedDocuments(), { by: null })
      await fixture.insert(
        'product',
        Array.from({ length: 1200 }, (_, index) => ({ name: `p${index}`, cost: '2.00' })),
      )
    })
    afterAll(() => fixture.close())

    const publishDouble = async (factor: number, more: FieldDocument[] = []) => {
      const documents = structuredClone(computedDocuments())
      const product = documents.find(({ key }) => key === 'product') as Extract<AppDocumentAny, { kind: 'entity' }>
      product.fields.push(computed('double', { '*': [{ var: 'cost' }, factor] }), ...more)
      await store.installApp(documents, { by: null })
      return { workspace: fixture.workspace, model: await store.current('shop') }
    }
    const doubles = async () => {
      const { rows } = await fixture.database.run<{ double: string; count: number }>({
        text: 'select double, count(*) as count from ws_main.shop__product group by double order by double',
        values: [],
      })
      return rows.map((row) => [row.double, row.count])
    }
    const different = async (model: AppModel, fields: string[]) => {
      const compared = await fixture.engine.compareComputed({ workspace: fixture.workspace, model })
      return compared.filter((one) => fields.includes(one.field) && one.different > 0)
    }
    const work = () => fixture.engine.recalculateDue(fixture.workspace, (app) => store.get(app))

    it('fills it in by the job, while what is written meanwhile is computed as it is written', async () => {
      const scope = await publishDouble(2)
      expect(await fixture.engine.staleFields(scope)).toEqual({ product: ['double'] })
      expect(await doubles()).toEqual([[null, 1200]])
      await fixture.engine.create(access, scope, 'product', { name: 'new', cost: '4.00' })
      expect(await doubles()).toEqual([
        ['8.00', 1],
        [null, 1200],
      ])
      expect(await work()).toBe(3)
      expect(await doubles()).toEqual([
        ['4.00', 1200],
        ['8.00', 1],
      ])
    })

    it('looks a second time, for servers that did not know it yet', async () => {
      const { model } = await publishDouble(3)
      await work()
      const { workspace } = fixture
      // A server that is still at the revision before writes a record without the field.
      const before = computedModel()
      await fixture.engine.create(access, { workspace, model: before }, 'product', { name: 'late', cost: '5.00' })
      expect((await doubles()).at(-1)).toEqual([null, 1])
      fixture.clock.time = new Date(fixture.clock.time.getTime() + 11_000)
      await work()
      expect((await doubles()).map(([value]) => value)).toEqual(['6.00', '12.00', '15.00'])
      expect(await different(model, ['double'])).toEqual([])
      expect(await fixture.engine.staleFields({ workspace, model })).toEqual({})
    })

    it('asks for nothing when only a label changed', async () => {
      const documents = structuredClone(computedDocuments())
      const product = documents.find(({ key }) => key === 'product') as Extract<AppDocumentAny, { kind: 'entity' }>
      product.fields.push({ ...computed('double', { '*': [{ var: 'cost' }, 3] }), label: { zh: '三倍', en: 'Triple' } })
      for (const field of product.fields) if (field.key === 'cost') field.label = { zh: '成本', en: 'Cost' }
      await store.installApp(documents, { by: null })
      const { workspace } = fixture
      expect(await fixture.engine.staleFields({ workspace, model: await store.current('shop') })).toEqual({})
    })

    it('brings what follows from it in the same record along, and what comes back from the archive', async () => {
      const more = [
        computed('fourfold', { '*': [{ var: 'double' }, 2] }),
        computed('words', { rmbupper: [{ var: 'double' }] }, 'text'),
      ]
      const scope = await publishDouble(2, more)
      const away = await fixture.engine.create(access, scope, 'product', { name: 'away', cost: '1.00' })
      await fixture.engine.archive(access, scope, 'product', { id: away.id })
      const { model } = await publishDouble(3, more)
      await work()
      const { workspace } = fixture
      expect(await different(model, ['double', 'fourfold', 'words'])).toEqual([])
      const back = await fixture.engine.restore(access, { workspace, model }, 'product', away.id)
      expect(back).toMatchObject({ double: '3.00', fourfold: '6.00', words: '叁元整' })
    })
  })
})
