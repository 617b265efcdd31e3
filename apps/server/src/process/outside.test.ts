import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { qualified } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { openSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })
const nameValue = { key: 'name', value: is({ var: 'name' }) }

/** One node between start and end. */
function around(key: string, type: string, options: object): AppDocumentAny {
  return {
    ...{ kind: 'process', key, label: words(key), entity: 'customer', start: { hand: {}, several: true } },
    nodes: [
      { key: 'start', type: 'start' },
      { key: 'work', type, label: words('Work'), options: options as { [name: string]: unknown } },
      { key: 'end', type: 'end' },
    ],
    transitions: [
      { key: 'a', from: 'start', to: 'work' },
      { key: 'b', from: 'work', to: 'end' },
    ],
  } satisfies ProcessDocument
}

interface Heard {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('work outside', () => {
    let server: TestServer
    let hooks: Server
    let sink: SmtpSink
    let boss: TestUser
    let heard: Heard[] = []
    let answer: { status: number; body: string; after?: Promise<void> } = { status: 200, body: '{}' }
    let click = 0

    const send = (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: boss.cookie })
    const customers = '/apps/crm/entities/customer/records'
    const start = async (process: string, values: object = { name: 'Pumps' }) => {
      const { id } = (await send('POST', customers, { values })).body
      const key = `click number ${++click}`
      const started = (await send('POST', `/apps/crm/processes/${process}/start`, { recordId: id, key })).body
      return { record: id as string, instance: started.id as string }
    }
    const statusOf = async (instance: string) => {
      const { status, visits } = (await send('GET', `/instances/${instance}`)).body
      return { status, incident: visits.find(({ node }: { node: string }) => node === 'work')?.incident ?? null }
    }
    const ends = (instance: string) =>
      expect.poll(async () => (await statusOf(instance)).status, { timeout: 8000 }).toBe('done')
    const fails = async (instance: string) => {
      await expect.poll(async () => (await statusOf(instance)).incident, { timeout: 8000 }).not.toBeNull()
      return (await statusOf(instance)).incident
    }

    beforeAll(async () => {
      hooks = createServer((request, response) => {
        let body = ''
        request.on('data', (chunk) => {
          body += chunk
        })
        request.on('end', async () => {
          const { after } = answer
          heard.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
          await after
          if (answer.status === 302) response.setHeader('location', 'http://127.0.0.1:1/elsewhere')
          response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
        })
      })
      await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve))
      const { port } = hooks.address() as { port: number }
      sink = await openSmtpSink()
      const url = `http://127.0.0.1:${port}/hook/{name}`
      const documents: AppDocumentAny[] = [
        around('hook', 'webhook', {
          ...{ url, placeholders: [nameValue, { key: 'credit', value: is({ var: 'credit' }) }], sign: 'crm' },
          headers: ['Authorization: Bearer {secret.crm}', 'Host: evil.example', 'Idempotency-Key: mine'],
          answers: ['level = data.level'],
        }),
        around('plain', 'webhook', { url, placeholders: [nameValue] }),
        around('inside', 'webhook', { url: 'http://10.1.2.3/admin' }),
        around('told', 'notify', {
          approvers: [{ by: 'initiator' }],
          text: { zh: '客户{name}', en: 'Customer {name}' },
          placeholders: [nameValue],
        }),
        around('letter', 'send_mail', {
          ...{ approvers: [{ by: 'initiator' }], addresses: ['partner@example.org'], placeholders: [nameValue] },
          ...{ subject: { zh: '关于{name}', en: 'About {name}' }, text: { zh: '您好', en: 'Hello {name}' } },
        }),
        around('more', 'start_process', { process: 'told' }),
        around('many', 'update_records', {
          entity: 'customer',
          filter: { field: 'name', op: 'starts_with', value: 'Many' },
          values: [{ field: 'level', value: is('low') }],
        }),
        around('away', 'update_records', {
          entity: 'customer',
          filter: { field: 'name', op: 'starts_with', value: 'Away' },
          action: 'archive',
        }),
      ]
      const env = { WEBHOOK_NETWORKS: '127.0.0.1', SMTP_URL: sink.url }
      server = await openTestServer(database, { documents: [...testApp, ...documents], env })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en', administrator: true })
      const put = await send('PUT', '/admin/secrets/crm', { host: '127.0.0.1', value: 'very secret' })
      expect(put.status).toBe(200)
    })
    afterAll(async () => {
      await server?.close()
      await sink?.close()
      await new Promise((resolve) => hooks.close(resolve))
    })
    beforeEach(() => {
      heard = []
      answer = { status: 200, body: '{}' }
    })

    it('calls an address with values, secrets, a signature and one key, and writes what is answered', async () => {
      answer = { status: 200, body: '{"data":{"level":"high"}}' }
      const { instance, record } = await start('hook', { name: 'A/B', credit: '12.50' })
      await ends(instance)
      expect(heard).toHaveLength(1)
      const [{ path, body, headers, method }] = heard as [Heard]
      expect([method, path]).toEqual(['POST', '/hook/A%2FB'])
      expect(JSON.parse(body)).toMatchObject({ record, name: 'A/B' })
      expect(headers.authorization).toBe('Bearer very secret')
      expect(headers.host).toContain('127.0.0.1')
      expect(headers['idempotency-key']).toMatch(new RegExp(`^${instance}:\\d+:\\d+$`))
      const [, time, digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-mortise-signature'])) ?? []
      expect(digest).toBe(createHmac('sha256', 'very secret').update(`${time}.${body}`).digest('hex'))
      expect((await send('GET', `${customers}/${record}`)).body.level).toBe('high')
    })

    it('keeps an answer that comes too late, and writes nothing of it', async () => {
      const gate = Promise.withResolvers<void>()
      answer = { status: 200, body: '{"data":{"level":"high"}}', after: gate.promise }
      const { instance, record } = await start('hook', { name: 'Slow' })
      await expect.poll(() => heard.length, { timeout: 8000 }).toBe(1)
      expect((await send('POST', `/instances/${instance}/stop`, { key: 'too slow for us' })).status).toBe(200)
      gate.resolve()
      const late = async () =>
        (await send('GET', `/instances/${instance}`)).body.events.find(
          ({ type }: { type: string }) => type === 'late_answer',
        )
      await expect.poll(late, { timeout: 8000 }).toBeDefined()
      expect((await late()).data).toMatchObject({ node: 'work', output: { status: 200 } })
      expect((await late()).data.output.body).toContain('high')
      expect((await send('GET', `${customers}/${record}`)).body.level).toBeNull()
    })

    it('is an incident when the call is refused, with the answer but without secrets', async () => {
      answer = { status: 403, body: 'no: very secret is wrong' }
      const { instance } = await start('hook')
      expect(await fails(instance)).toMatchObject({
        code: 'WEBHOOK_REFUSED',
        params: { status: 403, answer: 'no: *** is wrong' },
      })
      expect(heard).toHaveLength(1)
    })

    it('tries again with the same key when the other side is busy', async () => {
      answer = { status: 503, body: 'later' }
      const { instance } = await start('plain')
      await expect.poll(() => heard.length, { timeout: 8000 }).toBe(1)
      answer = { status: 200, body: '{}' }
      const due = new Date(Date.now() + 120_000).toISOString()
      const { processEngine, workspace } = server.services
      await server.services.database.run({
        text: `update ${qualified(workspace.schema, 'process_effect')} set due_at = now()`,
        values: [],
      })
      await processEngine.look(due)
      processEngine.wake()
      await ends(instance)
      expect(heard).toHaveLength(2)
      expect(heard[0]?.headers['idempotency-key']).toBe(heard[1]?.headers['idempotency-key'])
    })

    it('follows no redirect, and reaches nothing inside', async () => {
      answer = { status: 302, body: '' }
      expect(await fails((await start('plain')).instance)).toMatchObject({ code: 'WEBHOOK_REFUSED' })
      expect(await fails((await start('inside')).instance)).toMatchObject({ code: 'OUTBOUND_PRIVATE' })
    })

    it('never gives a secret back, nor keeps it readable', async () => {
      const { text, body } = await send('GET', '/admin/secrets')
      expect(body.secrets).toMatchObject([{ name: 'crm', host: '127.0.0.1' }])
      expect(text).not.toContain('very secret')
      const { rows } = await server.services.database.run<{ sealed: string }>({
        text: `select encode(sealed, 'escape') as sealed from ${qualified(server.services.workspace.schema, 'secret')}`,
        values: [],
      })
      expect(rows[0]?.sealed).not.toContain('secret')
      const { secrets } = server.services
      expect(await secrets.use('crm', 'elsewhere.example')).toBeNull()
    })

    it('tells people what a process has to say', async () => {
      const { instance } = await start('told', { name: 'Valves' })
      await ends(instance)
      const { notifications } = (await send('GET', '/notifications')).body
      expect(notifications.find(({ kind }: { kind: string }) => kind === 'message')).toMatchObject({
        ...{ title: 'Valves', comment: '客户Valves' },
      })
    })

    it('sends letters to people and addresses, each on its own', async () => {
      sink.letters.length = 0
      const { instance } = await start('letter', { name: 'Bolts\r\nBcc: all@example.org' })
      await ends(instance)
      const sent = sink.letters.filter(({ data }) => !data.replaceAll('=\n', '').includes('/notifications/'))
      expect(sent.map(({ to }) => to).sort()).toEqual([['boss@example.com'], ['partner@example.org']])
      for (const { data } of sent) expect(data.split('\n\n')[0]).not.toMatch(/^bcc/im)
    })

    it('starts another process and goes on', async () => {
      await ends((await start('more', { name: 'More' })).instance)
      const { notifications } = (await send('GET', '/notifications')).body
      expect(notifications.map(({ title }: { title: string }) => title)).toContain('More')
    })

    it('changes and archives many records, in the transaction of the instance', async () => {
      for (const name of ['Many 1', 'Many 2', 'Away 1']) await send('POST', customers, { values: { name } })
      await ends((await start('many')).instance)
      await ends((await start('away')).instance)
      const query = (name: string) =>
        send('POST', '/apps/crm/entities/customer/query', {
          select: ['name', 'level'],
          filter: { field: 'name', op: 'starts_with', value: name },
          page: { size: 10 },
        })
      expect((await query('Many')).body.records.map(({ level }: { level: string }) => level)).toEqual(['low', 'low'])
      expect((await query('Away')).body.records).toEqual([])
    })
  })
})
