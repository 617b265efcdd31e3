import { systemClock } from '@mortise/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '../contract/access.ts'
import type { AggregateQuery } from '../contract/query.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { fixtureStorages } from '../testing/fixture-fields.ts'
import { type Fixture, openFixture } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createReader } from './create-reader.ts'

const reader = createReader({
  storages: fixtureStorages,
  clock: systemClock,
  directory: { membersOf: () => [], departmentsBelow: (id) => [id] },
})

describe.each(testDatabases)('figures on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: Fixture
    let acme: string

    beforeAll(async () => {
      fixture = await openFixture(test, fixtureModel())
      ;[acme = ''] = await fixture.insert('company', [{ name: 'Acme', city: '上海' }])
      await fixture.insert('customer', [
        {
          name: 'a',
          level: 'low',
          revenue: '10.50',
          employees: 1,
          tags: ['high', 'low'],
          company: acme,
          birthday: '2026-03-31',
          last_contact: '2026-10-31T15:59:59.999Z',
        },
        {
          name: 'b',
          level: 'high',
          revenue: '0.25',
          employees: 2,
          tags: ['low'],
          birthday: '2026-04-01',
          last_contact: '2026-10-31T16:00:00.000Z',
        },
        { name: 'c', level: 'high', revenue: null, employees: 2, active: true, company: acme },
        { name: 'd', archived_at: '2026-01-01T00:00:00.000Z', revenue: '999.00' },
      ])
    })
    afterAll(() => fixture?.close())

    const figures = (query: AggregateQuery) => reader.aggregate(asSystem('test'), fixture.scope, 'customer', query)
    const grouped = async (query: Omit<AggregateQuery, 'metrics'>) =>
      (await figures({ ...query, metrics: [{ key: 'n', function: 'count' }] })).map(({ groups, metrics }) => [
        ...groups,
        metrics.n,
      ])

    it('are decimal text, and counts are numbers', async () => {
      const of = (key: string, name: AggregateQuery['metrics'][number]['function'], field: string) => ({
        key,
        function: name,
        field,
      })
      const [row] = await figures({
        metrics: [
          { key: 'n', function: 'count' },
          of('valued', 'count', 'revenue'),
          of('levels', 'count_distinct', 'level'),
          of('sum', 'sum', 'revenue'),
          of('avg', 'avg', 'employees'),
          of('min', 'min', 'revenue'),
          of('max', 'max', 'employees'),
          of('last', 'max', 'last_contact'),
          of('first', 'min', 'birthday'),
        ],
      })
      expect(row).toEqual({
        groups: [],
        metrics: {
          n: 3,
          valued: 2,
          levels: 2,
          sum: '10.75',
          avg: '1.6666666667',
          min: '0.25',
          max: '2',
          last: '2026-10-31T16:00:00.000Z',
          first: '2026-03-31',
        },
      })
    })

    it('over nothing are zero or blank', async () => {
      const filter = { field: 'name', op: 'eq' as const, value: 'nobody' }
      const metrics = (['count', 'sum', 'avg', 'min'] as const).map((name) => ({
        key: name,
        function: name,
        field: 'revenue',
      }))
      expect(await figures({ filter, metrics })).toEqual([
        { groups: [], metrics: { count: 0, sum: '0', avg: null, min: null } },
      ])
      expect(await figures({ filter, metrics, groups: [{ field: 'level' }] })).toEqual([])
    })

    it('by option come in the order of the options, by relation path with the blank last', async () => {
      expect(await grouped({ groups: [{ field: 'level' }] })).toEqual([
        ['high', 2],
        ['low', 1],
      ])
      expect(await grouped({ groups: [{ field: 'company.city' }] })).toEqual([
        ['上海', 2],
        [null, 1],
      ])
      expect(await grouped({ groups: [{ field: 'company_city' }, { field: 'active' }] })).toEqual([
        ['上海', false, 1],
        ['上海', true, 1],
        [null, false, 1],
      ])
    })

    it('by several choices count a record once for each', async () => {
      expect(await grouped({ groups: [{ field: 'tags' }] })).toEqual([
        ['high', 1],
        ['low', 2],
        [null, 1],
      ])
    })

    it('by month use the zone of the workspace for instants', async () => {
      expect(await grouped({ groups: [{ field: 'last_contact', unit: 'month' }] })).toEqual([
        ['2026-10-01', 1],
        ['2026-11-01', 1],
        [null, 1],
      ])
      expect(await grouped({ groups: [{ field: 'birthday', unit: 'quarter' }] })).toEqual([
        ['2026-01-01', 1],
        ['2026-04-01', 1],
        [null, 1],
      ])
      expect(await grouped({ groups: [{ field: 'birthday', unit: 'week' }] })).toEqual([
        ['2026-03-30', 2],
        [null, 1],
      ])
    })

    it('sort by a figure, and stop at the limit', async () => {
      const metrics = [{ key: 'total', function: 'sum' as const, field: 'employees' }]
      const sort = [{ key: 'total', direction: 'desc' as const }]
      const rows = await figures({ groups: [{ field: 'level' }], metrics, sort, limit: 1 })
      expect(rows).toEqual([{ groups: ['high'], metrics: { total: '4' } }])
      expect(await figures({ metrics, search: 'a', archived: 'include' })).toEqual([
        { groups: [], metrics: { total: '1' } },
      ])
    })

    it('are refused where they make no sense', async () => {
      const wrong: [AggregateQuery, string][] = [
        [{ metrics: [] }, 'QUERY_INVALID'],
        [{ metrics: [{ key: 's', function: 'sum', field: 'name' }] }, 'FIGURE_UNKNOWN'],
        [{ metrics: [{ key: 's', function: 'sum' }] }, 'FIGURE_UNKNOWN'],
        [{ metrics: [{ key: 's', function: 'median' as never, field: 'revenue' }] }, 'QUERY_INVALID'],
        [
          { metrics: [{ key: 'n', function: 'count' }], groups: [{ field: 'level', unit: 'month' }] },
          'FIELD_NOT_GROUPABLE',
        ],
        [{ metrics: [{ key: 'n', function: 'count' }], groups: [{ field: 'notes' }] }, 'FIELD_NOT_GROUPABLE'],
        [{ metrics: [{ key: 'n', function: 'count' }], groups: [{ field: 'items' }] }, 'FIELD_NOT_GROUPABLE'],
        [{ metrics: [{ key: 'n', function: 'count' }], sort: [{ key: 'x', direction: 'asc' }] }, 'QUERY_INVALID'],
        [{ metrics: [{ key: 'n', function: 'count', field: 'nothing' }] }, 'FIELD_UNKNOWN'],
      ]
      for (const [query, code] of wrong) await expect(figures(query)).rejects.toMatchObject({ code, status: 400 })
    })
  })
})
