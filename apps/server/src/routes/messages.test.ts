import { qualified } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, ProcessDocument, ProcessNode } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
const code = { v: 1 as const, expr: { var: 'code' } }

const around = (key: string, node: Omit<ProcessNode, 'key'>): AppDocumentAny =>
  ({
    ...{ kind: 'process', key, label: words(key), entity: 'customer', start: { hand: {}, several: true } },
    nodes: [
      { key: 'begin', type: 'start' },
      { key: 'work', ...node },
      { key: 'done', type: 'end' },
    ],
    transitions: [
      { key: 'a', from: 'begin', to: 'work' },
      { key: 'b', from: 'work', to: 'done' },
    ],
  }) satisfies ProcessDocument

const documents = [
  around('payment', { type: 'wait_message', options: { message: 'paid', key: code } }),
  around('any_news', { type: 'wait_message', options: { message: 'news' } }),
  around('tell', { type: 'send_message', options: { message: 'paid', key: code } }),
]

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('messages', () => {
    let server: TestServer
    let boss: TestUser
    let sales: TestUser
    let click = 0
    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const message = (body: object) => as(boss)('POST', '/apps/crm/messages', body)
    const start = async (process: string, of: string) => {
      const values = { name: of, level: 'high' }
      const records = '/apps/crm/entities/customer'
      const filter = { field: 'code', op: 'eq', value: of }
      const found = await as(boss)('POST', `${records}/query`, { select: ['id'], filter, page: { size: 1 } })
      const recordId =
        found.body.records[0]?.id ??
        (await as(boss)('POST', `${records}/records`, { values: { ...values, code: of } })).body.id
      const started = await as(boss)('POST', `/apps/crm/processes/${process}/start`, {
        recordId,
        key: `message ${++click}`,
      })
      expect(started.status).toBe(201)
      return started.body.id as string
    }
    const status = async (id: string) => (await as(boss)('GET', `/instances/${id}`)).body.status
    const ends = (id: string) => expect.poll(() => status(id), { timeout: 8000 }).toBe('done')

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, ...documents] })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en', administrator: true })
      sales = await server.addUser('Sales', { roles: ['crm/sales'] })
    })
    afterAll(() => server?.close())

    it('reaches who waits for its key, and nobody else', async () => {
      const [first, second] = [await start('payment', 'A-1'), await start('payment', 'A-2')]
      expect((await message({ name: 'paid', key: ' A-2 ' })).body).toEqual({ delivered: 1, keptUntil: null })
      await ends(second)
      expect(await status(first)).toBe('running')
    })

    it('is kept when it comes early, for who waits later, once', async () => {
      const sent = await message({ name: 'paid', key: 'B-1', keepHours: 2 })
      expect(sent.body.delivered).toBe(0)
      expect(Date.parse(sent.body.keptUntil) - Date.now()).toBeGreaterThan(7_000_000)
      const again = await message({ name: 'paid', key: 'B-1' })
      expect([again.status, again.body.code]).toEqual([409, 'MESSAGE_KEPT'])
      await ends(await start('payment', 'B-1'))
      const next = await start('payment', 'B-1')
      await server.services.processEngine.look(new Date().toISOString())
      expect(await status(next)).toBe('running')
    })

    it('is forgotten when nobody comes in time', async () => {
      await message({ name: 'paid', key: 'C-1', keepHours: 1 })
      await server.services.database.run({
        text: `update ${qualified(server.services.workspace.schema, 'process_message')} set expires_at = now() - interval '1 minute'`,
        values: [],
      })
      const late = await start('payment', 'C-1')
      await server.services.processEngine.look(new Date().toISOString())
      expect(await status(late)).toBe('running')
    })

    it('goes from one process to another by its key, whichever comes first', async () => {
      await ends(await start('tell', 'D-1'))
      await ends(await start('payment', 'D-1'))
      const waiting = await start('payment', 'D-2')
      await ends(await start('tell', 'D-2'))
      await ends(waiting)
    })

    it('without a key is for those who wait now', async () => {
      const waiting = await start('any_news', 'E-1')
      expect((await message({ name: 'news', key: 'E-1' })).body.delivered).toBe(0)
      expect(await status(waiting)).toBe('running')
      expect((await message({ name: 'news' })).body.delivered).toBe(1)
      await ends(waiting)
      const nobody = await message({ name: 'news' })
      expect([nobody.status, nobody.body.code]).toEqual([404, 'MESSAGE_NOT_AWAITED'])
    })

    it('is refused where no process knows it, and from whoever may not send it', async () => {
      const unknown = await message({ name: 'nonsense', key: 'x' })
      expect([unknown.status, unknown.body.code]).toEqual([404, 'MESSAGE_UNKNOWN'])
      expect((await as(sales)('POST', '/apps/crm/messages', { name: 'paid', key: 'A-1' })).status).toBe(403)
      expect((await server.send('POST', '/apps/crm/messages', { name: 'paid', key: 'A-1' })).status).toBe(401)
    })

    it('whose key comes to nothing is an incident', async () => {
      const values = { name: 'Nameless' }
      const { id: recordId } = (await as(boss)('POST', '/apps/crm/entities/customer/records', { values })).body
      const body = { recordId, key: 'message nameless' }
      const { id } = (await as(boss)('POST', '/apps/crm/processes/payment/start', body)).body
      const waits = await server.services.database.run<{ state: { waits: object } }>({
        text: `select state from ${qualified(server.services.workspace.schema, 'process_instance')} where id = $1`,
        values: [id],
      })
      expect(JSON.stringify(waits.rows[0]?.state.waits)).toContain('NODE_KEY_BLANK')
    })
  })
})
