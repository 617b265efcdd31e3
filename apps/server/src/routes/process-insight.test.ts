import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { XmlDocument, type XmlElement } from 'xmldoc'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })

const request: AppDocumentAny = {
  kind: 'process',
  key: 'request',
  label: words('Request "A" & <B>'),
  entity: 'customer',
  start: { hand: {}, several: true },
  insight: { roles: ['boss'] },
  nodes: [
    { key: 'start', type: 'start' },
    {
      key: 'manager',
      type: 'approval',
      label: words('Manager'),
      options: {
        approvers: [{ by: 'manager' }],
        whenEmpty: { do: 'incident' },
        demands: {
          reasonsOptional: true,
          returnReasons: [{ key: 'unclear', label: words('Not clear') }, 'old habit'],
        },
        deadlines: [{ key: 'slow', after: { amount: 1, unit: 'hour' }, action: 'remind' }],
      },
    },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'start', to: 'manager' },
    { key: 'b', from: 'manager', to: 'end' },
  ],
}

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('times of processes', () => {
    let server: TestServer
    let boss: TestUser
    let manager: TestUser
    let sales: TestUser
    let click = 0
    const path = '/apps/crm/processes/request/insight'

    const as = (user: TestUser) => (method: string, to: string, body?: unknown) =>
      server.send(method, to, body, { cookie: user.cookie })
    const key = () => `click number ${++click}`
    const read = async (query = '', user = boss) => (await as(user)('GET', `${path}${query}`)).body
    const at = (time: string) => `2026-09-${time}:00.000Z`

    async function start(name: string): Promise<string> {
      const values = { name, credit: '10', owner: sales.id }
      const recordId = (await as(boss)('POST', '/apps/crm/entities/customer/records', { values })).body.id
      return (await as(sales)('POST', '/apps/crm/processes/request/start', { recordId, key: key() })).body.id
    }
    async function act(user: TestUser, id: string, doing: object) {
      const { can } = (await as(user)('GET', `/instances/${id}`)).body
      const done = await as(user)('POST', `/instances/${id}/tasks/${can.tasks[0].visit}`, { act: doing, key: key() })
      expect(done.status).toBe(200)
    }
    /** As if it had happened then. */
    async function move(id: string, times: { from: string; seen: string; to: string }) {
      const { database: db, schema } = server.services.workspace
      const run = (text: string, values: unknown[]) => db.run({ text: text.replaceAll('$s.', `"${schema}".`), values })
      const { from, seen, to } = times
      await run('update $s.process_instance set started_at = $2, ended_at = $3 where id = $1', [id, from, to])
      await run('update $s.process_visit set entered_at = $2, left_at = $2 where instance_id = $1', [id, from])
      await run(`update $s.process_visit set left_at = $2 where instance_id = $1 and node = 'manager'`, [id, to])
      await run('update $s.process_task set assigned_at = $2, seen_at = $3, decided_at = $4 where instance_id = $1', [
        id,
        from,
        seen,
        to,
      ])
    }

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, request] })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
      manager = await server.addUser('Manager', { roles: ['crm/sales'], language: 'en' })
      sales = await server.addUser('Sales', { roles: ['crm/sales'], managerId: manager.id, language: 'en' })
      // Wednesday 09:00 to Thursday 09:00 in Shanghai: a day, of which nine hours are worked.
      const first = await start('Bolts')
      await act(manager, first, { do: 'approve' })
      await move(first, { from: at('02T01:00'), seen: at('02T07:00'), to: at('03T01:00') })
      // Friday evening to Monday 10:00: an hour of work.
      const second = await start('Pumps & <Co> "x"\u0001')
      await act(manager, second, { do: 'return', to: 'start', back: 'again', comment: 'why?', reason: 'unclear' })
      await act(sales, second, { do: 'approve' })
      await act(manager, second, { do: 'approve' })
      await move(second, { from: at('04T10:00'), seen: at('06T10:00'), to: at('07T02:00') })
      await start('Nuts')
    })
    afterAll(() => server?.close())

    it('says how long each node takes, by the clock and in working hours, and how that comes', async () => {
      const { nodes, lead, byStatus } = await read(`?to=${at('30T00:00')}`)
      const manager = nodes.find(({ node }: { node: string }) => node === 'manager')
      expect(lead).toMatchObject({ n: 2, total: (24 + 64) * 3600 })
      expect(byStatus).toEqual([{ status: 'done', n: 2 }])
      expect(manager).toMatchObject({ done: 2, open: 0, returned: 1 })
      expect(manager.wall).toMatchObject({ n: 2, total: (24 + 64) * 3600 })
      expect(Math.abs(manager.wall.p50 / 3600 - 24)).toBeLessThan(1.2)
      expect(Math.abs(manager.wall.p95 / 3600 - 64)).toBeLessThan(3)
      expect(manager.working).toMatchObject({ n: 2, total: (9 + 1) * 3600 })
      expect(Math.abs(manager.unseen.p90 / 3600 - 48)).toBeLessThan(3)
      expect(manager.queue.p95).toBe(0)
      const start = nodes.find(({ node }: { node: string }) => node === 'start')
      expect(start.again).toBe(1)
    })

    it('counts lines, ways, returns, people and weeks', async () => {
      const body = await read()
      expect(body.lines.find(({ line }: { line: string }) => line === 'a').n).toBeGreaterThanOrEqual(3)
      expect(body.instances).toBe(2)
      expect(body.variants.map(({ nodes }: { nodes: string[] }) => nodes.join(' ')).sort()).toEqual([
        'start manager end',
        'start manager start manager end',
      ])
      const { database: db, schema } = server.services.workspace
      await db.run({ text: `update "${schema}".process_instance set path = null`, values: [] })
      expect((await read()).variants).toEqual(body.variants)
      expect(body.returns).toEqual([{ from: 'manager', to: 'start', n: 1 }])
      const load = body.people.find(({ user }: { user: string }) => user === manager.id)
      expect(load).toMatchObject({ pending: 1, returned: 1, overdue: 0 })
      expect(load.decided).toBeGreaterThanOrEqual(2)
      expect(body.trend[0]).toMatchObject({ week: '2026-08-31', started: 2, ended: 2 })
      // What is under way has no length yet.
      expect(body.trend.at(-1)).toMatchObject({ started: 1, ended: 0, p50: null })
      expect(body.lead.n).toBe(2)
      expect(body).toMatchObject({ versions: [1], label: words('Request "A" & <B>') })
      expect(JSON.stringify(body.drawing)).not.toContain('approvers')
    })

    it('counts the reasons of each outcome, in the words of the last version that offered them', async () => {
      const counted = { node: 'manager', outcome: 'returned', reason: 'unclear', n: 1 }
      expect((await read()).reasons).toEqual([{ ...counted, label: words('Not clear') }])
      const { database: db, schema } = server.services.workspace
      const give = (reason: string | null) =>
        db.run({
          text: `update "${schema}".process_task set remark = case when $1::text is not null
              then jsonb_build_object('reason', $1::text) end where state = 'returned'`,
          values: [reason],
        })
      await give('old habit')
      expect((await read()).reasons).toMatchObject([
        { reason: 'old habit', label: { zh: 'old habit', en: 'old habit' } },
      ])
      await give(null)
      expect((await read()).reasons).toEqual([])
      await give('unclear')
    })

    it('is narrowed by time, version, department and initiator', async () => {
      const count = async (query: string) =>
        (await read(query)).byStatus.reduce((sum: number, { n }: { n: number }) => sum + n, 0)
      expect(await count('')).toBe(3)
      expect(await count(`?from=${at('04T00:00')}&to=${at('30T00:00')}`)).toBe(1)
      expect(await count('?version=1')).toBe(3)
      expect(await count('?version=2')).toBe(0)
      expect(await count(`?initiator=${sales.id}`)).toBe(3)
      expect(await count(`?initiator=${boss.id}`)).toBe(0)
      expect(await count(`?department=${boss.id}`)).toBe(0)
      expect((await as(boss)('GET', `${path}?from=yesterday`)).status).toBe(400)
    })

    it('is for the roles that the process names and for designers', async () => {
      expect((await as(sales)('GET', path)).body.code).toBe('PROCESS_UNKNOWN')
      expect((await as(sales)('GET', `${path}.xes`)).status).toBe(404)
      expect((await as(sales)('GET', '/apps/crm/insight')).body).toEqual({ processes: [] })
      expect((await as(boss)('GET', '/apps/crm/insight')).body.processes).toMatchObject([
        { key: 'request', design: false },
      ])
      const root = await server.addUser('Root', { administrator: true })
      expect((await as(root)('GET', path)).status).toBe(200)
      const stranger = await server.addUser('Stranger')
      expect((await as(stranger)('GET', path)).body.code).toBe('APP_UNKNOWN')
    })

    it('is written as an event log that an XML reader takes', async () => {
      const { text, headers } = await as(boss)('GET', `${path}.xes`)
      expect(headers['content-type']).toContain('application/xml')
      const log = new XmlDocument(text)
      expect(log.attr['xes.version']).toBe('1849-2016')
      const attributeOf = (element: XmlElement | undefined, name: string) =>
        element?.childWithAttribute('key', name)?.attr.value ?? null
      const traces = log.childrenNamed('trace')
      expect(traces.map((trace) => attributeOf(trace, 'concept:name'))).toEqual(['Bolts', 'Pumps & <Co> "x"', 'Nuts'])
      const events = traces.flatMap((trace) => trace.childrenNamed('event'))
      const told = events.map((event) =>
        ['concept:name', 'lifecycle:transition', 'org:resource'].map((name) => attributeOf(event, name)),
      )
      for (const stage of ['assign', 'start', 'complete']) expect(told).toContainEqual(['Manager', stage, 'Manager'])
      expect(events.map((event) => attributeOf(event, 'reason')).filter(Boolean)).toEqual(['unclear'])
      for (const event of events)
        expect(attributeOf(event, 'time:timestamp')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/)
    })
  })
})
