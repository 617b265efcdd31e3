import { asSystem } from '@mortise/data'
import type { DataEngine } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, AppModel, EntityModel } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'
import { changeLine } from './change-line.ts'

const words = (text: string) => ({ zh: text, en: text })

/** The form of a deal: its lines come to a hundred at most. */
const dealForm = {
  kind: 'form',
  key: 'deal_form',
  label: words('deal form'),
  entity: 'deal',
  items: [
    { item: 'field', field: 'title' },
    { item: 'sub_table', field: 'lines', columns: ['product', 'quantity'] },
  ],
  rules: [
    {
      key: 'too_many',
      label: words('too many'),
      when: { v: 1, expr: { '>': [{ sum: ['lines', { var: 'quantity' }] }, 100] } },
      actions: [{ do: 'message', level: 'error', text: words('Over a hundred') }],
    },
  ],
} as unknown as AppDocumentAny

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('a line that is changed by itself', () => {
    let server: TestServer
    let root: TestUser
    let seller: TestUser
    let other: TestUser
    let deal: { id: string; version: number }
    const call = (method: string, path: string, body?: unknown, user = root) =>
      server.send(method, `/apps/crm/entities${path}`, body, { cookie: user.cookie })
    const lines = async () => {
      const query = {
        filter: { field: 'deal', op: 'eq', value: deal.id },
        sort: [{ field: 'position', direction: 'asc' }],
      }
      const answer = await call('POST', '/deal_line/query', {
        ...query,
        select: ['id', 'version', 'product', 'quantity'],
      })
      return answer.body.records as { id: string; version: number; product: string; quantity: number }[]
    }
    const change = async (index: number, values: object, user = seller, version?: number) => {
      const line = (await lines())[index]
      if (!line) throw new Error('no such line')
      const body = { version: version ?? line.version, values, select: ['id', 'version', 'product', 'quantity'] }
      return call('PATCH', `/deal_line/records/${line.id}`, body, user)
    }

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, dealForm] })
      ;[root, seller, other] = await Promise.all([
        server.addUser('Root', { administrator: true, language: 'en' }),
        server.addUser('Li', { roles: ['crm/sales'], language: 'en' }),
        server.addUser('Wu', { roles: ['crm/sales'], language: 'en' }),
      ])
      const made = await call(
        'POST',
        '/deal/records',
        { values: { title: 'A', lines: ['x', 'y', 'z'].map((product) => ({ product, quantity: 10 })) } },
        seller,
      )
      deal = made.body
    })
    afterAll(() => server?.close())

    it('answers with the line, and leaves the others as they were', async () => {
      const answer = await change(1, { quantity: 12 })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toMatchObject({ product: 'y', quantity: 12, version: 2 })
      expect((await lines()).map(({ product, quantity, version }) => [product, quantity, version])).toEqual([
        ['x', 10, 1],
        ['y', 12, 2],
        ['z', 10, 1],
      ])
    })

    it('stands in the history of the record that owns it', async () => {
      const { events } = (await call('GET', `/deal/records/${deal.id}/history`)).body
      expect(JSON.stringify(events)).toContain('"quantity"')
    })

    it('is decided by the rules of the form of its owner', async () => {
      const answer = await change(0, { quantity: 90 })
      expect([answer.status, answer.body.code]).toEqual([400, 'RECORD_INVALID'])
      expect(answer.body.problems).toMatchObject([{ code: 'FORM_MESSAGE', message: 'Over a hundred' }])
      expect((await lines())[0]?.quantity).toBe(10)
    })

    it('names its own fields where a value is wrong', async () => {
      const answer = await change(2, { quantity: 'many' })
      expect(answer.body.problems).toMatchObject([{ path: 'quantity' }])
    })

    it('is refused when it was changed meanwhile, with what it is now', async () => {
      const answer = await change(1, { quantity: 13 }, seller, 1)
      expect([answer.status, answer.body.code]).toEqual([409, 'RECORD_CHANGED'])
      expect(answer.body.current).toMatchObject({ product: 'y', quantity: 12, version: 2 })
    })

    it('is refused when it is changed between two looks at it', async () => {
      const { engine, workspace, apps } = server.services
      const scope = { workspace, model: apps.get('crm') as AppModel }
      const line = (await lines())[0]
      if (!line) throw new Error('no such line')
      let others = false
      /** Just before the owner is looked at, somebody else is done with the same line. */
      const late: DataEngine = {
        ...engine,
        async get(access, of, entity, id, select) {
          if (entity === 'deal' && !others) {
            others = true
            expect((await change(0, { product: 'theirs' })).status).toBe(200)
          }
          return await engine.get(access, of, entity, id, select)
        },
      }
      const asked = { engine: late, access: asSystem('test'), scope, entity: 'deal_line' }
      const model = scope.model.entities.get('deal_line') as EntityModel
      const { id, version } = line
      const changed = changeLine({ call: asked, line: model, id, version, values: { product: 'ours' }, options: {} })
      await expect(changed).rejects.toMatchObject({
        code: 'RECORD_CHANGED',
        params: { current: { product: 'theirs', version: version + 1 } },
      })
      expect((await lines())[0]?.product).toBe('theirs')
    })

    it('is not found when it was taken away', async () => {
      const made = await call('POST', '/deal/records', { values: { title: 'B', lines: [{ product: 'gone' }] } }, seller)
      const { id, version } = made.body
      const before = await call('GET', `/deal/records/${id}?select=lines`)
      const [line] = before.body.lines
      expect((await call('PATCH', `/deal/records/${id}`, { version, values: { lines: [] } }, seller)).status).toBe(200)
      const body = { version: line.version, values: { product: 'back' } }
      for (const seen of [line.version, line.version + 1]) {
        const answer = await call('PATCH', `/deal_line/records/${line.id}`, { ...body, version: seen }, seller)
        expect([answer.status, answer.body.code], answer.text).toEqual([404, 'RECORD_NOT_FOUND'])
      }
    })

    it('takes changes of different lines at the same moment', async () => {
      const answers = await Promise.all([
        change(0, { quantity: 11 }),
        change(1, { quantity: 13 }),
        change(2, { quantity: 14 }),
      ])
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      expect((await lines()).map(({ quantity }) => quantity)).toEqual([11, 13, 14])
    })

    it('cannot be found by who may not see its owner', async () => {
      const answer = await change(0, { quantity: 1 }, other)
      expect([answer.status, answer.body.code]).toEqual([404, 'RECORD_NOT_FOUND'])
    })

    it('cannot be moved to another owner, and none is added or taken away past it', async () => {
      expect((await change(0, { deal: deal.id })).body.problems).toMatchObject([{ path: 'deal' }])
      const line = (await lines())[0]
      const added = await call('POST', '/deal_line/records', { values: { product: 'w' } }, seller)
      const gone = await call('DELETE', `/deal_line/records/${line?.id}`, undefined, seller)
      expect([added.body.code, gone.body.code]).toEqual(['LINES_WITH_PARENT', 'LINES_WITH_PARENT'])
    })
  })
})
