import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: text, en: text })
const line = (from: string, to: string) => ({ key: `${from}_${to}`, from, to })

const stock: AppDocumentAny = {
  kind: 'process',
  key: 'stock',
  label: words('Stock'),
  entity: 'customer',
  start: { hand: {}, several: true },
  nodes: [
    { key: 'begin', type: 'start' },
    { key: 'warn', type: 'escalate', options: { escalation: 'slow' } },
    { key: 'look', type: 'approval', options: { approvers: [{ by: 'roles', roles: ['boss'] }] } },
    { key: 'none', type: 'throw_error', options: { error: 'no_stock' } },
  ],
  transitions: [line('begin', 'warn'), line('warn', 'look'), line('look', 'none')],
}

/** Calls it; with what is caught at the call. */
const caller = (key: string, error: string): AppDocumentAny => ({
  kind: 'process',
  key,
  label: words(key),
  entity: 'customer',
  start: { hand: {}, several: true },
  nodes: [
    { key: 'begin', type: 'start' },
    { key: 'order', type: 'call_process', options: { process: 'stock' } },
    { key: 'slow', type: 'on_escalation', on: 'order', options: { escalation: 'slow', interrupting: false } },
    { key: 'tell', type: 'approval', options: { approvers: [{ by: 'roles', roles: ['boss'] }] } },
    { key: 'failed', type: 'on_error', on: 'order', options: { error } },
    { key: 'buy', type: 'approval', options: { approvers: [{ by: 'roles', roles: ['boss'] }] } },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    line('begin', 'order'),
    line('order', 'end'),
    line('slow', 'tell'),
    line('tell', 'end'),
    line('failed', 'buy'),
    line('buy', 'end'),
  ],
})

describe.each(testDatabases)('a process that another one called, on $name', (database) => {
  describe.skipIf(database.skip)('', () => {
    let server: TestServer
    let root: TestUser
    let boss: TestUser
    let click = 0

    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const key = () => `called-errors-${++click}`
    const customers = '/apps/crm/entities/customer/records'
    const view = async (id: string) => (await as(root)('GET', `/instances/${id}`)).body
    const openAt = async (id: string) =>
      (await view(id)).visits
        .filter(({ state }: { state: string }) => state === 'open')
        .map(({ node }: { node: string }) => node)
    /** What one instance hands to another is carried out by the server's clocks. */
    const soon = <Result>(check: () => Promise<Result>) => vi.waitFor(check, { timeout: 20_000, interval: 50 })
    const start = async (process: string) => {
      const { body: record } = await as(root)('POST', customers, { values: { name: 'Pumps', credit: '10' } })
      const { body } = await as(root)('POST', `/apps/crm/processes/${process}/start`, {
        recordId: record.id,
        key: key(),
      })
      return { id: body.id as string, record: record.id as string }
    }
    const stocksOf = async (record: string) => {
      const { instances } = (await as(root)('GET', `${customers}/${record}/processes`)).body
      return instances.filter(({ process }: { process: string }) => process === 'stock')
    }
    /** The boss looks, and there is none. */
    const look = async (record: string) => {
      const [{ id }] = await soon(async () => {
        const found = await stocksOf(record)
        expect(found).toHaveLength(1)
        return found
      })
      const { can } = (await as(boss)('GET', `/instances/${id}`)).body
      const path = `/instances/${id}/tasks/${can.tasks[0].visit}`
      const { body } = await as(boss)('POST', path, { act: { do: 'approve' }, key: key() })
      return body
    }

    beforeAll(async () => {
      const documents = [...testApp, stock, caller('caught', 'no_stock'), caller('not_caught', 'sold')]
      server = await openTestServer(database, { documents })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
    }, 120_000)
    afterAll(() => server.close())

    it('reports while it goes on, and its error goes on where it is caught at the call', async () => {
      const { id, record } = await start('caught')
      await soon(async () => expect((await openAt(id)).sort()).toEqual(['order', 'tell']))
      expect(await look(record)).toMatchObject({ status: 'done', outcome: 'no_stock', incidents: 0 })
      await soon(async () => expect((await openAt(id)).sort()).toEqual(['buy', 'tell']))
    })

    it('is an incident at the call where nobody catches its error, and may be called once more', async () => {
      const { id, record } = await start('not_caught')
      await look(record)
      const visit = await soon(async () => {
        const { visits } = await view(id)
        const order = visits.find(({ node }: { node: string }) => node === 'order')
        expect(order.incident).toMatchObject({ code: 'ERROR_NOT_CAUGHT', params: { name: 'no_stock' } })
        return order
      })
      const solved = await as(root)('POST', `/instances/${id}/incidents/${visit.id}`, { go: 'retry', key: key() })
      expect(solved.body).toMatchObject({ status: 'running', incidents: 0 })
      await soon(async () => expect(await stocksOf(record)).toHaveLength(2))
    })
  })
})
