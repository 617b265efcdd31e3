import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database, Workspace } from '../database/database.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createWorkspace, openWorkspace } from './create-workspace.ts'
import { ensureEventPartitions } from './event-partitions.ts'
import { migrate } from './migrate.ts'

const clock = { now: () => new Date('2026-11-22T04:00:00.000Z') }

describe.each(testDatabases)('createWorkspace on $name', ({ open, skip }) => {
  describe.skipIf(skip)('', () => {
    let database: Database
    let workspace: Workspace

    beforeAll(async () => {
      database = await open()
      await migrate(database)
      workspace = await createWorkspace(database, { key: 'main', timeZone: 'Asia/Tokyo', clock })
    })
    afterAll(() => database.close())

    const bigrams = async (text: string | null) =>
      (await database.run<{ pairs: string[] }>({ text: 'select ws_main.bigrams($1) as pairs', values: [text] })).rows[0]
        ?.pairs
    const addEvent = (at: string) =>
      database.run({
        text: `insert into ws_main.event (id, at, kind, app, entity, record_id)
          values (gen_random_uuid(), $1, 'create', 'crm', 'customer', gen_random_uuid())`,
        values: [at],
      })
    const partitions = async () => {
      const { rows } = await database.run<{ name: string; n: number }>({
        text: 'select tableoid::regclass::text as name, count(*)::int as n from ws_main.event group by 1 order by 1',
        values: [],
      })
      return rows.map((row) => [row.name, row.n])
    }

    it('answers with the workspace, as often as it is asked', async () => {
      expect(workspace).toMatchObject({ key: 'main', schema: 'ws_main', timeZone: 'Asia/Tokyo' })
      await createWorkspace(database, { key: 'main', clock })
      expect(await openWorkspace(database, 'main')).toEqual(workspace)
      await expect(openWorkspace(database, 'other')).rejects.toMatchObject({ code: 'WORKSPACE_NOT_FOUND' })
      await expect(createWorkspace(database, { key: 'a"; drop' })).rejects.toMatchObject({
        code: 'WORKSPACE_KEY_INVALID',
      })
    })

    it('pairs the characters of each word, in lower case, and nothing across punctuation', async () => {
      expect(await bigrams('北京科技')).toEqual(['北京', '京科', '科技'])
      expect(await bigrams('华为（HW）-A1 有')).toEqual(['华为', 'hw', 'a1'])
      expect(await bigrams('，。')).toEqual([])
      expect(await bigrams(null)).toBeNull()
    })

    it('keeps events of the months ahead in partitions, others in the default one until their month is made', async () => {
      await addEvent('2026-11-30T23:59:59.999Z')
      await addEvent('2027-02-01T00:00:00.000Z')
      await addEvent('2025-03-05T00:00:00.000Z')
      expect(await partitions()).toEqual([
        ['ws_main.event_2026_11', 1],
        ['ws_main.event_2027_02', 1],
        ['ws_main.event_default', 1],
      ])
      await ensureEventPartitions(workspace, { from: new Date('2025-03-31T00:00:00Z'), to: clock.now() })
      await ensureEventPartitions(workspace, { from: new Date('2025-03-31T00:00:00Z'), to: clock.now() })
      expect(await partitions()).toContainEqual(['ws_main.event_2025_03', 1])
      expect(await partitions()).not.toContainEqual(['ws_main.event_default', 1])
    })
  })
})
