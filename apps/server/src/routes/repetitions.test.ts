import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: text, en: text })

/** Asks somebody about each customer that is rated high. */
const process: AppDocumentAny = {
  kind: 'process',
  key: 'round',
  label: words('Round'),
  start: { hand: {}, several: true },
  nodes: [
    { key: 'begin', type: 'start' },
    {
      key: 'each',
      type: 'each',
      options: {
        over: { entity: 'customer', filter: { field: 'level', op: 'eq', value: 'high' } },
        mode: 'all_at_once',
      },
    },
    { key: 'in', type: 'start', in: 'each' },
    { key: 'look', type: 'handle', in: 'each', options: { approvers: [{ by: 'roles', roles: ['boss'] }] } },
    { key: 'out', type: 'end', in: 'each' },
    { key: 'done', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'begin', to: 'each' },
    { key: 'b', from: 'in', to: 'look' },
    { key: 'c', from: 'look', to: 'out' },
    { key: 'd', from: 'each', to: 'done' },
  ],
}

describe.each(testDatabases)('a repetition under way, on $name', (database) => {
  describe.skipIf(database.skip)('', () => {
    let server: TestServer
    let root: TestUser
    let boss: TestUser
    let sales: TestUser
    let other: TestUser
    let click = 0

    const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: user.cookie })
    const make = (name: string) =>
      as(boss)('POST', '/apps/crm/entities/customer/records', { values: { name, level: 'high' } })
    const view = async (instance: string, user: TestUser) => (await as(user)('GET', `/instances/${instance}`)).body
    const repeat = (user: TestUser, instance: string, visit: number, what: string) =>
      as(user)('POST', `/instances/${instance}/repetitions/${visit}`, { do: what, key: `click number ${++click}` })

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, process] })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
      sales = await server.addUser('Sales', { roles: ['crm/sales'], language: 'en' })
      other = await server.addUser('Other', { roles: ['crm/sales'], language: 'en' })
    }, 120_000)
    afterAll(() => server.close())

    it('takes what came since, for whoever has a part in it, and ends as it is for administrators', async () => {
      await make('One')
      await make('Two')
      const started = await as(sales)('POST', '/apps/crm/processes/round/start', { key: `click number ${++click}` })
      const { id } = started.body
      const before = await view(id, sales)
      expect(before.can.repetitions).toEqual([
        { visit: expect.any(Number), node: 'each', done: 0, items: 2, add: true, finish: false },
      ])
      const { visit } = before.can.repetitions[0]
      expect((await view(id, boss)).can.tasks).toHaveLength(2)

      await make('Three')
      expect(await repeat(sales, id, visit, 'add')).toMatchObject({ status: 200, body: { status: 'running' } })
      expect(await repeat(sales, id, visit, 'add')).toMatchObject({ status: 200 })
      expect((await view(id, sales)).can.repetitions).toMatchObject([{ items: 3 }])
      const { tasks } = (await view(id, boss)).can
      expect(tasks).toHaveLength(3)
      await as(boss)('POST', `/instances/${id}/tasks/${tasks[2].visit}`, {
        ...{ act: { do: 'approve' }, key: `click number ${++click}` },
      })

      expect(await repeat(sales, id, visit, 'finish')).toMatchObject({ status: 403 })
      expect(await repeat(other, id, visit, 'add')).toMatchObject({ status: 404 })
      expect((await view(id, root)).can.repetitions).toMatchObject([{ done: 1, items: 3, add: true, finish: true }])
      expect(await repeat(root, id, visit, 'finish')).toMatchObject({ status: 200, body: { status: 'done' } })
      expect(await repeat(root, id, visit, 'add')).toMatchObject({ status: 409, body: { code: 'INSTANCE_ENDED' } })
      const { events } = await view(id, sales)
      expect(events.map(({ type }: { type: string }) => type)).toEqual(
        expect.arrayContaining(['look_for_items', 'finish_scope']),
      )
    })
  })
})
