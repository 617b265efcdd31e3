import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database, Workspace } from '../database/database.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createWorkspace } from './create-workspace.ts'
import { migrate } from './migrate.ts'
import { installWorkspaceParts } from './workspace-parts.ts'

describe.each(testDatabases)('the parts of a workspace on $name', ({ open, skip }) => {
  describe.skipIf(skip)('', () => {
    let database: Database
    let workspace: Workspace

    beforeAll(async () => {
      database = await open()
      await migrate(database)
      workspace = await createWorkspace(database, { key: 'main' })
    })
    afterAll(() => database.close())

    const ask = async (text: string) => (await database.run({ text, values: [] })).rows

    it('are functions that can be called, and the days of the calendar', async () => {
      expect(await ask(`select ws_main.num_round(2.345, 2)::text as rounded`)).toEqual([{ rounded: '2.35' }])
      expect(
        await ask(`select works, name->>'zh' as name from ws_main.calendar_day where day = '2026-10-01'`),
      ).toMatchObject([{ works: false }])
    })

    it('are made again when a newer version brings them in another form, and else left alone', async () => {
      await ask(`drop function ws_main.num_round`)
      await ask(
        `create function ws_main.num_round(other numeric, names numeric) returns numeric language sql as 'select 7'`,
      )
      await installWorkspaceParts(workspace)
      expect(await ask(`select ws_main.num_round(2.345, 2) as value`)).toEqual([{ value: '7' }])
      await ask(`update ws_main.part set hash = 'of a former version'`)
      await installWorkspaceParts(workspace)
      expect(await ask(`select ws_main.num_round(2.345, 2)::text as value`)).toEqual([{ value: '2.35' }])
    })

    it('keep the days that an administrator changed', async () => {
      await ask(`update ws_main.calendar_day set works = true, edited = true where day = '2026-10-01'`)
      await ask(`update ws_main.calendar_day set works = true where day = '2026-10-02'`)
      await ask(`update ws_main.part set hash = 'of a former version'`)
      await installWorkspaceParts(workspace)
      const days = await ask(
        `select day, works from ws_main.calendar_day where day in ('2026-10-01', '2026-10-02') order by day`,
      )
      expect(days.map(({ works }) => works)).toEqual([true, false])
    })

    it('are installed once by servers that start together', async () => {
      await ask(`update ws_main.part set hash = 'of a former version'`)
      await Promise.all([1, 2, 3].map(() => installWorkspaceParts(workspace)))
      expect(await ask(`select count(*) as count from ws_main.part where hash like 'of%'`)).toEqual([{ count: 0 }])
    })
  })
})
