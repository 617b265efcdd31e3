import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testing/open-test-server.ts'

describe.each(testDatabases)('the name of the workspace on $name', (database) => {
  describe.skipIf(database.skip)('', () => {
    let server: TestServer
    beforeAll(async () => {
      server = await openTestServer(database)
    })
    afterAll(() => server.close())
    const nameFor = async (cookie: string) =>
      (await server.send('GET', '/session', undefined, { cookie })).body.workspace.name

    it('is that of the product, until an administrator gives another', async () => {
      const { cookie } = await server.addUser('Root', { administrator: true })
      const member = await server.addUser('Member')
      expect(await nameFor(member.cookie)).toEqual({ zh: '榫卯', en: 'Mortise' })
      const name = { zh: '安可科技', en: 'Acme' }
      const renamed = await server.send('PATCH', '/admin/workspace', { name }, { cookie })
      expect([renamed.status, renamed.body]).toEqual([200, { name }])
      expect(await nameFor(member.cookie)).toEqual(name)
    })

    it('is changed by nobody else, and never to nothing', async () => {
      const member = await server.addUser('Other')
      const before = await nameFor(member.cookie)
      const name = { zh: '我的', en: 'Mine' }
      expect((await server.send('PATCH', '/admin/workspace', { name }, { cookie: member.cookie })).status).toBe(403)
      const { cookie } = await server.addUser('Second', { administrator: true })
      for (const wrong of ['', 'x', null, { zh: '', en: '' }, { zh: 'x' }, { zh: 1, en: 'x' }])
        expect((await server.send('PATCH', '/admin/workspace', { name: wrong }, { cookie })).status).toBe(400)
      expect(await nameFor(member.cookie)).toEqual(before)
    })
  })
})

describe('WORKSPACE_NAME', () => {
  it('names the workspace in both languages', async () => {
    const [database] = testDatabases
    if (!database) throw new Error('unreachable: there is always the embedded database')
    const server = await openTestServer(database, { env: { WORKSPACE_NAME: '安可 Acme' } })
    const { cookie } = await server.addUser('Root')
    const { body } = await server.send('GET', '/session', undefined, { cookie })
    expect(body.workspace.name).toEqual({ zh: '安可 Acme', en: '安可 Acme' })
    await server.close()
  })
})
