import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'

for (const database of testDatabases) {
  // The embedded database cannot stop a statement.
  if (database.name !== 'postgres') continue
  describe.skipIf(database.skip)('a call whose statement takes too long', () => {
    let server: TestServer
    let user: TestUser
    beforeAll(async () => {
      const impatient = { ...database, open: () => database.open({ read: 200, report: 200, write: 200 }) }
      server = await openTestServer(impatient)
      user = await server.addUser('Impatient', { administrator: true, language: 'zh' })
    })
    afterAll(() => server.close())

    it.each([
      ['POST', '/apps/crm/entities/customer/query', {}],
      ['POST', '/apps/crm/entities/customer/aggregate', { metrics: [{ key: 'n', function: 'count' }] }],
      ['POST', '/apps/crm/entities/customer/records', { values: { name: 'x' } }],
    ])('%s %s is answered with 504, and the server goes on', async (method, path, body) => {
      const send = () => server.send(method, path, body, { cookie: user.cookie })
      const letGo = await holdTable(server)
      const answers = await Promise.all(Array.from({ length: 20 }, send)).finally(letGo)
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 504))
      expect(answers[0]?.body).toMatchObject({
        code: 'STATEMENT_TIMEOUT',
        message: expect.stringContaining('已被中止'),
      })
      expect((await send()).status).toBeLessThan(300)
    })
  })
}

/** As if a long change of the table were going on, until the answer is called. */
async function holdTable({ services }: TestServer): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const holding = services.database.transaction(async (trx) => {
    await trx.run({ text: 'lock table ws_main.crm__customer in access exclusive mode', values: [] })
    locked.resolve()
    await held.promise
  })
  await locked.promise
  return async () => {
    held.resolve()
    await holding
  }
}
