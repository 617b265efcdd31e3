import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'

const unknownId = '01900000-0000-7000-8000-000000000000'
const base = '/apps/crm/entities/customer'

/** Each route that takes a body, with one that is right: every way of spoiling it must be refused. */
const bodies: [method: string, path: string, body: { [key: string]: unknown }][] = [
  ['POST', '/auth/sign-in/email', { email: 'a@example.com', password: 'password 1' }],
  ['POST', '/auth/change-password', { currentPassword: 'password 1', newPassword: 'password 2' }],
  ['PATCH', '/session', { language: 'zh', name: 'Root' }],
  ['POST', `${base}/query`, { select: ['name'], search: 'ab', sort: [{ field: 'name', direction: 'asc' }] }],
  ['POST', `${base}/aggregate`, { metrics: [{ key: 'n', function: 'count' }] }],
  ['POST', `${base}/records`, { values: { name: 'A' } }],
  ['PATCH', `${base}/records/${unknownId}`, { version: 1, values: { name: 'A' } }],
  ['POST', `${base}/records/${unknownId}/comments`, { text: 'hello', mentions: [] }],
  ['POST', `${base}/bulk`, { create: [{ name: 'A' }] }],
  ['POST', `${base}/bulk`, { update: { ids: [unknownId], values: { name: 'A' } } }],
  ['POST', `${base}/bulk`, { archive: { ids: [unknownId] } }],
  [
    'POST',
    '/apps/crm/views',
    { entity: 'customer', name: 'v', shared: false, options: { columns: [{ field: 'name' }] } },
  ],
  [
    'PUT',
    `/apps/crm/views/${unknownId}`,
    { entity: 'customer', name: 'v', shared: false, options: { columns: [{ field: 'name' }] } },
  ],
  ['POST', '/apps/crm/publish', { note: 'n' }],
  ['POST', '/admin/users', { name: 'N', email: 'n@example.com', roles: [] }],
  ['PATCH', `/admin/users/${unknownId}`, { name: 'N' }],
  ['POST', `/admin/users/${unknownId}/password`, { password: 'password 1' }],
  ['POST', '/admin/departments', { name: { zh: '部', en: 'D' } }],
  ['PATCH', `/admin/departments/${unknownId}`, { position: 1 }],
  ['POST', '/tokens', { name: 'T', scopes: ['crm:read'] }],
]

/** A value of each JSON type that is not the type of the given one. */
function otherTypes(value: unknown): unknown[] {
  const samples: unknown[] = ['text', 7, true, null, ['x'], { x: 1 }]
  const typeOf = (sample: unknown) => (Array.isArray(sample) ? 'array' : sample === null ? 'null' : typeof sample)
  return samples.filter((sample) => typeOf(sample) !== typeOf(value))
}

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('bad input', () => {
    let server: TestServer
    let root: TestUser
    let sales: TestUser
    const asRoot = (method: string, path: string, body?: unknown, more = {}) =>
      server.send(method, path, body, { cookie: root.cookie, ...more })
    const asSales = (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: sales.cookie })

    beforeAll(async () => {
      server = await openTestServer(database)
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      sales = await server.addUser('Sam', { roles: ['crm/sales'], language: 'en' })
    })
    afterAll(() => server.close())

    it.each(bodies)('%s %s refuses a body that is no object, and unknown keys', async (method, path, body) => {
      for (const wrong of [null, [], 'text', 7, { ...body, unknown_key: 1 }, { ...body, id: unknownId }]) {
        const answer = await asRoot(method, path, JSON.stringify(wrong), {
          headers: { 'content-type': 'application/json' },
        })
        expect([answer.status, answer.body.code], JSON.stringify(wrong)).toEqual([400, 'REQUEST_INVALID'])
      }
    })

    it.each(bodies)('%s %s refuses every other JSON type for every key', async (method, path, body) => {
      for (const [key, value] of Object.entries(body)) {
        for (const other of otherTypes(value)) {
          const answer = await asRoot(method, path, { ...body, [key]: other })
          // null stands for "none" where that is allowed; nothing else may be taken for what it is not.
          expect(answer.status, `${key}: ${JSON.stringify(other)} → ${answer.text}`).toBe(400)
        }
      }
    })

    it('refuses what is not JSON, too deep, too large, empty, poisoned or of another type', async () => {
      const post = (payload: string, type = 'application/json') =>
        asRoot('POST', `${base}/query`, payload, { headers: { 'content-type': type } })
      const answers = {
        JSON_INVALID: [
          await post('{'),
          await post(''),
          await post('{"__proto__":{"x":1}}'),
          await post('{"constructor":{"prototype":{}}}'),
        ],
        JSON_TOO_DEEP: [await post(`{"filter":${'{"not":'.repeat(70)}{}${'}'.repeat(71)}`)],
        BODY_TOO_LARGE: [await post(JSON.stringify({ search: 'x'.repeat(1_100_000) }))],
        MEDIA_TYPE_UNSUPPORTED: [
          await post('a=b', 'application/x-www-form-urlencoded'),
          await post('{}', 'text/plain'),
        ],
      }
      for (const [code, all] of Object.entries(answers)) for (const answer of all) expect(answer.body?.code).toBe(code)
    })

    it('answers an unknown field like a hidden one, whatever it is used for', async () => {
      await asRoot('POST', `${base}/records`, { values: { name: 'Known', credit: '5' } })
      const uses: ((field: string) => [string, object])[] = [
        (field) => ['query', { select: [field] }],
        (field) => ['query', { filter: { field, op: 'not_blank' } }],
        (field) => ['query', { sort: [{ field, direction: 'asc' }] }],
        (field) => ['query', { filter: { not: { or: [{ field, op: 'blank' }] } } }],
        (field) => ['aggregate', { metrics: [{ key: 'm', function: 'count_distinct', field }] }],
        (field) => ['aggregate', { groups: [{ field }], metrics: [{ key: 'm', function: 'count' }] }],
        (field) => ['query', { filter: { any: field } }],
      ]
      for (const use of uses) {
        const ask = async (field: string) => {
          const [call, body] = use(field)
          const answer = await asSales('POST', `${base}/${call}`, body)
          return { status: answer.status, text: answer.text.replaceAll(field, '?').replace(/"requestId":"[^"]+"/, '') }
        }
        const unknown = await ask('nonsuch')
        expect(unknown.status, unknown.text).toBe(400)
        expect(await ask('credit')).toEqual(unknown)
        expect(await ask('grade')).toEqual(unknown)
      }
    })

    it.each(['/tasks?box=todo', '/tasks?box=started', '/notifications?unread=1'])(
      '%s refuses to go on from a place that is none',
      async (path) => {
        for (const place of [
          '1',
          '0',
          '+99999-01-01T00:00:00.000Z',
          '0000-01-01T00:00:00.000Z',
          '2026-02-30T00:00:00.000Z',
        ]) {
          const answer = await asRoot('GET', `${path}&before=${encodeURIComponent(`${place}~${unknownId}~1~1`)}`)
          expect([answer.status, answer.body.code], place).toEqual([400, 'REQUEST_INVALID'])
        }
        for (const number of ['3000000000', '1e300', 'x', '1.5']) {
          const place = `2026-11-23T00:00:00.000Z~${unknownId}~${number}~1`
          expect((await asRoot('GET', `${path}&before=${place}`)).status, place).toBe(400)
        }
        const right = await asRoot('GET', `${path}&before=2026-11-23T00:00:00.000Z~${unknownId}~1~1`)
        expect(right.status).toBe(200)
      },
    )

    it('answers an unknown table like a hidden one', async () => {
      const ask = async (entity: string) => {
        const answer = await asSales('POST', `/apps/crm/entities/${entity}/query`, {})
        return { status: answer.status, text: answer.text.replaceAll(entity, '?').replace(/"requestId":"[^"]+"/, '') }
      }
      expect(await ask('vault')).toEqual(await ask('nonsuch'))
      expect((await ask('vault')).status).toBe(404)
    })

    it.each([
      'password as name',
      'name"; drop table x; --',
      'constructor',
      '__proto__',
      'toString',
      'name.name.name.name.name',
      'n'.repeat(10_000),
      'NAME',
      '名称',
    ])('a hostile field name is refused everywhere: %.40s', async (field) => {
      const calls: [string, object][] = [
        ['query', { select: [field] }],
        ['query', { filter: { field, op: 'eq', value: 'x' } }],
        ['query', { sort: [{ field, direction: 'asc' }] }],
        ['aggregate', { groups: [{ field }], metrics: [{ key: 'm', function: 'count' }] }],
        ['aggregate', { metrics: [{ key: 'm', function: 'max', field }] }],
      ]
      for (const [call, body] of calls) expect((await asRoot('POST', `${base}/${call}`, body)).status).toBe(400)
    })

    it.each(['constructor', 'toString', '__proto__', 'eq; --', '=', ''])('the operator "%s" is refused', async (op) => {
      const answer = await asRoot('POST', `${base}/query`, { filter: { field: 'name', op, value: 'x' } })
      expect(answer.status).toBe(400)
      expect((await server.send('GET', '/health')).status).toBe(200)
    })

    it('refuses values of system fields, computed and unknown ones, on create, update and bulk alike', async () => {
      const made = (await asSales('POST', `${base}/records`, { values: { name: 'Mine' } })).body
      const fields = {
        id: unknownId,
        version: 9,
        created_by: unknownId,
        created_at: '2020-01-01T00:00:00.000Z',
        nonsuch: 1,
        credit: '1',
      }
      for (const [key, value] of Object.entries(fields)) {
        const values = { name: 'Mine', [key]: value }
        const calls = [
          await asSales('POST', `${base}/records`, { values }),
          await asSales('PATCH', `${base}/records/${made.id}`, { version: made.version, values }),
          await asSales('POST', `${base}/bulk`, { update: { ids: [made.id], values } }),
        ]
        expect(
          calls.map((answer) => answer.status),
          key,
        ).toEqual([400, 400, 400])
        const many = await asSales('POST', `${base}/bulk`, { create: [{ name: 'Right' }, values] })
        expect(many.body, key).toMatchObject({ ids: [null, null], problems: [{ index: 1, problems: [{ path: key }] }] })
      }
    })

    it('refuses a bulk call that does not say which records, and never takes none for all', async () => {
      await asRoot('POST', `${base}/records`, { values: { name: 'Stays' } })
      const targets = [{}, { filter: null }, { filter: {} }, { filter: { and: [] } }, { ids: [] }, { ids: null }]
      for (const target of targets) {
        expect((await asRoot('POST', `${base}/bulk`, { archive: target })).status, JSON.stringify(target)).toBe(400)
        const update = { ...target, values: { name: 'X' } }
        expect((await asRoot('POST', `${base}/bulk`, { update })).status, JSON.stringify(target)).toBe(400)
      }
      for (const body of [
        {},
        { archive: { ids: [unknownId] }, create: [{}] },
        { partial: true },
        { update: { ids: [unknownId], filter: {} } },
      ])
        expect((await asRoot('POST', `${base}/bulk`, body)).status).toBe(400)
    })

    it('takes numbers exactly or not at all', async () => {
      const post = (credit: string) =>
        asRoot('POST', `${base}/records`, `{"values":{"name":"N","credit":${credit}}}`, {
          headers: { 'content-type': 'application/json' },
        })
      for (const credit of [
        '1e999',
        '-1e999',
        '12345678901234567890',
        '"NaN"',
        '"1e5"',
        '"Infinity"',
        '{}',
        '[1]',
        'true',
      ])
        expect((await post(credit)).status, credit).toBe(400)
      expect((await post('"12345678901234567.89"')).body.credit).toBe('12345678901234567.89')
    })

    it('answers a stale version with 409 and the record as it is', async () => {
      const made = (await asRoot('POST', `${base}/records`, { values: { name: 'One' } })).body
      const save = (version: number, name: string) =>
        asRoot('PATCH', `${base}/records/${made.id}`, { version, values: { name } })
      expect((await save(made.version, 'Two')).status).toBe(200)
      const stale = await save(made.version, 'Three')
      expect(stale.status).toBe(409)
      expect(stale.body).toMatchObject({ code: 'RECORD_CHANGED', current: { name: 'Two' } })
    })

    it('answers ids of others, of other tables and of nobody alike with 404', async () => {
      const foreign = (await asRoot('POST', `${base}/records`, { values: { name: 'Foreign' } })).body.id
      for (const id of [foreign, root.id, unknownId]) {
        const paths: [string, string, unknown?][] = [
          ['GET', `${base}/records/${id}`],
          ['PATCH', `${base}/records/${id}`, { version: 1, values: { name: 'X' } }],
          ['DELETE', `${base}/records/${id}`],
          ['POST', `${base}/records/${id}/restore`],
          ['GET', `${base}/records/${id}/history`],
          ['POST', `${base}/records/${id}/comments`, { text: 'x', mentions: [] }],
        ]
        for (const [method, path, body] of paths)
          expect((await asSales(method, path, body)).status, `${method} ${path}`).toBe(404)
      }
      expect((await asRoot('GET', `${base}/records/${foreign}`)).body.name).toBe('Foreign')
    })

    it('never shows SQL or a stack, also when the database breaks', async () => {
      await server.services.database.run({ text: 'alter table ws_main.crm__vault rename to moved', values: [] })
      const broken = await asRoot('POST', '/apps/crm/entities/vault/query', {})
      await server.services.database.run({ text: 'alter table ws_main.moved rename to crm__vault', values: [] })
      expect(broken.status).toBe(500)
      expect(broken.body).toMatchObject({ code: 'INTERNAL_ERROR', params: { requestId: broken.body.requestId } })
      expect(broken.text).not.toMatch(/select|crm__vault|relation|\.ts/i)
    })
  })

  describe.skipIf(database.skip)('changes from elsewhere', () => {
    let server: TestServer
    let user: TestUser
    beforeAll(async () => {
      server = await openTestServer(database)
      user = await server.addUser('Sam', { roles: ['crm/sales'] })
    })
    afterAll(() => server.close())

    it.each([
      ['a foreign origin', { origin: 'https://evil.example' }],
      ['our host on another scheme and port', { origin: 'http://localhost:3001' }],
      ['no page at all', { origin: 'null' }],
      ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ])('are refused: %s', async (_name, headers) => {
      const values = { values: { name: 'X' } }
      const answer = await server.send('POST', `${base}/records`, values, { cookie: user.cookie, headers })
      expect([answer.status, answer.body.code]).toEqual([403, 'ORIGIN_FOREIGN'])
    })

    it('are refused without an origin, unless a token speaks for itself', async () => {
      const url = `/api${base}/records`
      const payload = { values: { name: 'X' } }
      const headers = { host: 'localhost:3000', cookie: user.cookie }
      expect((await server.app.inject({ method: 'POST', url, payload, headers })).statusCode).toBe(403)
    })

    it('do not get in by a forged Host when the address is configured', async () => {
      const other = await openTestServer(database, { env: { BASE_URL: 'https://crm.example.com' } })
      const ann = await other.addUser('Ann', { roles: ['crm/sales'] })
      const cookie = ann.cookie.replace('mortise.', '__Secure-mortise.')
      const send = (host: string, origin: string) =>
        other.send('POST', `${base}/records`, { values: { name: 'X' } }, { cookie, headers: { host, origin } })
      expect((await send('evil.example', 'http://evil.example')).status).toBe(403)
      expect((await send('evil.example', 'https://crm.example.com')).status).toBe(201)
      const health = await other.send('GET', '/health')
      expect(health.headers['strict-transport-security']).toMatch(/max-age/)
      await other.close()
    })
  })
})
