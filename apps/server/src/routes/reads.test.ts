import type { ReadAnswer } from '@mortise/api'
import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

describe.each(testDatabases)('several reads in one call, on $name', (database) => {
  if (database.skip) return it.skip(database.skip)
  let server: TestServer
  let boss: TestUser
  let sales: TestUser

  beforeAll(async () => {
    server = await openTestServer(database, { documents: testApp })
    boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
    sales = await server.addUser('Sales', { roles: ['crm/sales'], language: 'zh' })
    for (const values of [{ name: 'A', owner: sales.id }, { name: 'B' }])
      await server.send('POST', '/apps/crm/entities/customer/records', { values }, boss)
  })
  afterAll(() => server?.close())

  const ask = async (reads: unknown[], user: TestUser) => {
    const { text, status } = await server.send('POST', '/apps/crm/reads', { reads }, user)
    expect(status, text).toBe(200)
    const answers = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ReadAnswer)
    return answers.sort((a, b) => a.at - b.at)
  }
  const names = { entity: 'customer', query: { select: ['name'], sort: [{ field: 'name', direction: 'asc' }] } }
  const count = { entity: 'customer', aggregate: { metrics: [{ key: 'n', function: 'count' }] } }

  it('are answered each as if it were asked for alone', async () => {
    const answers = await ask([names, count, names], boss)
    expect(answers.map(({ at }) => at)).toEqual([0, 1, 2])
    expect(answers).toMatchObject([
      { page: { records: [{ name: 'A' }, { name: 'B' }] } },
      { rows: [{ metrics: { n: 2 } }] },
      { page: { records: [{ name: 'A' }, { name: 'B' }] } },
    ])
  })

  it('have the rights of the user, each', async () => {
    const answers = await ask([names, count], sales)
    expect(answers).toMatchObject([{ page: { records: [{ name: 'A' }] } }, { rows: [{ metrics: { n: 1 } }] }])
  })

  it('fail each for itself, in the language of the user', async () => {
    const hidden = { entity: 'customer', query: { select: ['credit'] } }
    const vault = { entity: 'vault', query: {} }
    const alone = await server.send('POST', '/apps/crm/entities/customer/query', hidden.query, sales)
    const answers = await ask([hidden, names, vault, { entity: 'gone', query: {} }], sales)
    expect(answers[0]).toMatchObject({ status: alone.status, error: { code: alone.body.code } })
    expect(answers[0]).toHaveProperty('error.message', alone.body.message)
    expect(answers[1]).toMatchObject({ page: { records: [{ name: 'A' }] } })
    // What is hidden and what is not there look the same.
    expect(answers.slice(2)).toMatchObject([
      { status: 404, error: { code: 'ENTITY_UNKNOWN' } },
      { status: 404, error: { code: 'ENTITY_UNKNOWN' } },
    ])
  })

  it('are refused as a whole where it is not said what is to be read, or too much is', async () => {
    const bodies = [[], [{ entity: 'customer' }], [{ ...names, aggregate: count.aggregate }], Array(61).fill(count)]
    for (const reads of bodies) expect((await server.send('POST', '/apps/crm/reads', { reads }, boss)).status).toBe(400)
    expect((await server.send('POST', '/apps/gone/reads', { reads: [count] }, boss)).status).toBe(404)
  })
})
