import { createServer, type Server } from 'node:http'
import { qualified } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStream } from '../testing/open-stream.ts'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { type ServerProcess, startProcess } from '../testing/start-process.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
const url = process.env.TEST_DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/postgres'
const postgres = testDatabases.find(({ name }) => name === 'postgres')

/** Asks two managers, writes, calls outside and ends. */
const review = (key: string, of: 'all' | 'any', hook: string): AppDocumentAny =>
  ({
    ...{ kind: 'process', key, label: words(key), entity: 'customer', start: { hand: {} } },
    nodes: [
      { key: 'begin', type: 'start' },
      {
        key: 'both',
        type: 'approval',
        options: {
          approvers: [{ by: 'roles', roles: ['manager'] }],
          rule: { of },
          deadlines: [{ key: 'slow', after: { amount: 30, unit: 'day' }, action: 'remind' }],
        },
      },
      {
        key: 'sign',
        type: 'set_fields',
        options: { values: [{ field: 'name', value: { v: 1, expr: { cat: [{ var: 'name' }, '!'] } } }] },
      },
      { key: 'call', type: 'webhook', options: { url: hook } },
      { key: 'end', type: 'end' },
    ],
    transitions: ['begin both', 'both sign', 'sign call', 'call end'].map((line, index) => {
      const [from = '', to = ''] = line.split(' ')
      return { key: `l${index}`, from, to }
    }),
  }) satisfies ProcessDocument

interface Open {
  id: string
  record: string
  visit: number
}

describe.skipIf(!postgres || postgres.skip)('two servers on one PostgreSQL', () => {
  /** Prepares and looks at the database; its clocks are stopped. */
  let desk: TestServer
  let one: ServerProcess
  let two: ServerProcess
  let hooks: Server
  let boss: TestUser
  let designer: TestUser
  let first: TestUser
  let second: TestUser
  let heard: string[] = []
  /** Calls are heard, and never answered. */
  let silent = false
  let click = 0

  const send = async (at: ServerProcess, user: TestUser, method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${at.address}/api${path}`, {
      ...{ method, ...(body !== undefined && { body: JSON.stringify(body) }) },
      headers: {
        origin: at.address,
        cookie: user.cookie,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }
  const key = () => `click number ${++click}`
  const begin = async (at: ServerProcess, process = 'all_of'): Promise<Open> => {
    const values = { name: 'Pumps' }
    const record = (await send(at, boss, 'POST', '/apps/crm/entities/customer/records', { values })).body.id
    const started = await send(at, boss, 'POST', `/apps/crm/processes/${process}/start`, {
      recordId: record,
      key: key(),
    })
    const { can } = (await send(at, first, 'GET', `/instances/${started.body.id}`)).body
    return { id: started.body.id, record, visit: can.tasks[0].visit }
  }
  const decide = (at: ServerProcess, user: TestUser, { id, visit }: Open, click = key()) =>
    send(at, user, 'POST', `/instances/${id}/tasks/${visit}`, { act: { do: 'approve' }, key: click })
  const rows = async <Row>(text: string, values: unknown[] = []) => {
    const { database, workspace } = desk.services
    const named = text.replace(/\$s\.(\w+)/g, (_, table) => qualified(workspace.schema, table))
    return (await database.run<Row>({ text: named, values })).rows
  }
  const many = async <Made>(count: number, make: (index: number) => Promise<Made>) =>
    await Promise.all(Array.from({ length: count }, (_, index) => make(index)))
  const either = (index: number) => (index % 2 === 0 ? one : two)
  /** Each of them ended, wrote once and called once. */
  const allDone = async (opened: readonly Open[]) => {
    const ids = opened.map(({ id }) => id)
    const running = () =>
      rows(`select id from $s.process_instance where id = any($1::uuid[]) and status <> 'done'`, [ids])
    await expect.poll(running, { timeout: 20_000 }).toEqual([])
    const names = await rows<{ name: string }>(
      'select distinct name from $s.crm__customer where id = any($1::uuid[])',
      [opened.map(({ record }) => record)],
    )
    expect(names).toEqual([{ name: 'Pumps!' }])
    for (const id of ids) expect(heard.filter((call) => call.startsWith(id))).toHaveLength(1)
    expect(await rows('select effect from $s.process_effect where instance_id = any($1::uuid[])', [ids])).toEqual([])
  }

  beforeAll(async () => {
    if (!postgres) return
    hooks = createServer((request, response) => {
      heard.push(String(request.headers['idempotency-key']))
      if (!silent) response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
    await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve))
    const hook = `http://127.0.0.1:${(hooks.address() as { port: number }).port}/hook`
    desk = await openTestServer(postgres, {
      documents: [
        ...testApp,
        review('all_of', 'all', hook),
        review('each_of', 'all', hook),
        review('any_of', 'any', hook),
      ],
    })
    await desk.services.processEngine.stop()
    boss = await desk.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
    designer = await desk.addUser('Designer', { roles: ['crm/designer'], language: 'en' })
    first = await desk.addUser('First', { roles: ['crm/manager'], language: 'en' })
    second = await desk.addUser('Second', { roles: ['crm/manager'], language: 'en' })
    const { rows: named } = await desk.services.database.run<{ name: string }>({
      text: 'select current_database() as name',
      values: [],
    })
    const own = new URL(url)
    own.pathname = `/${named[0]?.name}`
    const env = {
      ...{ DATABASE_URL: own.href, SECRET: desk.services.identity.secret, WEBHOOK_NETWORKS: '127.0.0.1' },
      ...{ CALLS_PER_MINUTE: '1000000', ADMIN_PASSWORD: 'of nobody in this test' },
    }
    one = await startProcess(env)
    two = await startProcess(env)
  }, 60_000)
  afterAll(async () => {
    hooks?.closeAllConnections()
    await Promise.all([one?.kill(), two?.kill()])
    await desk?.close()
    await new Promise((resolve) => hooks?.close(resolve))
  })

  it('let one of two decide, and tell the other how it stands', async () => {
    heard = []
    const opened = await many(12, (index) => begin(either(index), 'any_of'))
    for (const open of opened) {
      const answers = await Promise.all([decide(one, first, open), decide(two, second, open)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const late = answers.find(({ status }) => status === 409)?.body
      expect(['NOT_YOUR_TURN', 'INSTANCE_ENDED', 'TASK_OVER']).toContain(late.code)
      expect(late.params.present.rev).toBeGreaterThan(1)
      expect(late.message).not.toBe('')
    }
    await allDone(opened)
  })

  it('let both decide where both have to, and work off what follows once', async () => {
    heard = []
    const opened = await many(12, (index) => begin(either(index)))
    for (const open of opened) {
      const answers = await Promise.all([decide(one, first, open), decide(two, second, open)])
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
    }
    await allDone(opened)
  })

  it('fire a timer once', async () => {
    const opened = await many(12, (index) => begin(either(index)))
    const ids = opened.map(({ id }) => id)
    await rows('update $s.process_wait set due_at = now() where instance_id = any($1::uuid[])', [ids])
    const of = (text: string) => rows<{ n: number }>(text, [ids])
    const waiting = 'select count(*)::int as n from $s.process_wait where instance_id = any($1::uuid[])'
    await expect.poll(() => of(waiting), { timeout: 15_000 }).toEqual([{ n: 0 }])
    const fired = `select count(*)::int as n from $s.process_event where instance_id = any($1::uuid[]) and type = 'deadline'`
    expect(await of(fired)).toEqual([{ n: 12 }])
    const reminded = `select count(*)::int as n from $s.notification
      where instance_id = any($1::uuid[]) and kind = 'reminder'`
    await expect.poll(() => of(reminded), { timeout: 15_000 }).toEqual([{ n: 24 }])
  })

  it('tell the browsers of the other what has to be done', async () => {
    const stream = await openStream(`${two.address}/api/apps/crm/changes`, second.cookie)
    try {
      await stream.until('revision', 1)
      const before = (await send(two, second, 'GET', '/tasks/count')).body.todo
      await begin(one)
      await stream.until('notification', 1)
      expect((await send(two, second, 'GET', '/tasks/count')).body.todo).toBe(before + 1)
    } finally {
      stream.stop()
    }
  })

  it('see a version that the other has published, and keep what is under way on its own', async () => {
    const open = await begin(two)
    const design = (at: ServerProcess, method: string, path: string, body?: unknown) =>
      send(at, designer, method, `/apps/crm${path}`, body)
    const { documents, versions } = (await design(one, 'GET', '/draft')).body
    const id = 'process/all_of'
    const document = documents.find((found: { kind: string; key: string }) => `${found.kind}/${found.key}` === id)
    document.nodes[1].options.rule = { of: 'any' }
    const changes = [{ id, base: versions[id], document }]
    expect((await design(one, 'POST', '/draft/changes', { changes })).status).toBe(200)
    expect((await design(one, 'POST', '/publish', {})).status).toBe(200)
    const stand = async ({ id }: Open) => {
      const { status, tasks } = (await send(two, boss, 'GET', `/instances/${id}`)).body
      return { status, tasks: tasks.map(({ state }: { state: string }) => state).sort() }
    }
    // One of two is enough on the other server, too, as soon as it has heard of it.
    const after = async () => {
      const fresh = await begin(two)
      await decide(two, first, fresh)
      return (await stand(fresh)).tasks
    }
    await expect.poll(after, { timeout: 10_000 }).toEqual(['approved', 'dropped'])
    expect((await decide(two, first, open)).status).toBe(200)
    expect(await stand(open)).toEqual({ status: 'running', tasks: ['approved', 'pending'] })
  })

  it('carry on when one of them is killed, in a call outside and in the middle of decisions', {
    timeout: 60_000,
  }, async () => {
    heard = []
    const begun = await many(17, (index) => begin(either(index), 'each_of'))
    for (const open of begun) expect((await decide(two, second, open)).status).toBe(200)
    const [calling, ...opened] = begun as [Open, ...Open[]]
    silent = true
    two.halt()
    expect((await decide(one, first, calling)).status).toBe(200)
    // Calls of what was begun before may still come in.
    const callsOf = (id: string) => heard.filter((call) => call.startsWith(id))
    await expect.poll(() => callsOf(calling.id).length, { timeout: 10_000 }).toBe(1)
    two.resume()
    silent = false
    const clicks = opened.map(() => key())
    const answers = opened.map((open, index) => decide(one, first, open, clicks[index]).catch(() => null))
    await answers[2]
    await one.kill()
    await Promise.all(answers)
    // Whoever got no answer presses the button again, and is served by the other.
    const again = await many(opened.length, (index) => decide(two, first, opened[index] as Open, clicks[index]))
    expect(again.map(({ status }) => status)).toEqual(opened.map(() => 200))
    const ids = begun.map(({ id }) => id)
    const running = async () => {
      // What the dead one had begun outside is taken for lost after a minute.
      await rows("update $s.process_effect set due_at = now() where due_at < now() + interval '1 minute'")
      return await rows(`select id from $s.process_instance where id = any($1::uuid[]) and status <> 'done'`, [ids])
    }
    await expect.poll(running, { timeout: 20_000, interval: 1000 }).toEqual([])
    const decided = await rows<{ n: number }>(
      `select count(*)::int as n from $s.process_event where instance_id = any($1::uuid[]) and type = 'approve'`,
      [ids],
    )
    expect(decided).toEqual([{ n: 34 }])
    // Outside it happened twice, under the same key; the others may have.
    expect(callsOf(calling.id).length).toBeGreaterThan(1)
    expect(ids.map((id) => new Set(callsOf(id)).size)).toEqual(ids.map(() => 1))
  })
})
