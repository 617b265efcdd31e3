import { setTimeout as sleep } from 'node:timers/promises'
import { uuidv7 } from '@mortise/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database, Workspace } from '../database/database.ts'
import { Killed, killedDatabase } from '../testing/killed-database.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { applySteps, undoSteps } from './apply-steps.ts'
import { readCatalogue } from './catalogue.ts'
import { createWorkspace } from './create-workspace.ts'
import { installTables, planWorkspace } from './install-tables.ts'
import { migrate } from './migrate.ts'
import { memoryJournal } from './step-journal.ts'
import { entityOf, label, shopModel, testStorages } from './tables.fixture.ts'

const storages = testStorages
const first = shopModel()
const second = shopModel((documents) => {
  entityOf(documents, 'customer').fields.push(
    { key: 'tax_number', type: 'text', label: label('税号'), unique: true },
    { key: 'vip', type: 'checkbox', label: label('贵宾') },
    { key: 'parent', type: 'relation', label: label('上级'), options: { entity: 'customer' } },
    { key: 'partners', type: 'relation_many', label: label('伙伴'), options: { entity: 'customer' } },
  )
}, 2)

describe.each(testDatabases)('applySteps on $name', ({ name, open, skip }) => {
  describe.skipIf(skip)('', () => {
    let database: Database
    let workspace: Workspace
    let workspaces = 0

    beforeAll(async () => {
      database = await open()
      await migrate(database)
    })
    afterAll(() => database.close())
    beforeEach(async () => {
      workspace = await createWorkspace(database, { key: `w${++workspaces}` })
    })

    const addCustomer = (code: string, executor: Pick<Database, 'run'> = database) =>
      executor.run({
        text: `insert into ${workspace.schema}.shop__customer (id, version, created_at, updated_at, name, code)
          values ($1, 1, now(), now(), $2, $2)`,
        values: [uuidv7(), code],
      })
    const change = { before: first, after: second, storages }

    it('makes the tables; doing it again changes nothing', async () => {
      expect(await installTables(workspace, { before: null, after: first, storages })).not.toEqual([])
      expect(await installTables(workspace, { before: null, after: first, storages })).toEqual([])
      await addCustomer('c1')
      await expect(addCustomer('c1')).rejects.toMatchObject({ constraint: 'uq$shop__customer__code' })
      expect(await installTables(workspace, change)).not.toEqual([])
      expect(await planWorkspace(workspace, change)).toEqual([])
    })

    it('goes on after a kill at any statement, and ends in the same schema', async () => {
      await installTables(workspace, { before: null, after: first, storages })
      await addCustomer('c1')
      const before = await readCatalogue(workspace)
      const steps = await planWorkspace(workspace, change)
      let dieAt = 1
      for (let killed = true; killed; dieAt++) {
        const journal = memoryJournal()
        const dying = { ...workspace, database: killedDatabase(database, dieAt) }
        killed = await applySteps(dying, steps, { journal, phase: 'before' }).then(
          () => false,
          (error) => error instanceof Killed || Promise.reject(error),
        )
        await applySteps(workspace, steps, { journal, phase: 'before' })
        expect(await planWorkspace(workspace, change)).toEqual([])
        await undoSteps(workspace, steps, { journal: allDone(steps.length) })
        expect(await readCatalogue(workspace)).toEqual(before)
      }
      expect(dieAt).toBeGreaterThan(steps.length)
    })

    it('names the fields whose values are not unique, and takes back what it made', async () => {
      await installTables(workspace, { before: null, after: first, storages })
      const before = await readCatalogue(workspace)
      for (const code of ['a', 'b']) await addCustomer(code)
      await database.run({ text: `update ${workspace.schema}.shop__customer set name = 'same'`, values: [] })
      const after = shopModel((documents) => {
        const [field] = entityOf(documents, 'customer').fields
        if (field) field.unique = true
        entityOf(documents, 'customer').fields.push({ key: 'vip', type: 'checkbox', label: label('贵宾') })
      }, 2)
      const steps = await planWorkspace(workspace, { before: first, after, storages })
      const journal = memoryJournal()
      await expect(applySteps(workspace, steps, { journal, phase: 'before' })).rejects.toMatchObject({
        code: 'UNIQUE_KEY_IMPOSSIBLE',
        params: { entity: 'customer', fields: ['name'] },
      })
      await undoSteps(workspace, steps, { journal })
      expect(await readCatalogue(workspace)).toEqual(before)
    })

    // The embedded database has one connection, and no indexes are built concurrently there.
    if (name === 'postgres') {
      it('drops and builds again an index whose build was broken off', async () => {
        await installTables(workspace, { before: null, after: first, storages })
        const index = `${workspace.schema}."uq$shop__customer__code"`
        await database.run({
          text: `update pg_index set indisvalid = false where indexrelid = to_regclass($1)`,
          values: [index],
        })
        const again = await installTables(workspace, { before: first, after: first, storages })
        expect(again.map((step) => step.names)).toEqual([['uq$shop__customer__code']])
        expect((await readCatalogue(workspace)).indexes.get('uq$shop__customer__code')).toBe(true)
      })

      it('lets writers go on while a long reader holds a change up, and names the reader when patience ends', async () => {
        await installTables(workspace, { before: null, after: first, storages })
        const steps = await planWorkspace(workspace, change)
        const journal = memoryJournal()
        let release = () => {}
        const held = new Promise<void>((resolve) => {
          release = resolve
        })
        const reader = database.transaction(async (trx) => {
          await trx.run({ text: `select count(*) from ${workspace.schema}.shop__customer`, values: [] })
          await held
        })
        await sleep(50)
        await expect(applySteps(workspace, steps, { journal, phase: 'before', patience: 300 })).rejects.toMatchObject({
          code: 'DDL_BLOCKED',
          params: { table: `${workspace.schema}.shop__customer`, blocker: expect.stringMatching(/^mortise, pid \d+/) },
        })
        let applied = false
        const applying = applySteps(workspace, steps, { journal, phase: 'before' }).then(() => {
          applied = true
        })
        // Without the lock timeout a writer would wait for the reader, that is for ever.
        for (let written = 0; written < 200; written++) await addCustomer(`w${written}`)
        expect(applied).toBe(false)
        release()
        await Promise.all([reader, applying])
        for (let written = 0; written < 20; written++) await addCustomer(`after${written}`)
        const { rows } = await database.run({
          text: `select count(*)::int as n from ${workspace.schema}.shop__customer`,
          values: [],
        })
        expect(rows).toEqual([{ n: 220 }])
      })
    }
  })
})

/** The journal of a plan of which everything was made by us. */
function allDone(count: number) {
  return { ...memoryJournal(), states: Array<'done'>(count).fill('done') }
}
