import { createWorkspace, type Database, figuresView, installParts, migrate } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figureViews } from './figure-views.ts'
import { processTables } from './process-tables.ts'

describe.each(testDatabases)('on $name', ({ open, skip }) => {
  describe.skipIf(skip)('tables of figures', () => {
    let database: Database
    let schema: string
    const run = async (text: string, values: unknown[] = []) =>
      (await database.run<{ [column: string]: unknown }>({ text: text.replaceAll('$s.', `${schema}.`), values })).rows

    beforeAll(async () => {
      database = await open()
      await migrate(database)
      const workspace = await createWorkspace(database, { key: 'figures' })
      schema = workspace.schema
      await installParts(workspace, [processTables, figureViews])
      await run(`insert into $s.process_instance select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
          'crm', 'quote', '01900000-0000-7000-8000-000000000001', 'Quote ' || n, 'running', null, 1, 1, null, null, null,
          null, null, null, 0, '{}', now(), null from generate_series(1, 2000) n`)
      await run(`insert into $s.process_visit select i.id, k, 'node', 1, 1, null, '{}', 'done', null, null, 1, now(), now(),
          null from $s.process_instance i, generate_series(1, 4) k`)
      await run(`insert into $s.process_task select instance_id, id, 1, 1, instance_id, '{}', 'resolved', 'approved', 1,
          now(), now(), now(), null, null, null, null, null from $s.process_visit`)
      for (const table of ['instance', 'visit', 'task']) await run(`analyze $s.process_${table}`)
    }, 60_000)
    afterAll(() => database?.close())

    /** The rows of one process, as every statement about such a table takes them. */
    const rows = (of: 'instances' | 'steps' | 'people') =>
      `(select * from $s.${figuresView(of)} where app = 'crm' and process = 'quote')`

    it.each([
      ['instances', 'process_instance_key'],
      ['steps', 'process_visit_figure'],
      ['people', 'process_task_figure'],
    ] as const)('a row of %s is found by its id through an index', async (of, index) => {
      const told = await run(`select id, count(*) over () as n from ${rows(of)} x order by title, id limit 3`)
      const { id } = told[2] ?? {}
      expect(await run(`select id from ${rows(of)} x where x.id = $1::uuid`, [id])).toEqual([{ id }])
      const plan = await run(`explain select * from ${rows(of)} x where x.id = '${id}'::uuid`)
      const text = plan.map((row) => row['QUERY PLAN']).join('\n')
      expect(text).toContain(index)
      expect(text).not.toContain('Seq Scan on process_')
    })

    it('no two rows have the same id', async () => {
      for (const of of ['steps', 'people'] as const)
        expect(await run(`select count(*) - count(distinct id) as twice from ${rows(of)} x`)).toEqual([{ twice: 0 }])
    })
  })
})
