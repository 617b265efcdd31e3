import { asSystem } from '@mortise/data'
import { qualified } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'
import { nextOccurrence } from './next-occurrence.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })

type Start = NonNullable<ProcessDocument['start']>

/** Waits for the initiator, so that it stays under way. */
function waiting(key: string, start: Start, more: Partial<ProcessDocument> = {}): AppDocumentAny {
  return {
    ...{ kind: 'process', key, label: words(key), entity: 'customer', start },
    nodes: [
      { key: 'start', type: 'start' },
      { key: 'ask', type: 'handle', options: { approvers: [{ by: 'roles', roles: ['boss'] }] } },
      { key: 'end', type: 'end' },
    ],
    transitions: [
      { key: 'a', from: 'start', to: 'ask' },
      { key: 'b', from: 'ask', to: 'end' },
    ],
    ...more,
  } satisfies ProcessDocument
}

/** Changes the record, which starts it again. */
const circle = waiting(
  'circle',
  { record: { on: ['update'], fields: ['credit'], when: is({ '==': [{ var: 'name' }, 'Circle'] }) } },
  {
    nodes: [
      { key: 'start', type: 'start' },
      {
        key: 'raise',
        type: 'set_fields',
        options: { values: [{ field: 'credit', value: is({ '+': [{ var: 'credit' }, 1] }) }] },
      },
      { key: 'end', type: 'end' },
    ],
    transitions: [
      { key: 'a', from: 'start', to: 'raise' },
      { key: 'b', from: 'raise', to: 'end' },
    ],
  },
)

/** Goes on when the level is high. */
const patient = waiting(
  'patient',
  { hand: {}, several: true },
  {
    nodes: [
      { key: 'start', type: 'start' },
      { key: 'wait', type: 'wait_record', options: { condition: is({ '==': [{ var: 'level' }, 'high'] }) } },
      { key: 'end', type: 'end' },
    ],
    transitions: [
      { key: 'a', from: 'start', to: 'wait' },
      { key: 'b', from: 'wait', to: 'end' },
    ],
  },
)

const button: AppDocumentAny = {
  ...{ kind: 'command', key: 'ask', label: words('Ask'), entity: 'customer', places: ['record', 'selection'] },
  actions: [
    { key: 'mark', type: 'update_fields', options: { values: [{ field: 'level', value: is('high') }] } },
    { key: 'start', type: 'start_process', options: { process: 'pressed' } },
  ],
} as AppDocumentAny

const documents: AppDocumentAny[] = [
  waiting('made', { record: { on: ['create'], when: is({ '>': [{ var: 'credit' }, 1000] }) } }),
  waiting('raised', { record: { on: ['update'], fields: ['credit'] } }),
  waiting('pressed', {}),
  waiting('weekly', {
    schedule: { every: 'week', weekday: 1, filter: { field: 'name', op: 'starts_with', value: 'Weekly' } },
  }),
  { ...(waiting('daily', { schedule: { every: 'day' } }) as ProcessDocument), entity: undefined } as never,
  circle,
  patient,
  button,
]
const { entity: _entity, ...daily } = documents[4] as ProcessDocument
documents[4] = daily as AppDocumentAny

describe.each(testDatabases)('starts on $name', (database) => {
  describe.skipIf(database.skip)('', () => {
    let server: TestServer
    let boss: TestUser
    let click = 0

    const send = (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: boss.cookie })
    const customers = '/apps/crm/entities/customer'
    const key = () => `click number ${++click}`
    const make = async (values: object) => (await send('POST', `${customers}/records`, { values })).body
    const update = async (id: string, values: object) => {
      const { version } = (await send('GET', `${customers}/records/${id}`)).body
      return await send('PATCH', `${customers}/records/${id}`, { version, values })
    }
    const left = async () => {
      const { rows } = await server.services.database.run<{ count: number }>({
        text: `select count(*)::int as count from ${qualified(server.services.workspace.schema, 'followed_change')}`,
        values: [],
      })
      return rows[0]?.count
    }
    /** Until nothing is left: the clock of the server works at the same time. */
    const look = async (now?: string) => {
      await server.services.processEngine.look(now ?? new Date().toISOString())
      await expect.poll(left, { timeout: 30_000 }).toBe(0)
    }
    const running = async (process: string, recordId?: string) => {
      const { rows } = await server.services.database.run<{ initiator: string | null; status: string }>({
        text: `select initiator, status from ${qualified(server.services.workspace.schema, 'process_instance')}
          where process = $1 and ($2::uuid is null or record_id = $2) order by started_at`,
        values: [process, recordId ?? null],
      })
      return rows
    }

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, ...documents] })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en', administrator: true })
    })
    afterAll(() => server?.close())

    it('begins when a record is made that fulfils the condition, as whoever made it', async () => {
      const { id } = await make({ name: 'Pumps', credit: '5000' })
      const small = await make({ name: 'Bolts', credit: '5' })
      await look()
      expect(await running('made', id)).toEqual([{ initiator: boss.id, status: 'running' }])
      expect(await running('made', small.id)).toEqual([])
    })

    it('begins when one of its fields changes, and once only while it is under way', async () => {
      const { id } = await make({ name: 'Valves', credit: '1' })
      await update(id, { name: 'Large valves' })
      await look()
      expect(await running('raised', id)).toEqual([])
      await update(id, { credit: '2' })
      await look()
      await update(id, { credit: '3' })
      await look()
      expect(await running('raised', id)).toHaveLength(1)
    })

    it('begins for each record of a bulk call, whichever way it came', async () => {
      const create = Array.from({ length: 300 }, (_, number) => ({ name: `Bulk ${number}`, credit: '2000' }))
      const made = await send('POST', `${customers}/bulk`, { create })
      expect(made.status).toBe(200)
      await look()
      const before = (await running('made')).length
      expect(before).toBeGreaterThanOrEqual(300)
      const ids = made.body.ids.slice(0, 20)
      await send('POST', `${customers}/bulk`, { update: { ids, values: { credit: '7' } } })
      await look()
      for (const id of ids) expect(await running('raised', id)).toHaveLength(1)
    }, 60_000)

    it('is kept in the statement of the change: what is rolled back starts nothing', async () => {
      const { engine, apps, workspace } = server.services
      const model = apps.get('crm')
      if (!model) throw new Error('unreachable: it is installed')
      const writing = engine.together({ workspace, model }, async ({ engine: joined, scope }) => {
        await joined.create(asSystem('test'), scope, 'customer', { name: 'Never', credit: '9000' })
        throw new Error('taken back')
      })
      await expect(writing).rejects.toThrow('taken back')
      const before = (await running('made')).length
      await look()
      expect(await running('made')).toHaveLength(before)
    })

    it('begins once for a change that two servers look at, and again for none that was followed', async () => {
      const { id } = await make({ name: 'Twice', credit: '4000' })
      const now = new Date(Date.now() + 1000).toISOString()
      await Promise.all([server.services.processEngine.look(now), server.services.processEngine.look(now)])
      await look()
      expect(await running('made', id)).toHaveLength(1)
    })

    it('ends a circle of processes that start one another, and tells administrators', async () => {
      const { id } = await make({ name: 'Circle', credit: '1' })
      await update(id, { credit: '2' })
      await look()
      const runs = (await running('circle', id)).length
      expect(runs).toBeGreaterThan(5)
      expect(runs).toBeLessThanOrEqual(21)
      const { notifications } = (await send('GET', '/notifications')).body
      expect(notifications.map(({ kind }: { kind: string }) => kind)).toContain('incident')
    })

    it('lets go on what waits for the record, at once if it is so already', async () => {
      const start = async (recordId: string) =>
        (await send('POST', '/apps/crm/processes/patient/start', { recordId, key: key() })).body
      const { id } = await make({ name: 'Later' })
      expect((await start(id)).status).toBe('running')
      await look()
      expect((await running('patient', id))[0]?.status).toBe('running')
      await update(id, { level: 'high' })
      await look()
      expect((await running('patient', id))[0]?.status).toBe('done')
      await start(id)
      await look()
      expect((await running('patient', id))[1]?.status).toBe('done')
    })

    it('begins at the press of a button, with what the button writes or not at all', async () => {
      const { id } = await make({ name: 'Pressed' })
      const press = () => send('POST', `${customers}/commands/ask/run`, { ids: [id], key: key() })
      expect((await press()).body.results[0]).toMatchObject({ done: true, undo: null })
      expect(await running('pressed', id)).toEqual([{ initiator: boss.id, status: 'running' }])
      await update(id, { level: null })
      expect((await press()).body.code).toBe('ALREADY_RUNNING')
      expect((await send('GET', `${customers}/records/${id}`)).body.level).toBeNull()
      expect(await running('pressed', id)).toHaveLength(1)
    })

    it('begins by the clock, for each record that matches, once however many servers look', async () => {
      const one = await make({ name: 'Weekly one' })
      await make({ name: 'Other' })
      await look()
      expect(await running('weekly')).toHaveLength(0)
      const next = new Date(Date.now() + 8 * 86_400_000).toISOString()
      await Promise.all([server.services.processEngine.look(next), server.services.processEngine.look(next)])
      await look(next)
      expect(await running('weekly')).toEqual([{ initiator: null, status: 'running' }])
      expect(await running('weekly', one.id)).toHaveLength(1)
      // Eight days went by: the time that was missed is made up for once.
      expect(await running('daily')).toHaveLength(1)
    })
  })
})

describe('when a schedule comes round', () => {
  const time = {
    ...{ timeZone: 'Asia/Shanghai', from: 540, to: 1080 },
    calendar: {
      exceptions: new Map([
        ['2026-10-01', false],
        ['2026-10-10', true],
      ]),
    },
  }
  const next = (schedule: Start['schedule'], after: string) => nextOccurrence(schedule as never, after, time)

  it.each([
    [{ every: 'hour', at: '00:15' }, '2026-10-01T00:20:00Z', '2026-10-01T01:15:00.000Z'],
    [{ every: 'day', at: '08:30' }, '2026-10-01T00:30:00Z', '2026-10-02T00:30:00.000Z'],
    [{ every: 'day' }, '2026-09-30T20:00:00Z', '2026-10-01T01:00:00.000Z'],
    // A holiday on a Thursday, and a Saturday that is worked.
    [{ every: 'working_day' }, '2026-09-30T02:00:00Z', '2026-10-02T01:00:00.000Z'],
    [{ every: 'working_day' }, '2026-10-09T02:00:00Z', '2026-10-10T01:00:00.000Z'],
    [{ every: 'week', weekday: 7 }, '2026-10-01T00:00:00Z', '2026-10-04T01:00:00.000Z'],
    [{ every: 'month', day: 31 }, '2026-10-31T02:00:00Z', '2026-11-30T01:00:00.000Z'],
  ] as const)('%j after %s is %s', (schedule, after, expected) => {
    expect(next(schedule, after)).toBe(expected)
  })
})
