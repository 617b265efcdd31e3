import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'
import { placesOf, replaceAt } from './every-call.fixture.ts'

const labels = [
  `'; drop table ws_main.crm__customer; --`,
  `"quoted" \\"twice\\" \\ back`,
  '$$ end $1 $body$ %s %% ? :name @x',
  '😀 榫卯 👩‍👩‍👧 \u202egpj',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '{{constructor.constructor("x")()}} $ {7*7} #{x}',
  'two\nlines */ -- /*',
]
const words = (text: string) => ({ zh: text, en: text })

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('a hostile document', () => {
    let server: TestServer
    let root: TestUser
    const as = (method: string, path: string, body?: unknown) =>
      server.send(method, `/apps/crm${path}`, body, { cookie: root.cookie })
    const put = (document: { kind: string; key: string }, body: unknown = document) =>
      as('PUT', `/draft/documents/${document.kind}/${document.key}`, body)
    const original = (kind: string, key: string) =>
      structuredClone(testApp.find((one) => one.kind === kind && one.key === key)) as AppDocumentAny & {
        fields: { key: string; type: string; label: object; default?: unknown }[]
      }

    beforeAll(async () => {
      server = await openTestServer(database)
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      await as('POST', '/entities/customer/records', { values: { name: 'Stays' } })
    })
    afterAll(() => server.close())

    it.each(labels)('with the label %j is published, shown as it is, and harms no table', async (label) => {
      const entity = original('entity', 'customer')
      const set = original('option_set', 'level') as unknown as { options: { key: string; label: object }[] }
      await put({
        ...entity,
        label: words(label),
        description: words(label),
        fields: entity.fields.map((one) => ({
          ...one,
          label: words(label),
          help: words(label),
          ...(one.key === 'code' && { default: label.split('\n')[0] }),
        })),
      } as never)
      await put({ ...set, options: set.options.map((one) => ({ ...one, label: words(label) })) } as never)
      const published = await as('POST', '/publish', { note: label })
      expect([published.status, published.body.code], published.text.slice(0, 500)).toEqual([200, undefined])
      const { entities } = (await as('GET', '')).body
      expect(entities.find((one: { key: string }) => one.key === 'customer').label.en).toBe(label)
      const { rows } = await server.services.database.run<{ comment: string }>({
        text: `select col_description('ws_main.crm__customer'::regclass, attnum) as comment from pg_attribute
               where attrelid = 'ws_main.crm__customer'::regclass and attname = 'name'`,
        values: [],
      })
      expect(rows[0]?.comment).toContain(label)
      const made = await as('POST', '/entities/customer/records', { values: { name: label.replaceAll('\n', ' ') } })
      expect(made.body.code, made.text).toBe(label.split('\n')[0]?.normalize('NFC'))
      const { records } = (await as('POST', '/entities/customer/query', { search: 'Stays' })).body
      expect(records).toHaveLength(1)
    })

    it('that names tables and fields like words of SQL makes tables that work', async () => {
      const keys = ['select', 'table', 'user', 'order', 'group', 'from', 'null', 'default', 'returning', 'row']
      for (const key of ['select', 'user', 'constructor', 'pg_class']) {
        const fields = keys.map((one) => ({ key: one, type: 'text', label: words(one) }))
        const stored = await put({ kind: 'entity', key, label: words(key), titleField: 'select', fields } as never)
        expect(stored.status, stored.text.slice(0, 300)).toBe(200)
      }
      const published = await as('POST', '/publish', {})
      expect(published.status, published.text.slice(0, 500)).toBe(200)
      for (const key of ['select', 'user', 'constructor', 'pg_class']) {
        const values = Object.fromEntries(keys.map((one) => [one, `${one} value`]))
        expect((await as('POST', `/entities/${key}/records`, { values })).status).toBe(201)
        const sort = keys.slice(0, 5).map((field) => ({ field, direction: 'desc' }))
        const filter = { and: keys.map((field) => ({ field, op: 'contains', value: 'value' })) }
        const { body } = await as('POST', `/entities/${key}/query`, { select: keys, sort, filter, search: 'val' })
        expect(body.records ?? body, key).toMatchObject([values])
      }
    })

    it.each([
      'constructor',
      'id',
      'version',
      'owner_id',
      'tableoid',
      'xmin',
      'ctid',
      'a__b',
      'A',
      '1a',
      'a-b',
      'a b',
      'a"',
      '',
      'x'.repeat(42),
      '__proto__',
    ])('with the field key %j is never published', async (key) => {
      const entity = original('entity', 'vault')
      const bad = { ...entity, fields: [...entity.fields, { key, type: 'text', label: words('x') }] }
      const stored = await put(bad as never)
      if (stored.status === 200) expect((await as('POST', '/publish', {})).body.code).toBe('APP_INVALID')
      else expect([400, 422]).toContain(stored.status)
      await as('POST', '/draft/discard')
    })

    /** Keeps a document with another value at one place and publishes it; answers with what broke. */
    const faultsOf = async (document: AppDocumentAny, path: readonly string[], other: unknown) => {
      const stored = await put(document, replaceAt(document, path, other))
      const published = stored.status === 200 ? await as('POST', '/publish', {}) : stored
      if (stored.status === 200) await put(document)
      const broken = [stored, published].find(({ status }) => ![200, 400, 404, 409, 422].includes(status))
      return broken ? [`${document.key}/${path.join('/')} = ${JSON.stringify(other)}: ${broken.text}`] : []
    }

    it('of wrong types anywhere is refused or kept as a draft, and breaks neither this nor publishing', async () => {
      const wrong: string[] = []
      const others = [null, 7, ['x'], { toString: 'x' }, 'nonsuch', true]
      let turn = 0
      for (const document of testApp) {
        for (const path of placesOf(document).slice(1)) {
          turn += 1
          wrong.push(...(await faultsOf(document, path, others[turn % others.length])))
        }
        await as('POST', '/draft/discard')
      }
      expect(wrong).toEqual([])
      expect((await as('GET', '')).status).toBe(200)
    }, 120_000)
  })
})
