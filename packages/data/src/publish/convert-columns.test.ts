import type { EntityDocument } from '@mortise/metadata'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database, Workspace } from '../database/database.ts'
import { readCatalogue } from '../schema/catalogue.ts'
import { migrate } from '../schema/migrate.ts'
import { entityOf } from '../schema/tables.fixture.ts'
import { Killed, killedDatabase } from '../testing/killed-database.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { openShopStore, type ShopStore } from './app-store.fixture.ts'
import type { AppStore } from './app-store.ts'

const by = { by: '01900000-0000-7000-8000-00000000000a' }

describe.each(testDatabases)('values of a field that becomes another type on $name', ({ open, skip }) => {
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
      ;({ workspace, store, newStore } = await openShopStore(database, { clock }))
    })
    afterEach(() => store.stop())

    const run = async (text: string) => (await database.run({ text, values: [] })).rows
    const add = (codes: string[]) =>
      run(`insert into ${workspace.schema}.shop__customer (id, created_at, updated_at, name, code)
        select gen_random_uuid(), now(), now(), c, c from unnest(array[${codes.map((code) => `'${code}'`)}]) c`)
    const values = (columns: string) =>
      run(`select ${columns} from ${workspace.schema}.shop__customer order by name collate "C"`)
    const change = async (edit: (entity: EntityDocument) => void) => {
      const entity = structuredClone(entityOf((await store.draft('shop')).documents, 'customer'))
      edit(entity)
      return await store.putDocument('shop', entity, by)
    }
    const retype = (key: string, more: object) =>
      change(({ fields }) => {
        const field = fields.find((one) => one.key === key)
        if (field) Object.assign(field, more)
      })
    const indexesOver = async (column: string) =>
      (
        await run(`select indexname as name from pg_indexes where schemaname = '${workspace.schema}'
        and tablename = 'shop__customer' and indexdef ~ '\\m${column}\\M' order by 1`)
      ).map(({ name }) => name)

    it('are converted, those that cannot be stay in an archived field, from which they come back', async () => {
      await add(['12', '7', 'x1'])
      const before = await indexesOver('code')
      const { issues, changes } = await retype('code', { type: 'integer' })
      expect(issues).toEqual([])
      expect(changes.flatMap(({ impact }) => impact?.text.en ?? [])).toEqual([
        'Its values have to be converted (3 records, 1 of which does not convert and is kept in an archived field)',
      ])
      await store.publish('shop', by)
      expect(await values('code, code_r2')).toEqual([
        { code: 12, code_r2: '12' },
        { code: 7, code_r2: '7' },
        { code: null, code_r2: 'x1' },
      ])
      const fields = entityOf(await store.revision('shop', 2), 'customer').fields
      expect(fields.find(({ key }) => key === 'code_r2')).toMatchObject({
        type: 'text',
        archived: true,
        label: { zh: '编码（原为text）', en: 'Code (was text)' },
      })
      expect((await store.current('shop')).entities.get('customer')?.fields.get('code')?.type).toBe('integer')
      // The key is unique over the new column.
      expect(await indexesOver('code')).toEqual(before)
      expect(await indexesOver('code_r2')).toEqual([])
      await expect(
        run(`insert into ${workspace.schema}.shop__customer (id, created_at, updated_at, name, code)
          values (gen_random_uuid(), now(), now(), 'again', 12)`),
      ).rejects.toMatchObject({ code: '23505' })
      await retype('code_r2', { archived: false })
      await store.publish('shop', by)
      expect((await store.current('shop')).entities.get('customer')?.fields.get('code_r2')?.type).toBe('text')
      expect(await values('code_r2')).toEqual([{ code_r2: '12' }, { code_r2: '7' }, { code_r2: 'x1' }])
    })

    it('are converted in portions, and back again', { timeout: 60_000 }, async () => {
      await run(`insert into ${workspace.schema}.shop__customer (id, created_at, updated_at, name, code)
        select gen_random_uuid(), now(), now(), n::text, n::text from generate_series(1, 4500) n`)
      await retype('code', { type: 'integer' })
      await store.publish('shop', by)
      expect(await values('count(*) as n, sum(code) as sum').catch(() => null)).toBe(null)
      const sums = () =>
        run(`select count(code)::int as n, sum(code::int)::int as sum from ${workspace.schema}.shop__customer`)
      expect(await sums()).toEqual([{ n: 4500, sum: (4500 * 4501) / 2 }])
      await retype('code', { type: 'text' })
      await store.publish('shop', by)
      expect(await sums()).toEqual([{ n: 4500, sum: (4500 * 4501) / 2 }])
      expect((await readCatalogue(workspace)).tables.get('shop__customer')?.get('code')).toBe('text')
    })

    it('of choices become what people read of them, and not their keys', async () => {
      await run(`insert into ${workspace.schema}.shop__customer (id, created_at, updated_at, name, level)
        select gen_random_uuid(), now(), now(), v, v from unnest(array['a', 'b']) v`)
      await retype('level', { type: 'text', options: {} })
      await store.publish('shop', by)
      expect(await values('level, level_r2')).toEqual([
        { level: '甲', level_r2: 'a' },
        { level: '乙', level_r2: 'b' },
      ])
    })

    it('that would be there twice are not converted: everything stays as it was', async () => {
      await add(['7', '07'])
      const before = await readCatalogue(workspace)
      await retype('code', { type: 'integer' })
      await expect(store.publish('shop', by)).rejects.toMatchObject({
        code: 'UNIQUE_KEY_IMPOSSIBLE',
        params: { fields: ['code'] },
      })
      expect(await readCatalogue(workspace)).toEqual(before)
      expect((await store.current('shop')).revision).toBe(1)
      expect((await store.draft('shop')).changes).not.toEqual([])
    })

    it('become lists and truths with a value for nothing', async () => {
      await add(['a'])
      await change((entity) => {
        delete entity.duplicateChecks
        for (const field of entity.fields) {
          if (field.key === 'turnover') Object.assign(field, { type: 'checkbox' })
          if (field.key === 'level') Object.assign(field, { type: 'multi_select' })
        }
      })
      await store.publish('shop', by)
      expect(await values('turnover, level')).toEqual([{ turnover: false, level: [] }])
    })

    const unfinished = () =>
      run(`select p.state, s.state as step from mortise.publish p join mortise.publish_step s on s.publish_id = p.id
        where p.workspace = '${workspace.key}' and (p.state in ('running', 'pending')
          or p.state = 'done' and s.state not in ('done', 'present'))`)

    it('are all converted or none, whatever the moment the server dies', { timeout: 300_000 }, async () => {
      await add(['12', 'x1'])
      let [killed, revision, type] = [true, 1, 'text']
      for (let dieAt = 1; killed; dieAt += 2) {
        const next = type === 'text' ? 'integer' : 'text'
        await retype('code', { type: next })
        killed = await newStore({ database: killedDatabase(database, dieAt) })
          .publish('shop', by)
          .then(
            () => false,
            (error) => error instanceof Killed || Promise.reject(error),
          )
        now = new Date(now.getTime() + 60_000)
        const after = newStore()
        await after.start()
        const model = after.get('shop')
        const column = (await readCatalogue(workspace)).tables.get('shop__customer')?.get('code')
        expect(column).toBe(model?.entities.get('customer')?.fields.get('code')?.type === 'text' ? 'text' : 'bigint')
        if (model?.revision === revision) await after.publish('shop', by)
        revision += 1
        type = next
        expect(after.get('shop')?.revision).toBe(revision)
        expect(await values('code')).toContainEqual({ code: type === 'text' ? '12' : 12 })
        await after.stop()
        expect(await unfinished()).toEqual([])
      }
      expect(revision).toBeGreaterThan(10)
      expect(await values('code_r2')).toContainEqual({ code_r2: 'x1' })
    })
  })
})
