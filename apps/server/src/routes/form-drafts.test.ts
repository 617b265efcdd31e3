import { qualified } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'

describe.each(testDatabases)('drafts of forms, on $name', (database) => {
  if (database.skip) return it.skip(database.skip)
  let server: TestServer
  let me: TestUser
  let other: TestUser

  beforeAll(async () => {
    server = await openTestServer(database)
    me = await server.addUser('Me', { roles: ['crm/sales'] })
    other = await server.addUser('Other', { roles: ['crm/sales'] })
  })
  afterAll(() => server?.close())

  const path = (record: string) => `/apps/crm/form-drafts/customer?record=${encodeURIComponent(record)}`
  const draft = (name: string) => ({ version: 2, changes: { name }, base: { name: 'old' } })
  const listed = async (user: TestUser) => {
    const { body } = await server.send('GET', '/apps/crm/form-drafts', undefined, user)
    return body.drafts.map(({ record }: { record: string }) => record)
  }

  it('are there on every device of a person, and for nobody else', async () => {
    const record = 'new {"name":"é & 甲"}'
    expect(await server.send('PUT', path(record), draft('a'), me)).toMatchObject({ status: 200 })
    await server.send('PUT', path(record), draft('b'), me)
    expect((await server.send('GET', path(record), undefined, me)).body.draft).toMatchObject(draft('b'))
    expect(await listed(me)).toEqual([record])
    expect(await listed(other)).toEqual([])
    expect((await server.send('GET', path(record), undefined, other)).body).toEqual({ draft: null })
    await server.send('DELETE', path(record), undefined, other)
    expect(await listed(me)).toEqual([record])
    expect(await server.send('DELETE', path(record), undefined, me)).toMatchObject({ status: 204 })
    expect(await listed(me)).toEqual([])
  })

  it('go when they are old, and the oldest when they are many', async () => {
    const { database: executor, schema } = server.services.workspace
    await executor.run({
      text: `insert into ${qualified(schema, 'form_draft')} (app, user_id, entity, record, at, draft)
        select 'crm', $1, 'customer', 'r' || n, now() - n * interval '1 minute', '{}' from generate_series(1, 250) n`,
      values: [me.id],
    })
    await executor.run({
      text: `insert into ${qualified(schema, 'form_draft')} (app, user_id, entity, record, at, draft)
        values ('crm', $1, 'customer', 'ancient', now() - interval '31 days', '{}')`,
      values: [me.id],
    })
    expect((await server.send('GET', path('ancient'), undefined, me)).body).toEqual({ draft: null })
    await server.send('PUT', path('latest'), draft('x'), me)
    const { rows } = await executor.run<{ record: string }>({
      text: `select record from ${qualified(schema, 'form_draft')} where user_id = $1 order by at desc`,
      values: [me.id],
    })
    expect(rows).toHaveLength(200)
    expect(rows[0]).toEqual({ record: 'latest' })
    expect(rows.at(-1)).toEqual({ record: 'r199' })
  })

  it('need an app that one may see, and a draft that is one', async () => {
    const stranger = await server.addUser('Stranger')
    expect((await server.send('GET', '/apps/nothing/form-drafts', undefined, me)).status).toBe(404)
    expect((await server.send('PUT', path('1'), { version: 1, changes: 3, base: {} }, me)).status).toBe(400)
    expect((await server.send('PUT', path('1'), draft('a'), stranger)).status).toBeLessThan(500)
  })
})
