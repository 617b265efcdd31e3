import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: text, en: text })

const process: AppDocumentAny = {
  kind: 'process',
  key: 'chain',
  label: words('Chain'),
  entity: 'customer',
  start: { hand: {} },
  nodes: [
    { key: 'begin', type: 'start' },
    {
      key: 'above',
      type: 'approval',
      options: { approvers: [{ by: 'manager_chain', untilTitle: '总监' }], rule: { of: 'in_turn' } },
    },
    { key: 'done', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'begin', to: 'above' },
    { key: 'b', from: 'above', to: 'done' },
  ],
}

describe.each(testDatabases)('managers one above the other, up to a title, on $name', (database) => {
  describe.skipIf(database.skip)('', () => {
    let server: TestServer
    let root: TestUser
    const people: { [name: string]: TestUser } = {}

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, process] })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      let managerId: string | null = null
      for (const [name, title] of Object.entries({ Owner: '总经理', Director: '总监', Lead: '组长', Sales: null })) {
        people[name] = await server.addUser(name, { roles: ['crm/sales'], managerId, title, language: 'en' })
        managerId = people[name]?.id ?? null
      }
    }, 120_000)
    afterAll(() => server.close())

    it('asks those below the title and whoever has it, and follows it when it is given to somebody else', async () => {
      const send = (method: string, path: string, body?: unknown) =>
        server.send(method, path, body, { cookie: root.cookie })
      const asked = async () => {
        const input = { source: 'published', initiator: people.Sales?.id, values: { name: 'Pumps' } }
        const { body } = await send('POST', '/apps/crm/processes/chain/try/walk', input)
        const { people: found } = body.steps.find(({ node }: { node: string }) => node === 'above')
        return found.map(({ user }: { user: string }) => user)
      }
      const idOf = (...names: string[]) => names.map((name) => people[name]?.id)
      expect(await asked()).toEqual(idOf('Lead', 'Director'))
      const changed = await send('PATCH', `/admin/users/${people.Director?.id}`, { title: null })
      expect(changed.body).toMatchObject({ name: 'Director', title: null })
      expect(await asked()).toEqual(idOf('Lead', 'Director', 'Owner'))
      await send('PATCH', `/admin/users/${people.Lead?.id}`, { title: ' 总监' })
      expect(await asked()).toEqual(idOf('Lead'))
    })
  })
})
