import { asSystem } from '@mortise/data'
import {
  type AppScope,
  createDataEngine,
  createWorkspace,
  type Database,
  type DataEngine,
  figuresView,
  installParts,
  migrate,
  type Statement,
} from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import { loadFieldStorages, loadFieldTypes } from '@mortise/kinds/server'
import { type AppDocumentAny, compileApp, type FigureKind, type Filter, figureKinds } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figureViews } from './figure-views.ts'
import { processTables } from './process-tables.ts'

const words = (text: string) => ({ zh: text, en: text })

const documents: AppDocumentAny[] = [
  { kind: 'app', key: 'crm', label: words('crm'), version: '1.0.0' },
  ...figureKinds.map(
    (of): AppDocumentAny => ({
      ...{ kind: 'entity', key: of, label: words(of), titleField: 'title', figures: { of, process: 'quote' } },
      fields: [
        { key: 'title', type: 'text', label: words('title') },
        { key: 'started_at', type: 'datetime', label: words('started at') },
      ],
    }),
  ),
]

/** What no page may do: read a whole table, or sort all rows. */
const readsAll = /Seq Scan on process_(instance|visit|task)|^ *(-> +)?Sort {2}/m

const instances = 2000
const rowsOf: { readonly [Kind in FigureKind]: number } = { instances, steps: instances * 4, people: instances * 4 }
const access = asSystem('test')

describe.each(testDatabases)('on $name', ({ open, skip }) => {
  describe.skipIf(skip)('tables of figures', () => {
    let database: Database
    let scope: AppScope
    let data: DataEngine
    let last: Statement
    const text = (statement: string) => statement.replaceAll('$s.', `${scope.workspace.schema}.`)
    const run = async (statement: string, values: unknown[] = []) =>
      (await database.run<{ [column: string]: unknown }>({ text: text(statement), values })).rows

    beforeAll(async () => {
      database = await open()
      await migrate(database)
      const { key, schema } = await createWorkspace(database, { key: 'figures' })
      const remembering: Database = {
        ...database,
        run(statement) {
          last = statement
          return database.run(statement)
        },
      }
      const [fieldTypes, storages] = await Promise.all([loadFieldTypes(), loadFieldStorages()])
      const model = compileApp(documents, { fieldTypes, revision: 1 })
      scope = { workspace: { key, schema, database: remembering, timeZone: 'Asia/Shanghai' }, model }
      data = createDataEngine({
        storages,
        directory: { person: () => null, hasDepartment: () => false, membersOf: () => [], departmentsBelow: () => [] },
      })
      await installParts({ ...scope.workspace, database }, [processTables, figureViews])
      // Four instances each begin alike, more than ever will.
      await run(`insert into $s.process_instance select (lpad(to_hex(n / 4), 8, '0') || '-0000-7000-8000-' ||
          lpad(to_hex(n * 7919 % 65536), 12, '0'))::uuid, 'crm', case when n % 5 = 0 then 'other' else 'quote' end,
          '01900000-0000-7000-8000-000000000001', 'Quote ' || n, 'running', null, 1, 1, null, null, null,
          null, null, null, 0, '{}', now() + n * interval '1 minute', null from generate_series(1, ${(instances * 5) / 4}) n`)
      await run(`insert into $s.process_visit select i.id, k, 'node', 1, 1, null, '{}', 'done', null, null, 1, now(), now(),
          null from $s.process_instance i, generate_series(1, 4) k`)
      await run(`insert into $s.process_task select instance_id, id, 1, 1, instance_id, '{}', 'resolved', 'approved', 1,
          now(), now(), now(), null, null, null, null, null from $s.process_visit`)
      for (const table of ['instance', 'visit', 'task']) await run(`analyze $s.process_${table}`)
    }, 60_000)
    afterAll(() => database?.close())

    /** Some ids of one kind of rows, from all over the table. */
    const idsOf = async (of: FigureKind, count: number, process = 'quote') =>
      (
        await run(`select id from $s.${figuresView(of)} where process = $1 order by md5(id::text) limit ${count}`, [
          process,
        ])
      ).map(({ id }) => String(id))

    /** The titles of the instances of the process that began first and last. */
    const limitsOfTime = async () =>
      (
        await run(`select array[(array_agg(title order by started_at))[1], (array_agg(title order by started_at desc))[1]]
          as titles from $s.process_instance where process = 'quote'`)
      )[0]?.titles as string[]

    const found = async (of: FigureKind, filter: Filter) => {
      const { records } = await data.query(access, scope, of, { select: ['id'], filter, page: { size: 50 } })
      return records.map(({ id }) => id).sort()
    }

    /** How the database goes about the last statement that was run: for its values, and for whatever values. */
    async function plans(): Promise<string[]> {
      const literals = (last.values ?? []).map((value) =>
        Array.isArray(value) ? `'{${value.join()}}'` : value === null ? 'null' : `'${value}'`,
      )
      const made = []
      for (const mode of ['force_custom_plan', 'force_generic_plan'])
        made.push(
          await database.transaction(async (trx) => {
            const send = (statement: string) => trx.run<{ 'QUERY PLAN': string }>({ text: statement, values: [] })
            await send(`set local plan_cache_mode = ${mode}`)
            await send(`prepare looked_at as ${last.text}`)
            const given = literals.length > 0 ? `(${literals.join()})` : ''
            const { rows } = await send(`explain execute looked_at${given}`)
            await send('deallocate looked_at')
            return rows.map((row) => row['QUERY PLAN']).join('\n')
          }),
        )
      return made
    }

    async function expectOnlyKeys(of: FigureKind) {
      for (const plan of await plans()) {
        expect(plan).not.toMatch(/Seq Scan on process_/)
        expect(plan).toContain('process_instance_key')
        if (of === 'steps') expect(plan).toContain('process_visit_key')
        if (of === 'people') expect(plan).toContain('process_task_key')
      }
    }

    it.each(figureKinds)('a row of %s is found by its id through primary keys', async (of) => {
      const [id = ''] = await idsOf(of, 1)
      expect(await data.get(access, scope, of, id, ['id'])).toMatchObject({ id })
      await expectOnlyKeys(of)
      expect(await found(of, { field: 'id', op: 'eq', value: id })).toEqual([id])
      await expectOnlyKeys(of)
    })

    it.each(figureKinds)('rows of %s are found by their ids through primary keys', async (of) => {
      const ids = (await idsOf(of, 30)).sort()
      expect(await found(of, { field: 'id', op: 'in', value: ids })).toEqual(ids)
      await expectOnlyKeys(of)
    })

    it.each(figureKinds)('ids that no row of %s has answer nothing', async (of) => {
      const [id = ''] = await idsOf(of, 1)
      const [elsewhere = ''] = await idsOf(of, 1, 'other')
      const near = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`
      const unknown = [near, elsewhere, 'ffffffff-ffff-7fff-8fff-ffffffffffff', '00000000-0000-0000-0000-000000000000']
      for (const one of unknown) {
        await expect(data.get(access, scope, of, one, ['id'])).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' })
        expect(await found(of, { field: 'id', op: 'eq', value: one })).toEqual([])
      }
      expect(await found(of, { field: 'id', op: 'in', value: unknown })).toEqual([])
      expect(await found(of, { field: 'id', op: 'in', value: [...unknown, id] })).toEqual([id])
    })

    it.each(figureKinds)('conditions on ids of %s can be turned around and combined', async (of) => {
      const ids = (await idsOf(of, 40)).sort()
      const [first = '', second = '', ...rest] = ids
      const among: Filter = { field: 'id', op: 'in', value: ids }
      expect(await found(of, { and: [among, { field: 'id', op: 'ne', value: first }] })).toEqual([second, ...rest])
      expect(await found(of, { and: [among, { field: 'id', op: 'not_in', value: rest }] })).toEqual([first, second])
      expect(await found(of, { and: [among, { not: { field: 'id', op: 'in', value: rest } }] })).toEqual([
        first,
        second,
      ])
      const either: Filter = { or: [first, second].map((value): Filter => ({ field: 'id', op: 'eq', value })) }
      expect(await found(of, either)).toEqual([first, second])
      const { total } = await data.query(access, scope, of, {
        ...{ select: ['id'], filter: { field: 'id', op: 'ne', value: first } },
        ...{ page: { size: 1 }, count: 'exact' },
      })
      expect(total).toMatchObject({ count: rowsOf[of] - 1 })
    })

    const orders = [
      [],
      [{ field: 'id', direction: 'asc' as const }],
      [{ field: 'started_at', direction: 'desc' as const }],
    ]
    const ordered = figureKinds.flatMap((of) => orders.map((sort) => ({ of, sort })))

    it.each(ordered)('pages of $of by $sort are in the order of time and have each row once', async ({ of, sort }) => {
      const titles: unknown[] = []
      const ids = new Set<string>()
      let after: string | null = null
      do {
        const page = { size: 1000, ...(after !== null && { after }) }
        const answer = await data.query(access, scope, of, { select: ['title'], sort, page })
        titles.push(...answer.records.map(({ title }) => title))
        for (const { id } of answer.records) ids.add(id)
        after = answer.next
      } while (after !== null)
      expect([titles.length, ids.size]).toEqual([rowsOf[of], rowsOf[of]])
      const ends = await limitsOfTime()
      expect([titles[0], titles.at(-1)]).toEqual(sort[0]?.direction === 'asc' ? ends : ends.toReversed())
    })

    it.each(ordered)('a page of $of by $sort reads no more than it shows', async ({ of, sort }) => {
      const { next } = await data.query(access, scope, of, { select: ['title'], sort, page: { size: 20 } })
      for (const plan of await plans()) expect(plan).not.toMatch(readsAll)
      await data.query(access, scope, of, { select: ['title'], sort, page: { size: 20, after: next ?? '' } })
      for (const plan of await plans()) {
        expect(plan).not.toMatch(readsAll)
        expect(plan).toMatch(/Index Cond: .*(started_at|\bid) [<>]/i)
      }
    })

    it('no two rows have the same id', async () => {
      for (const of of ['steps', 'people'] as const)
        expect(await run(`select count(*) - count(distinct id) as twice from $s.${figuresView(of)} x`)).toEqual([
          { twice: 0 },
        ])
    })

    it('have no index of their own that a transition would have to write', async () => {
      await run(`create index process_visit_figure on $s.process_visit (node)`)
      await run(`create index process_task_figure on $s.process_task (state)`)
      const indexes = () =>
        run(
          `select indexname from pg_indexes where schemaname = '${scope.workspace.schema}' and indexname like '%_figure'`,
        )
      expect(await indexes()).toHaveLength(2)
      await installParts({ ...scope.workspace, database }, [{ ...processTables, content: 'again' }])
      expect(await indexes()).toEqual([])
    })
  })
})
