import { createHmac } from 'node:crypto'
import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'
import type { ApiCall } from './api-call.fixture.ts'
import { everyCall, withIds } from './every-call.fixture.ts'

const unknownId = '01900000-0000-7000-8000-000000000000'
const names = ['root', 'user', 'vault', 'record', 'department', 'token', 'view', 'file']
const ids = Object.fromEntries(names.map((name) => [name, unknownId]))
const table = '/apps/crm/entities/customer'

/** Which apps there are is up to administrators, too. */
const isAppAdmin = ({ method, route }: ApiCall) =>
  /^\/(apps|apps\/import|apps\/:app\/(archive|restore|duplicate))$/.test(route) &&
  `${method} ${route}` !== 'GET /apps/:app'
const isAdmin = (call: ApiCall) => call.route.startsWith('/admin') || isAppAdmin(call)
const isDesign = ({ route }: ApiCall) =>
  /\/(draft|publish|public-forms|preview-condition|revisions|export|messages)|\/processes\/:process\/(try|versions|moves)/.test(
    route,
  )
const isApp = (call: ApiCall) => call.route.startsWith('/apps') && !isAppAdmin(call)
const isOwnAccount = ({ method, route }: ApiCall) =>
  /^\/(auth|tokens)/.test(route) || (route === '/session' && method !== 'GET')
const isWrite = ({ method, route }: ApiCall) =>
  method !== 'GET' &&
  !/\/(query|aggregate|reads|lookalikes|explain|evaluate|print\/:template|(processes\/:process|commands\/:command)\/preview)$/.test(
    route,
  )
const closed = everyCall.filter(
  ({ route }) => route !== '/health' && !/^\/(auth\/sign-in|public\/|answers\/)/.test(route),
)

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('credentials', () => {
    let server: TestServer
    let root: TestUser
    let boss: TestUser
    const send = (call: ApiCall, options: object) =>
      server.send(call.method, withIds(call.path, ids), withIds(call.body, ids), options)
    const makeToken = async (user: TestUser, scopes: string[]): Promise<{ id: string; token: string }> =>
      (await server.send('POST', '/tokens', { name: 'T', scopes }, { cookie: user.cookie })).body
    const statuses = async (calls: readonly ApiCall[], options: object) => {
      const found: { [call: string]: number } = {}
      for (const call of calls) found[`${call.method} ${call.path}`] = (await send(call, options)).status
      return found
    }
    const all = (calls: readonly ApiCall[], status: number) =>
      Object.fromEntries(calls.map(({ method, path }) => [`${method} ${path}`, status]))

    beforeAll(async () => {
      server = await openTestServer(database, { limits: { signInsPerMinute: 1000, signInFailures: 3 } })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
      const other = testApp.map((one): AppDocumentAny => (one.kind === 'app' ? { ...one, key: 'other' } : one))
      await server.services.apps.installApp(other, { by: null })
    })
    afterAll(() => server.close())

    it('of a user without a role open nothing of an app, and nothing of the administration', async () => {
      const { cookie } = await server.addUser('Stranger')
      expect(await statuses(closed.filter(isApp), { cookie })).toEqual(all(closed.filter(isApp), 404))
      expect(await statuses(closed.filter(isAdmin), { cookie })).toEqual(all(closed.filter(isAdmin), 403))
    })

    it('of a user of the app open neither its design nor the administration, those of a designer not the latter', async () => {
      const calls = closed.filter((call) => isAdmin(call) || isDesign(call))
      for (const role of ['sales', 'manager', 'boss']) {
        const { cookie } = await server.addUser(`A${role}`, { roles: [`crm/${role}`] })
        expect(await statuses(calls, { cookie }), role).toEqual(all(calls, 403))
      }
      const designer = await server.addUser('Designer', { roles: ['crm/designer'] })
      const admin = closed.filter(isAdmin)
      expect(await statuses(admin, { cookie: designer.cookie })).toEqual(all(admin, 403))
    })

    it.each([
      [['crm:read'], (call: ApiCall) => isOwnAccount(call) || isAdmin(call) || isDesign(call) || isWrite(call)],
      [['crm:write'], (call: ApiCall) => isOwnAccount(call) || isAdmin(call) || isDesign(call)],
      [['crm:design'], (call: ApiCall) => isOwnAccount(call) || isAdmin(call) || (isApp(call) && !isDesign(call))],
      [['admin'], (call: ApiCall) => isOwnAccount(call) || isApp(call)],
      [['other:write', 'other:design'], (call: ApiCall) => isOwnAccount(call) || isAdmin(call) || isApp(call)],
      [
        ['crm.customer:write'],
        (call: ApiCall) =>
          isOwnAccount(call) || isAdmin(call) || (isApp(call) && !/\/(entities|views)\/:entity/.test(call.route)),
      ],
      [['crm.deal:write'], (call: ApiCall) => isOwnAccount(call) || isAdmin(call) || isApp(call)],
    ])('as a token for %s do not widen, not even those of an administrator', async (scopes, isClosed) => {
      const { token } = await makeToken(root, scopes)
      const calls = closed.filter(isClosed)
      expect(calls.length).toBeGreaterThan(10)
      expect(await statuses(calls, { token })).toEqual(all(calls, 403))
      expect((await server.send('GET', '/session', undefined, { token })).status).toBe(200)
    })

    it('as a token for one table reach no other by any way there is', async () => {
      const { token } = await makeToken(root, ['crm.customer:write', 'crm.deal:read'])
      const ways: [string, string, unknown?][] = [
        ['POST', `${table}/query`, { select: ['vault.name'] }],
        ['POST', `${table}/query`, { filter: { field: 'vault.name', op: 'not_blank' } }],
        ['POST', `${table}/query`, { filter: { not: { or: [{ any: 'deals' }] } } }],
        ['POST', `${table}/query`, { sort: [{ field: 'vault.name', direction: 'asc' }] }],
        ['POST', `${table}/aggregate`, { metrics: [{ key: 'n', function: 'max', field: 'vault.name' }] }],
        [
          'POST',
          `${table}/aggregate`,
          { groups: [{ field: 'vault.name' }], metrics: [{ key: 'n', function: 'count' }] },
        ],
        ['GET', `${table}/records/${unknownId}?select=name,vault.name`],
        ['POST', `${table}/records`, { values: { name: 'X' }, select: ['vault.name'] }],
        ['PATCH', `${table}/records/${unknownId}`, { version: 1, values: {}, select: ['vault.name'] }],
        ['POST', `${table}/bulk`, { archive: { filter: { none: 'deals' } } }],
        ['POST', '/apps/crm/entities/deal/records', { values: { title: 'X' } }],
        ['POST', '/apps/crm/entities/vault/query', {}],
      ]
      for (const [method, path, body] of ways)
        expect((await server.send(method, path, body, { token })).body.code, JSON.stringify(body)).toBe('TOKEN_SCOPE')
    })

    it('that were tampered with, cut, forged or put in the wrong place are worth nothing', async () => {
      const cookie = boss.cookie
      const [, value = ''] = cookie.split('=')
      const [token = ''] = decodeURIComponent(value).split('.')
      const sign = (secret: string) => createHmac('sha256', secret).update(token).digest('base64')
      const api = (await makeToken(boss, ['crm:read'])).token
      const asCookie = (text: string) => ({ cookie: `mortise.session_token=${encodeURIComponent(text)}` })
      const bearer = (text: string) => ({ headers: { authorization: text } })
      const wrong: object[] = [
        ...['', '.', token, `${token}.`, `${token}.${sign('')}`, `${token}.${sign('another secret')}`].map(asCookie),
        { cookie: `${cookie.slice(0, -6)}AAAAAA` },
        { cookie: cookie.replace('mortise.', '__Secure-mortise.') },
        { cookie: `mortise.session_token=forged; ${cookie}` },
        { cookie: 'mortise.session_token=%E0%A4%A' },
        { cookie: `mortise.session_token=${api}` },
        ...[`Bearer ${api.slice(0, -1)}`, `Bearer ${api}x`, 'Bearer ', 'Bearer null', `Basic ${api}`, api].map(bearer),
        bearer(`Bearer ${token}`),
        { cookie, headers: { authorization: 'Bearer mrt_unknown' } },
      ]
      for (const options of wrong)
        expect((await server.send('GET', '/session', undefined, options)).status, JSON.stringify(options)).toBe(401)
      expect((await server.send('GET', '/session', undefined, { cookie })).status).toBe(200)
      expect((await server.send('GET', '/session', undefined, { token: api })).status).toBe(200)
    })

    it('end at once: a token that is past, its owner made inactive, a session ended by an administrator', async () => {
      const user = await server.addUser('Leaver', { roles: ['crm/boss'] })
      const past = await makeToken(user, ['crm:read'])
      const kept = await makeToken(user, ['crm:read'])
      const read = async (options: object) => (await server.send('POST', `${table}/query`, {}, options)).status
      expect(await read({ token: past.token })).toBe(200)
      await server.services.database.run({
        text: 'update mortise.api_token set expires_at = $1 where id = $2',
        values: ['2020-01-01T00:00:00Z', past.id],
      })
      await server.services.identity.changed(user.id)
      expect([await read({ token: past.token }), await read({ token: kept.token })]).toEqual([401, 200])
      await server.send('POST', `/admin/users/${user.id}/sign-out`, undefined, { cookie: root.cookie })
      expect(await read({ cookie: user.cookie })).toBe(401)
      await server.send('PATCH', `/admin/users/${user.id}`, { active: false }, { cookie: root.cookie })
      expect(await read({ token: kept.token })).toBe(401)
    })

    it('lose at once what their owner loses, as session and as token', async () => {
      const user = await server.addUser('Deputy', { administrator: true })
      const { token } = await makeToken(user, ['admin', 'crm:design'])
      const ask = async () => {
        const answers = []
        for (const path of ['/admin/users', '/apps/crm/draft'])
          for (const options of [{ cookie: user.cookie }, { token }])
            answers.push((await server.send('GET', path, undefined, options)).status)
        return answers
      }
      expect(await ask()).toEqual([200, 200, 200, 200])
      const change = { administrator: false, roles: ['crm/sales'] }
      await server.send('PATCH', `/admin/users/${user.id}`, change, { cookie: root.cookie })
      expect(await ask()).toEqual([403, 403, 403, 403])
    })

    it('of one app are nothing in another that has the same tables', async () => {
      const stranger = await server.addUser('Otto', { roles: ['other/boss', 'other/designer'] })
      const made = await server.send('POST', `${table}/records`, { values: { name: 'Ours' } }, { cookie: boss.cookie })
      const bytes = { cookie: boss.cookie, headers: { 'content-type': 'text/plain' } }
      const file = (await server.send('POST', '/apps/crm/files?name=a.txt', 'bytes', bytes)).body
      const view = { entity: 'customer', name: 'v', shared: true, options: { columns: [{ field: 'name' }] } }
      const shared = (await server.send('POST', '/apps/crm/views', view, { cookie: boss.cookie })).body
      const as = async (path: string, method = 'GET', body?: unknown) =>
        (await server.send(method, path, body, { cookie: stranger.cookie })).status
      expect(await as('/apps/other')).toBe(200)
      expect(await as('/apps/crm')).toBe(404)
      expect(await as(`/apps/other/entities/customer/records/${made.body.id}`)).toBe(404)
      expect(await as(`/apps/other/files/${file.id}`)).toBe(404)
      expect(await as(`/apps/other/views/${shared.id}`, 'DELETE')).toBe(404)
      expect(await as(`/apps/other/views/${shared.id}`, 'PUT', view)).toBe(404)
      // Not even the uploader carries a file over.
      const both = await server.addUser('Both', { roles: ['crm/boss', 'other/boss'] })
      const mine = await server.send('POST', '/apps/crm/files?name=b.txt', 'bytes', { ...bytes, cookie: both.cookie })
      const taken = { values: { name: 'X', papers: [{ id: mine.body.id }] } }
      const carried = await server.send('POST', '/apps/other/entities/customer/records', taken, { cookie: both.cookie })
      expect(carried.body.problems?.[0]?.code).toBe('FILE_UNKNOWN')
    })

    it('cannot be guessed by many attempts at the same moment, nor from behind made-up addresses', async () => {
      await server.addUser('Victim', { password: 'correct horse battery' })
      const attempt = (index: number) =>
        server.send(
          'POST',
          '/auth/sign-in/email',
          { email: 'victim@example.com', password: `guess ${index} of many` },
          {
            headers: {
              'x-forwarded-for': `10.1.1.${index}`,
              'x-real-ip': `10.1.1.${index}`,
              forwarded: 'for=10.1.1.9',
            },
          },
        )
      const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => attempt(index)))
      expect(answers.map(({ status }) => status).sort()).toEqual([401, 401, 401, ...Array(9).fill(429)])
      const user = await server.addUser('Owner', { password: 'correct horse battery' })
      const change = (index: number) =>
        server.send(
          'POST',
          '/auth/change-password',
          { currentPassword: `guess ${index}`, newPassword: 'password of mine' },
          { cookie: user.cookie },
        )
      const changes = await Promise.all(Array.from({ length: 8 }, (_, index) => change(index)))
      expect(changes.map(({ status }) => status).sort()).toEqual([400, 400, 400, ...Array(5).fill(429)])
    })

    it('are never sent to, and addresses never made from, a Host that the sender chose', async () => {
      const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
      for (const call of closed.filter(({ method, path }) => method === 'GET' && !path.includes('changes'))) {
        const answer = await send(call, { cookie: root.cookie, headers })
        expect(answer.text + JSON.stringify(answer.headers), call.path).not.toContain('evil.example')
      }
    })

    it('need one of our own pages for every change', async () => {
      const changes = closed.filter(({ method }) => method !== 'GET')
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
      ])
        expect(await statuses(changes, { cookie: root.cookie, headers })).toEqual(all(changes, 403))
      const signIn = everyCall.filter(({ route }) => route.startsWith('/auth/sign-in'))
      expect(await statuses(signIn, { headers: { origin: 'https://evil.example' } })).toEqual(all(signIn, 403))
    })
  })
})
