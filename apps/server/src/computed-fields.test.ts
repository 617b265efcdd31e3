import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, FieldDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examine } from './start/doctor.ts'
import { openTestServer, type TestServer, type TestUser } from './testing/open-test-server.ts'

const words = (text: string) => ({ zh: text, en: text })
const field = (key: string, type: string, options?: object): FieldDocument => ({
  ...{ key, type, label: words(key) },
  ...(options ? { options: { ...options } } : {}),
})
const expression = (expr: unknown) => ({ v: 1, expr })
const money = { type: 'money', options: { scale: 2 } }

/** Orders with lines, and a customer who owes what they add up to. Sellers may not know what goods cost. */
const documents: AppDocumentAny[] = [
  { kind: 'app', key: 'shop', label: words('shop'), version: '1.0.0' },
  {
    ...{ kind: 'entity', key: 'customer', label: words('customer'), titleField: 'name' },
    fields: [
      field('name', 'text'),
      field('owes', 'rollup', {
        relation: 'orders',
        function: 'sum',
        value: expression({ var: 'total' }),
        result: money,
      }),
      field('open_orders', 'rollup', {
        ...{ relation: 'orders', function: 'count', result: { type: 'integer' } },
        filter: expression({ '>': [{ var: 'total' }, 0] }),
      }),
      field('latest', 'rollup', {
        ...{ relation: 'orders', function: 'latest', result: { type: 'text' } },
        ...{ value: expression({ var: 'number' }), order: expression({ var: 'due' }) },
      }),
      field('numbers', 'rollup', {
        ...{ relation: 'orders', function: 'joinof', separator: '/', result: { type: 'text' } },
        ...{ value: expression({ var: 'number' }), order: expression({ var: 'number' }) },
      }),
    ],
  },
  {
    ...{ kind: 'entity', key: 'order', label: words('order'), titleField: 'number' },
    fields: [
      field('number', 'text'),
      field('due', 'date'),
      field('customer', 'relation', { entity: 'customer', inverse: { key: 'orders', label: words('orders') } }),
      field('lines', 'sub_table', { entity: 'line' }),
      field('total', 'rollup', {
        relation: 'lines',
        function: 'sum',
        value: expression({ var: 'amount' }),
        result: money,
      }),
      field('margin', 'formula', {
        expression: expression({ '-': [{ var: 'total' }, { sum: ['lines', { var: 'cost' }] }] }),
        result: money,
      }),
      field('overdue', 'formula', {
        expression: expression({ '<': [{ var: 'due' }, { ctx: 'today' }] }),
        result: { type: 'checkbox' },
      }),
      field('in_days', 'formula', {
        expression: expression({ workdays: [{ date: '2026-12-21' }, { date: '2026-12-25' }] }),
        result: { type: 'integer' },
      }),
    ],
  },
  {
    ...{ kind: 'entity', key: 'line', label: words('line'), titleField: 'name', parentField: 'order' },
    fields: [
      field('name', 'text'),
      field('order', 'relation', { entity: 'order', onDelete: 'cascade' }),
      field('qty', 'integer'),
      field('price', 'money'),
      field('cost', 'money'),
      field('amount', 'formula', {
        expression: expression({ '*': [{ var: 'qty' }, { var: 'price' }] }),
        result: money,
      }),
    ],
  },
  {
    ...{ kind: 'role', key: 'seller', label: words('seller') },
    entities: {
      customer: { read: 'all' },
      order: { read: 'all', create: true, update: 'all' },
      line: { read: 'all', fields: { cost: 'none', '*': 'write' } },
    },
  },
]

describe.each(testDatabases)('computed fields of the real types on $name', (database) => {
  describe.skipIf(database.skip)('', () => {
    let server: TestServer
    let seller: TestUser
    let admin: TestUser

    beforeAll(async () => {
      server = await openTestServer(database, { documents })
      seller = await server.addUser('seller', { roles: ['shop/seller'] })
      admin = await server.addUser('admin', { administrator: true })
    })
    afterAll(() => server.close())

    const ask = (method: string, path: string, body?: unknown, user = seller) =>
      server.send(method, path, body, { cookie: user.cookie })
    const records = (entity: string) => `/apps/shop/entities/${entity}/records`
    const sql = async (text: string) => (await server.services.database.run({ text, values: [] })).rows
    const examined = async () => {
      const lines: string[] = []
      const code = await examine(server.services.database, (text) => lines.push(text))
      return { code, text: lines.join('') }
    }

    it('are answered with what was saved, and follow from it elsewhere', async () => {
      const customer = (await ask('POST', records('customer'), { values: { name: 'a' } }, admin)).body
      const saved = await ask('POST', records('order'), {
        values: {
          number: 'A-1',
          due: '2020-01-01',
          customer: customer.id,
          lines: [{ name: 'x', qty: 3, price: '12.50' }],
        },
      })
      expect(saved).toMatchObject({ status: 201, body: { total: '37.50', margin: '37.50', overdue: true } })
      await ask('POST', records('order'), {
        values: { number: 'A-2', due: '2099-01-01', customer: customer.id, lines: [] },
      })
      expect((await ask('GET', `${records('customer')}/${customer.id}`)).body).toMatchObject({
        ...{ owes: '37.50', open_orders: 1, latest: 'A-2', numbers: 'A-1/A-2' },
      })
      const found = await ask('POST', '/apps/shop/entities/order/query', {
        ...{
          select: ['number'],
          filter: { field: 'overdue', op: 'eq', value: true },
          sort: [{ field: 'total', direction: 'desc' }],
        },
      })
      expect(found.body.records.map(({ number }: { number: string }) => number)).toEqual(['A-1'])
    })

    it('cannot be written', async () => {
      const answer = await ask('POST', records('order'), { values: { number: 'B', total: '1.00' } })
      expect(answer).toMatchObject({ status: 400, body: { code: 'RECORD_INVALID' } })
    })

    it('show their formula only to those who know all that it reads', async () => {
      const fields = async (user: TestUser) => {
        const { body } = await ask('GET', '/apps/shop', undefined, user)
        const order = body.entities.find(({ key }: { key: string }) => key === 'order')
        return Object.fromEntries(order.fields.map((one: FieldDocument) => [one.key, one]))
      }
      expect((await fields(admin)).margin).toMatchObject({ type: 'formula' })
      expect((await fields(seller)).margin).toMatchObject({ type: 'money', options: { scale: 2 } })
      expect(JSON.stringify(await fields(seller))).not.toContain('cost')
      expect((await fields(seller)).total).toMatchObject({ type: 'rollup' })
    })

    it('are examined by the doctor, who finds what somebody else changed', async () => {
      expect(await examined()).toMatchObject({ code: 0, text: expect.stringContaining('✓ shop/order.total: ') })
      await sql(`update ws_main.shop__order set total = 1 where number = 'A-1'`)
      const { code, text } = await examined()
      expect(code).toBe(1)
      expect(text).toContain('✗ shop/order.total')
      expect(text).toContain('1 different')
      await sql(`update ws_main.shop__order set total = 37.5 where number = 'A-1'`)
      expect((await examined()).code).toBe(0)
    })

    it('follow the calendar of the workspace', async () => {
      const days = async () => (await sql(`select distinct in_days as n from ws_main.shop__order`)).map(({ n }) => n)
      expect(await days()).toEqual([5])
      const put = await ask('PUT', '/admin/calendar/2026-12-24', { works: false, name: words('eve') }, admin)
      expect(put).toMatchObject({ status: 200, body: { day: '2026-12-24', works: false, edited: true } })
      await server.services.engine.recalculateDue(server.services.workspace, server.services.apps.get)
      await expect.poll(days).toEqual([4])
      const { body } = await ask('GET', '/admin/calendar?year=2026', undefined, admin)
      expect(body.days.filter(({ edited }: { edited: boolean }) => edited)).toMatchObject([{ day: '2026-12-24' }])
      expect((await ask('DELETE', '/admin/calendar/2026-12-24', undefined, admin)).status).toBe(204)
      await server.services.engine.recalculateDue(server.services.workspace, server.services.apps.get)
      await expect.poll(days).toEqual([5])
      const wrong = await ask('PUT', '/admin/calendar/2026-02-30', { works: false, name: words('no') }, admin)
      expect(wrong).toMatchObject({ status: 400, body: { code: 'DAY_INVALID' } })
      expect((await ask('GET', '/admin/calendar?year=2026')).status).toBe(403)
    })

    it('that wait for the job are told to those who may know of them', async () => {
      await sql(`insert into ws_main.recalculation (id, app, entity, fields, revision, due_at)
        values (gen_random_uuid(), 'shop', 'order', '{total,margin}', 1, now() + interval '1 hour')`)
      expect((await ask('GET', '/apps/shop/stale')).body).toEqual({ entities: { order: ['margin', 'total'] } })
      const stranger = await server.addUser('stranger')
      expect((await ask('GET', '/apps/shop/stale', undefined, stranger)).body).toMatchObject({})
      expect((await examined()).text).toContain('being brought up to date')
      await sql('delete from ws_main.recalculation')
    })
  })
})
