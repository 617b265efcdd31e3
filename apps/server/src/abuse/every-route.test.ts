import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'
import { checkProcess } from './abuse-app.fixture.ts'
import type { ApiCall } from './api-call.fixture.ts'
import { callsWithBody, everyCall, placesOf, replaceAt, valueAt, withIds } from './every-call.fixture.ts'

const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)
const otherTypes = (value: unknown) =>
  ['text', 7, true, null, ['x'], { x: 1 }, [{ $ne: null }], { toString: 'x' }].filter(
    (other) => typeOf(other) !== typeOf(value),
  )

/** Where more than one type is right: null for nobody, and what filters and expressions may compare with. */
const variable =
  /^(changes|base)\/\w+$|^(formula|where)\/expr(\/|$)|^changes\/\d+\/(base|document)$|^document$|(^|\/)(departmentId|managerId|parentId|headId|ownerId|expiresAt|value|value\/\d+)$|\/values?\/|^values\/|^input\/|^create\/\d+\/(?!name)/

/**
 * A document is refused with 422, a record among many with its problems. Whether there is a form under a link is decided
 * before anything that is sent to it is looked at.
 */
const isRefused = ({ status, body }: Answer) =>
  status === 400 ||
  status === 422 ||
  body?.problems?.length > 0 ||
  ['PUBLIC_FORM_UNKNOWN', 'ANSWER_LINK_UNKNOWN', 'MESSAGE_UNKNOWN'].includes(body?.code)

/** Texts that a database, a page or a log might stumble over. */
const hostileTexts = {
  'a zero byte': 'a\u0000b',
  'half a character': 'a\ud800b',
  'ten thousand letters': 'n'.repeat(10_000),
  'a quote and a comment': `'"; drop table x; --`,
}

describe('the table of calls', () => {
  const [database] = testDatabases
  it.skipIf(!database)('holds every route there is', async () => {
    const server = database && (await openTestServer(database))
    const routes = server?.routes.filter(({ path }) => path !== '/*').map(({ method, path }) => `${method} ${path}`)
    const called = new Set(everyCall.map(({ method, route }) => `${method} /api${route}`))
    expect([...called].sort()).toEqual(routes?.sort())
    await server?.close()
  })
})

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('every route', () => {
    let server: TestServer
    let root: TestUser
    let ids: { [name: string]: string }
    const asRoot = (method: string, path: string, body?: unknown, headers = {}) =>
      server.send(method, path, body, { cookie: root.cookie, headers })
    const json = { 'content-type': 'application/json' }
    const send = (call: ApiCall, body: unknown) =>
      asRoot(call.method, withIds(call.path, ids), JSON.stringify(withIds(body, ids)), body === undefined ? {} : json)

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, checkProcess] })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      ids = { root: root.id, user: (await server.addUser('User')).id }
      const make = async (path: string, body: unknown) => (await asRoot('POST', path, body)).body.id
      ids.vault = await make('/apps/crm/entities/vault/records', { values: { name: 'V' } })
      ids.record = await make('/apps/crm/entities/customer/records', { values: { name: 'R' } })
      ids.department = await make('/admin/departments', { name: { zh: '部', en: 'D' } })
      ids.token = await make('/tokens', { name: 'T', scopes: ['crm:read'] })
      const view = { entity: 'customer', name: 'v', shared: false, options: { columns: [{ field: 'name' }] } }
      ids.view = await make('/apps/crm/views', view)
      ids.file = await make('/apps/crm/files?name=a.txt', 'bytes')
    })
    afterAll(() => server.close())

    const where = (call: ApiCall, path: readonly string[], other: unknown, answer: Answer) =>
      `${call.method} ${call.path} ${path.join('/')} = ${String(JSON.stringify(other)).slice(0, 60)} → ${answer.status} ${answer.text.slice(0, 300)}`

    it.each(callsWithBody)('$method $path takes no value of another type, however deep', async (call) => {
      const wrong: string[] = []
      for (const path of placesOf(call.body)) {
        for (const other of otherTypes(valueAt(call.body, path))) {
          const answer = await send(call, replaceAt(call.body, path, other))
          const sound = variable.test(path.join('/')) ? answer.status < 500 : isRefused(answer)
          if (!sound) wrong.push(where(call, path, other, answer))
        }
      }
      expect(wrong).toEqual([])
    })

    /** Sends the call with each of the texts at one place; answers with those that were not met as they should be. */
    const faultsOfTexts = async (call: ApiCall, path: readonly string[]) => {
      const wrong: string[] = []
      for (const [name, text] of Object.entries(hostileTexts)) {
        const answer = await send(call, replaceAt(call.body, path, text))
        const unstorable = name === 'a zero byte' || name === 'half a character'
        // A text that no database holds is refused wherever it is sent, never cut or replaced.
        const sound = unstorable ? answer.body?.code === 'TEXT_UNSTORABLE' : answer.status < 500
        if (!sound) wrong.push(where(call, path, text, answer))
      }
      return wrong
    }

    it.each(callsWithBody)('$method $path never breaks over a text', async (call) => {
      const wrong: string[] = []
      for (const path of placesOf(call.body))
        if (typeof valueAt(call.body, path) === 'string') wrong.push(...(await faultsOfTexts(call, path)))
      expect(wrong).toEqual([])
    })

    /** Sends the call with further keys in the object at one place; answers with those that were taken. */
    const faultsOfKeys = async (call: ApiCall, path: readonly string[], inner: object) => {
      const wrong: string[] = []
      for (const key of ['nonsuch', 'constructor', 'toString', 'ID', 'administrator ']) {
        const answer = await send(call, replaceAt(call.body, path, { ...inner, [key]: 'x' }))
        if (!isRefused(answer)) wrong.push(where(call, [...path, key], 'x', answer))
      }
      for (const poison of ['"__proto__":{"administrator":true}', '"constructor":{"prototype":{"x":1}}']) {
        const text = JSON.stringify(withIds(replaceAt(call.body, path, { marker: 1 }), ids))
        const answer = await asRoot(call.method, withIds(call.path, ids), text.replace('"marker":1', poison), json)
        if (answer.body?.code !== 'JSON_INVALID') wrong.push(where(call, path, poison, answer))
      }
      return wrong
    }

    it.each(callsWithBody)('$method $path refuses keys that are not asked for, however deep', async (call) => {
      const wrong: string[] = []
      for (const path of placesOf(call.body)) {
        const inner = valueAt(call.body, path)
        // A text may be there in any language.
        const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner) && !('zh' in inner)
        if (isObject) wrong.push(...(await faultsOfKeys(call, path, inner)))
      }
      expect(wrong).toEqual([])
    })

    const withoutBody = everyCall.filter(({ method, body }) => method !== 'GET' && body === undefined)
    it.each(withoutBody)('$method $path takes no body, and does nothing with one', async (call) => {
      for (const body of [{ x: 1 }, [], ['x'], 'x', 7, true]) {
        const answer = await send(call, body)
        expect(answer.status, where(call, [], body, answer)).toBe(400)
      }
      expect((await asRoot('GET', '/session')).status).toBe(200)
    })

    const hostileParts = [
      '%00',
      'a%00',
      '%ff',
      '%zz',
      '..%2f..%2fetc',
      '%E2%80%AE',
      'constructor',
      '__proto__',
      "'",
      '-1',
      '1e9',
      '99999999999999999999',
      'x'.repeat(190),
      'x'.repeat(5000),
    ]
    const withParts = everyCall.filter(({ route }) => route.includes('/:'))
    it.each(withParts)('$method $path finds nothing at a hostile address', async (call) => {
      const parts = call.route.split('/')
      for (const [index, part] of parts.entries()) {
        if (!part.startsWith(':')) continue
        for (const hostile of hostileParts) {
          const [path = '', query] = withIds(call.path, ids).split('?')
          const changed = path.split('/').with(index, hostile).join('/')
          const answer = await send({ ...call, path: query ? `${changed}?${query}` : changed }, call.body)
          const nothing = [400, 404, 414].includes(answer.status) || answer.text === '{"views":[]}'
          expect(nothing, `${call.method} ${changed} → ${answer.status} ${answer.text}`).toBe(true)
        }
      }
    })

    it.each(everyCall.filter(({ path }) => !path.includes('?')))(
      '$method $path takes no unknown query',
      async (call) => {
        for (const query of ['x=1', '__proto__=1', 'constructor[prototype]=1', 'q=a&q=b', 'select=name&select=level']) {
          const answer = await send({ ...call, path: `${call.path}?${query}` }, call.body)
          expect(answer.status, `${query}: ${answer.text}`).toBe(400)
        }
      },
    )

    it.each([
      '/apps/crm/search?q=a&q=b',
      '/apps/crm/search?q[]=a',
      '/apps/crm/search?q=ab&limit=51',
      '/apps/crm/search?q=ab&limit=1e1',
      '/apps/crm/search?limit=5',
      '/apps/crm/entities/customer/records/{record}?select=name%00',
      '/apps/crm/entities/customer/records/{record}?select=',
      '/apps/crm/entities/customer/records/{record}?select=,',
      '/apps/crm/entities/customer/records/{record}?select=__proto__',
      '/apps/crm/entities/customer/records/{record}/history?before=%00',
      '/apps/crm/entities/customer/records/{record}/history?before=x',
      '/apps/crm/entities/customer/records/{record}/history?size=0',
      '/apps/crm/files/{file}?thumbnail=2',
      '/apps/crm/files/{file}?thumbnail=1&thumbnail=1',
    ])('GET %s is refused', async (path) => {
      const answer = await asRoot('GET', withIds(path, ids))
      expect(answer.status, answer.text).toBe(400)
    })

    it('finds a search for wild cards and for nothing harmless', async () => {
      for (const q of ['%', '_', '\\', '\u0000', '\ufffd', '%25', '   ', '\u202e', '𠮷', '(((', '*'])
        expect((await asRoot('GET', `/apps/crm/search?q=${encodeURIComponent(q)}`)).body.hits, q).toEqual([])
    })

    it('cannot be called by another method in disguise', async () => {
      const path = `/apps/crm/entities/customer/records/${ids.record}`
      for (const header of ['x-http-method-override', 'x-method-override', 'x-http-method'])
        expect((await asRoot('GET', path, undefined, { [header]: 'DELETE' })).status).toBe(200)
      for (const method of ['PUT', 'TRACE', 'OPTIONS', 'PROPFIND', 'SEARCH'])
        expect([400, 404, 405], method).toContain((await asRoot(method, path)).status)
      expect((await asRoot('GET', path)).status).toBe(200)
    })
  })
})
