import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testing/open-test-server.ts'

const [database] = testDatabases

describe('rate limits', () => {
  let server: TestServer
  let limits = 0
  beforeAll(async () => {
    if (!database) throw new Error('unreachable: there is always the embedded database')
    server = await openTestServer(database, {
      env: { CALLS_PER_MINUTE: '6', UPLOADS_PER_MINUTE: '2', ANONYMOUS_CALLS_PER_MINUTE: '4' },
    })
  })
  afterAll(() => server.close())

  const statuses = async (count: number, call: () => Promise<{ status: number }>) => {
    const answers: number[] = []
    for (let index = 0; index < count; index++) answers.push((await call()).status)
    return answers
  }
  const somebody = (language: 'zh' | 'en' = 'zh') => server.addUser(`Somebody${++limits}`, { language })

  it('stop a session that calls too often, and no other one', async () => {
    const [busy, calm] = [await somebody(), await somebody('en')]
    const call = () => server.send('GET', '/directory/users', undefined, { cookie: busy.cookie })
    expect(await statuses(7, call)).toEqual([200, 200, 200, 200, 200, 200, 429])
    const refused = await call()
    expect(refused.body).toMatchObject({ code: 'TOO_MANY_REQUESTS', message: expect.stringContaining('请求过于频繁') })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect((await server.send('GET', '/session', undefined, { cookie: calm.cookie })).status).toBe(200)
  })

  it('count an API token apart from the session of its user', async () => {
    const { cookie } = await somebody()
    const { body } = await server.send('POST', '/tokens', { name: 'sync', scopes: ['crm:read'] }, { cookie })
    const call = () => server.send('GET', '/directory/users', undefined, { token: body.token })
    expect(await statuses(7, call)).toEqual([200, 200, 200, 200, 200, 200, 429])
    expect((await server.send('GET', '/session', undefined, { cookie })).status).toBe(200)
  })

  it('are tighter for uploads', async () => {
    const { cookie } = await server.addUser('Uploader', { administrator: true, language: 'en' })
    const headers = { 'content-type': 'application/octet-stream' }
    const call = () => server.send('POST', '/apps/crm/files?name=a.txt', 'abc', { cookie, headers })
    expect(await statuses(3, call)).toEqual([201, 201, 429])
    expect((await call()).body.message).toMatch(/^Too many requests\. Try again in \d+ seconds\.$/)
    expect((await server.send('GET', '/session', undefined, { cookie })).status).toBe(200)
  })

  it('count calls that are nobody’s by address, whatever they present', async () => {
    const forged = { token: 'mrt_0000000000000000000000000000000000000000' }
    const calls = [{}, forged, { cookie: 'mortise.session_token=x.y' }, {}, {}, forged]
    const answers: number[] = []
    for (const more of calls)
      answers.push((await server.send('GET', '/session', undefined, { ...more, address: '203.0.113.7' })).status)
    expect(answers).toEqual([401, 401, 401, 401, 429, 429])
    const other = await server.send('GET', '/session', undefined, { address: '203.0.113.8' })
    expect(other.status).toBe(401)
  })

  it('do not shut out who is signed in behind a busy address', async () => {
    const address = '203.0.113.9'
    const { cookie } = await somebody()
    expect(await statuses(5, () => server.send('GET', '/health', undefined, { address }))).toEqual([
      200, 200, 200, 200, 429,
    ])
    expect((await server.send('GET', '/session', undefined, { cookie, address })).status).toBe(200)
    expect((await server.app.inject({ url: '/', remoteAddress: address })).statusCode).not.toBe(429)
  })
})
