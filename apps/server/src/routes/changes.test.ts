import { testDatabases } from '@mortise/data/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStream, type Stream } from '../testing/open-stream.ts'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('live changes', () => {
    let server: TestServer
    let address: string
    let ann: TestUser
    let bob: TestUser
    let boss: TestUser
    const open: Stream[] = []

    const listen = async (user: TestUser, path = '/apps/crm/changes'): Promise<Stream> => {
      const stream = await openStream(`${address}/api${path}`, user.cookie)
      open.push(stream)
      return stream
    }
    const create = async (user: TestUser, name: string) => {
      const body = { values: { name } }
      const answer = await server.send('POST', '/apps/crm/entities/customer/records', body, { cookie: user.cookie })
      return answer.body.id as string
    }

    beforeAll(async () => {
      server = await openTestServer(database)
      address = await server.app.listen({ port: 0, host: '127.0.0.1' })
      ann = await server.addUser('Ann', { roles: ['crm/sales'] })
      bob = await server.addUser('Bob', { roles: ['crm/sales'] })
      boss = await server.addUser('Boss', { roles: ['crm/boss'] })
    })
    afterEach(() => {
      for (const stream of open.splice(0)) stream.stop()
    })
    afterAll(() => server.close())

    it('begin with the revision in force', async () => {
      const stream = await listen(ann)
      await stream.until('revision', 1)
      expect(stream.events[0]).toEqual({ event: 'revision', data: { app: 'crm', revision: 1 } })
    })

    it('reach who may see the record, with its id and no value; others hear nothing', async () => {
      const [annHears, bobHears, bossHears] = [await listen(ann), await listen(bob), await listen(boss)]
      const ofAnn = await create(ann, 'very secret name')
      const ofBob = await create(bob, 'another')
      await bossHears.until('record', 1)
      await annHears.until('record', 1)
      await bobHears.until('record', 1)
      const idsOf = (stream: Stream) =>
        stream.events.filter(({ event }) => event === 'record').flatMap(({ data }) => data.ids)
      expect(idsOf(annHears)).toEqual([ofAnn])
      expect(idsOf(bobHears)).toEqual([ofBob])
      expect(idsOf(bossHears).sort()).toEqual([ofAnn, ofBob].sort())
      expect(JSON.stringify(bossHears.events)).not.toContain('secret')
    })

    it('end when the user is signed out', async () => {
      const user = await server.addUser('Leaver', { roles: ['crm/sales'] })
      const stream = await listen(user)
      await server.send('POST', '/auth/revoke-sessions', undefined, { cookie: user.cookie })
      await stream.ended
    })

    it('are closed to who has no role in the app', async () => {
      const stranger = await server.addUser('Stranger')
      const answer = await fetch(`${address}/api/apps/crm/changes`, { headers: { cookie: stranger.cookie } })
      expect(answer.status).toBe(404)
    })
  })
})
