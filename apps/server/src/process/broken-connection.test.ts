import { createServer, type Server } from 'node:http'
import { qualified } from '@mortise/data/server'
import { type BreakableDatabase, breakableDatabase, testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { deliverOutside } from '@mortise/process/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { openSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })
const minute = 60_000

/** Everything that a process does: it writes on the way, asks two people, calls outside, tells, and ends. */
const review = (url: string): AppDocumentAny =>
  ({
    ...{ kind: 'process', key: 'review', label: words('Review'), entity: 'customer' },
    // What the process does first makes the condition false.
    start: { hand: { when: is({ '!=': [{ var: 'level' }, 'high'] }) } },
    nodes: [
      { key: 'begin', type: 'start' },
      { key: 'mark', type: 'set_fields', options: { values: [{ field: 'level', value: is('high') }] } },
      {
        key: 'both',
        type: 'approval',
        options: {
          approvers: [{ by: 'roles', roles: ['manager'] }],
          rule: { of: 'all' },
          access: { write: ['credit'] },
          deadlines: [{ key: 'slow', after: { amount: 30, unit: 'day' }, action: 'remind' }],
        },
      },
      {
        key: 'sign',
        type: 'set_fields',
        options: { values: [{ field: 'name', value: is({ cat: [{ var: 'name' }, '!'] }) }] },
      },
      { key: 'call', type: 'webhook', options: { url } },
      { key: 'told', type: 'notice', options: { approvers: [{ by: 'roles', roles: ['designer'] }] } },
      { key: 'end', type: 'end' },
    ],
    transitions: ['begin mark', 'mark both', 'both sign', 'sign call', 'call told', 'told end'].map((line, index) => {
      const [from = '', to = ''] = line.split(' ')
      return { key: `l${index}`, from, to }
    }),
  }) satisfies ProcessDocument

/** Begins when a code is set. */
const coded: AppDocumentAny = {
  ...{ kind: 'process', key: 'coded', label: words('Coded'), entity: 'customer' },
  start: { record: { on: ['update'], fields: ['code'] } },
  nodes: [
    { key: 'begin', type: 'start' },
    { key: 'ask', type: 'handle', options: { approvers: [{ by: 'roles', roles: ['boss'] }] } },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'begin', to: 'ask' },
    { key: 'b', from: 'ask', to: 'end' },
  ],
} satisfies ProcessDocument

interface Place {
  record: string
  id: string
  visit: number
  key: string
}

interface Operation {
  prepare(): Promise<Place>
  /** What is done once, and again with the same key when the connection broke; answers with a status. */
  run(place: Place, turn: number): Promise<number>
  check(place: Place): Promise<void>
}

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('a connection that breaks', () => {
    let server: TestServer
    let connection: BreakableDatabase
    let hooks: Server
    let sink: SmtpSink
    let root: TestUser
    let boss: TestUser
    let first: TestUser
    let second: TestUser
    let heard: string[] = []
    let click = 0
    let now = Date.now()

    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const customers = '/apps/crm/entities/customer/records'
    const key = () => `click number ${++click}`
    const make = async () => (await as(boss)('POST', customers, { values: { name: 'Pumps' } })).body.id as string
    const start = (record: string, click: string) =>
      as(boss)('POST', '/apps/crm/processes/review/start', { recordId: record, key: click })
    const begin = async (): Promise<Place> => {
      const record = await make()
      const { id } = (await start(record, key())).body
      const { can } = (await as(first)('GET', `/instances/${id}`)).body
      return { record, id, visit: can.tasks[0].visit, key: key() }
    }
    const decide = async (user: TestUser, { id, visit, key }: Place, more: object = {}) =>
      await as(user)('POST', `/instances/${id}/tasks/${visit}`, { act: { do: 'approve' }, key, ...more })
    const rows = async <Row>(text: string, values: unknown[] = []) => {
      const { database, workspace } = server.services
      return (
        await database.run<Row>({ text: text.replace(/\$s\.(\w+)/g, (_, t) => qualified(workspace.schema, t)), values })
      ).rows
    }
    /** Instances about a record. */
    const about = (record: string) =>
      rows<{ id: string; status: string }>('select id, status from $s.process_instance where record_id = $1', [record])
    /** Kinds of what people were told about an instance, each with how many times. */
    const told = async (id: string) =>
      Object.fromEntries(
        (
          await rows<{ kind: string; n: number }>(
            'select kind, count(*)::int as n from $s.notification where instance_id = $1 group by 1',
            [id],
          )
        ).map(({ kind, n }) => [kind, n]),
      )
    const statesOf = async (id: string) =>
      (await rows<{ state: string }>('select state from $s.process_task where instance_id = $1 order by 1', [id])).map(
        ({ state }) => state,
      )
    const nameOf = async (record: string) => (await as(boss)('GET', `${customers}/${record}`)).body.name

    const later = (turn: number) => new Date(now + turn * 20 * minute).toISOString()
    const look = (turn: number) => server.services.processEngine.look(later(turn))
    const callOutside = (turn: number) =>
      deliverOutside(server.services.processEngine.services, server.services.workspace, later(turn))
    const sendMail = async (turn: number) => (await server.services.mailer?.sendDue(later(turn))) ?? 0
    /** As the clocks of a server would, over hours. */
    const settle = async () => {
      for (let turn = 0; turn < 8; turn += 1) {
        await look(turn)
        await callOutside(turn)
        while ((await sendMail(turn)) > 0);
      }
      expect(await rows('select instance_id, effect, attempts, problem from $s.process_effect')).toEqual([])
      expect(await rows('select app, entity from $s.followed_change')).toEqual([])
      expect(await rows(`select id, mail_problem from $s.notification where mail = 'due'`)).toEqual([])
    }
    /** Breaks at each statement in turn, before and after it was carried out, and does the same again. */
    const breakEverywhere = async ({ prepare, run, check }: Operation) => {
      const places: Place[] = []
      for (const when of ['before', 'after'] as const) {
        let broke = true
        for (let statement = 1; broke; statement += 1) {
          const place = await prepare()
          places.push(place)
          connection.breakAt(statement, when)
          const status = await run(place, 0).catch(() => 500)
          broke = connection.mend()
          // Never a refusal: nobody did anything wrong.
          expect(status < 300 || status >= 500, `${when} ${statement}: ${status}`).toBe(true)
          if (broke) expect(await run(place, 1), `${when} ${statement}, again`).toBeLessThan(300)
          else expect(status).toBeLessThan(300)
        }
      }
      expect(places.length).toBeGreaterThan(8)
      await settle()
      for (const place of places) await check(place)
    }

    beforeAll(async () => {
      hooks = createServer((request, response) => {
        heard.push(String(request.headers['idempotency-key']))
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      })
      await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve))
      const { port } = hooks.address() as { port: number }
      sink = await openSmtpSink()
      const breakable = {
        ...database,
        async open() {
          connection = breakableDatabase(await database.open())
          return connection
        },
      }
      server = await openTestServer(breakable, {
        documents: [...testApp, review(`http://127.0.0.1:${port}/hook`), coded],
        env: { WEBHOOK_NETWORKS: '127.0.0.1', SMTP_URL: sink.url },
      })
      root = await server.addUser('Root', { roles: ['crm/designer'], administrator: true, language: 'en' })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
      first = await server.addUser('First', { roles: ['crm/manager'], language: 'en' })
      second = await server.addUser('Second', { roles: ['crm/manager'], language: 'en' })
      // The test is the clock.
      await Promise.all([server.services.processEngine.stop(), server.services.mailer?.stop()])
    })
    afterAll(async () => {
      await server?.close()
      await sink?.close()
      await new Promise((resolve) => hooks.close(resolve))
    })

    it('starts once', { timeout: 60_000 }, async () => {
      await breakEverywhere({
        prepare: async () => ({ record: await make(), id: '', visit: 0, key: key() }),
        run: async ({ record, key }) => (await start(record, key)).status,
        async check({ record }) {
          const instances = await about(record)
          expect(instances).toMatchObject([{ status: 'running' }])
          const id = instances[0]?.id ?? ''
          expect(await statesOf(id)).toEqual(['pending', 'pending'])
          expect(await told(id)).toEqual({ task: 2 })
        },
      })
    })

    it('decides once, with what was typed', { timeout: 60_000 }, async () => {
      await breakEverywhere({
        prepare: begin,
        async run(place) {
          // The process has written once before.
          return (await decide(first, place, { version: 2, values: { credit: '12.50' } })).status
        },
        async check({ record, id }) {
          expect(await statesOf(id)).toEqual(['approved', 'pending'])
          expect((await as(boss)('GET', `${customers}/${record}`)).body).toMatchObject({ credit: '12.50', version: 3 })
        },
      })
    })

    it('goes on to the end once, with one call outside and one message', { timeout: 60_000 }, async () => {
      heard = []
      await breakEverywhere({
        async prepare() {
          const place = await begin()
          await decide(second, { ...place, key: key() })
          return place
        },
        run: async (place) => (await decide(first, place)).status,
        async check({ record, id }) {
          expect(await about(record)).toMatchObject([{ id, status: 'done' }])
          expect(await nameOf(record)).toBe('Pumps!')
          expect(heard.filter((one) => one.startsWith(id))).toHaveLength(1)
          expect(await told(id)).toEqual({ task: 2, copy: 1, ended: 1 })
        },
      })
    })

    it('does what is left over, and calls outside under one key', { timeout: 120_000 }, async () => {
      heard = []
      await breakEverywhere({
        async prepare() {
          const place = await begin()
          await decide(second, { ...place, key: key() })
          await decide(first, place)
          return place
        },
        async run(_place, turn) {
          await look(turn)
          await callOutside(turn)
          return 200
        },
        async check({ record, id }) {
          expect(await about(record)).toMatchObject([{ id, status: 'done' }])
          expect(new Set(heard.filter((one) => one.startsWith(id))).size).toBe(1)
          expect(await told(id)).toEqual({ task: 2, copy: 1, ended: 1 })
        },
      })
    })

    it('says a comment once, and tells who is mentioned', { timeout: 60_000 }, async () => {
      await breakEverywhere({
        prepare: begin,
        run: async ({ id, key }) =>
          (await as(boss)('POST', `/instances/${id}/comments`, { text: 'Look', mentions: [second.id], key })).status,
        async check({ id }) {
          const { comments } = (await as(boss)('GET', `/instances/${id}/comments`)).body
          expect(comments).toMatchObject([{ text: 'Look' }])
          expect(await told(id)).toEqual({ task: 2, mention: 1 })
        },
      })
    })

    it('urges once, and sends copies once', { timeout: 60_000 }, async () => {
      await breakEverywhere({
        prepare: begin,
        run: async ({ id, visit, key }) => (await as(boss)('POST', `/instances/${id}/urge`, { visit, key })).status,
        check: async ({ id }) => expect(await told(id)).toEqual({ task: 2, urge: 2 }),
      })
      await breakEverywhere({
        prepare: begin,
        run: async ({ id, key }) =>
          (await as(boss)('POST', `/instances/${id}/copies`, { users: [root.id], key })).status,
        check: async ({ id }) => expect(await told(id)).toEqual({ task: 2, copy: 1 }),
      })
    })

    it('reminds once when a time is over', { timeout: 120_000 }, async () => {
      now += 31 * 24 * 60 * minute
      await breakEverywhere({
        async prepare() {
          await rows('delete from $s.process_wait')
          return await begin()
        },
        async run(_place, turn) {
          await look(turn)
          return 200
        },
        async check({ id }) {
          expect(await rows('select 1 from $s.process_wait where instance_id = $1', [id])).toEqual([])
          expect(await told(id)).toEqual({ task: 2, reminder: 2 })
        },
      })
    })

    it('starts once what a change of a record starts', { timeout: 120_000 }, async () => {
      await breakEverywhere({
        async prepare() {
          const record = await make()
          await as(boss)('PATCH', `${customers}/${record}`, { version: 1, values: { code: key() } })
          return { record, id: '', visit: 0, key: '' }
        },
        async run(_place, turn) {
          await look(turn)
          return 200
        },
        async check({ record }) {
          const instances = await about(record)
          expect(instances).toMatchObject([{ status: 'running' }])
          expect(await told(instances[0]?.id ?? '')).toEqual({ task: 1 })
        },
      })
    })

    it('hands over all work once', { timeout: 60_000 }, async () => {
      await breakEverywhere({
        prepare: begin,
        async run({ key }) {
          const { status } = await as(root)('POST', `/admin/people/${second.id}/handover`, { to: boss.id, key })
          return status
        },
        async check({ id }) {
          const holders = await rows<{ user_id: string }>(
            `select user_id from $s.process_task where instance_id = $1 and state = 'pending'`,
            [id],
          )
          expect(holders.map(({ user_id: user }) => user).sort()).toEqual([boss.id, first.id].sort())
          expect((await told(id)).task).toBe(3)
        },
      })
    })

    it('writes each letter under one name', { timeout: 60_000 }, async () => {
      await breakEverywhere({
        prepare: begin,
        async run(_place, turn) {
          await sendMail(turn)
          return 200
        },
        check: async ({ id }) => expect(await told(id)).toMatchObject({ task: 2 }),
      })
      const [wanted] = await rows<{ n: number }>(`select count(*)::int as n from $s.notification where mail = 'sent'`)
      const names = sink.letters.map(({ data }) => /^message-id: (.*)$/im.exec(data)?.[1])
      expect(new Set(names).size).toBe(wanted?.n)
    })
  })
})
