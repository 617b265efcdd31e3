import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { abuseApp } from './abuse-app.fixture.ts'

const table = '/apps/crm/entities/specimen'
const json = { headers: { 'content-type': 'application/json' } }

/** JSON as it is sent: some of it is no value of JavaScript. */
const snippets = [
  ...['1e999', '-1e999', '12345678901234567890', '9007199254740993', '1.5', '-0', '1e5', '0.1', '2147483648', 'true'],
  ...['"NaN"', '"Infinity"', '"1e5"', '"99999999999999999999"', '"0x10"', '"1.23456789"', '"-0"', '"007"', '" 5 "'],
  ...['"１２"', '""', '" "', '[]', '{}', '[[]]', '[null]', '[1]', '{"$ne":null}', '{"ctx":"user"}', '[{"id":1}]'],
  ...['"2026-02-30"', '"0000-01-01"', '"infinity"', '"now"', '"2026-01-01T25:00:00Z"', '"-000001-01-01T00:00:00Z"'],
  ...[
    '"javascript:alert(1)"',
    '"data:text/html,x"',
    '"//evil.example"',
    '"http://a b"',
    '"a@b@c"',
    '"a@b.c\\r\\nBcc: x"',
  ],
  ...['"<img src=x onerror=alert(1)>"', `"'; drop table x; --"`, '"$$ $1 %s \\\\ \\" ` {{x}}"', '"\\u202egpj.exe"'],
  ...['"constructor"', '["constructor"]', '["high","high"]', '"high"', '"HIGH"', '"=1+1"', '"\\u0007"', '"😀"', '"ｱ"'],
  ...['"01900000-0000-7000-8000-000000000000"', '["01900000-0000-7000-8000-000000000000"]'],
  `"${'9'.repeat(500)}"`,
  `"${'x'.repeat(10_000)}"`,
  `[${Array(2000).fill('"high"').join()}]`,
  `"${'a'.repeat(60)}@${'b'.repeat(300)}.com"`,
]

/** Without the zeros that mean nothing. */
const plainDigits = (text: string) =>
  text
    .trim()
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/^-0$/, '0')

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('a hostile value', () => {
    let server: TestServer
    let root: TestUser
    let changed: { id: string; version: number }
    let other: { id: string }
    const send = (method: string, path: string, body: string) =>
      server.send(method, path, body, { cookie: root.cookie, ...json })
    const read = async (id: string, field: string) =>
      (await server.send('GET', `${table}/records/${id}?select=${field}`, undefined, { cookie: root.cookie })).body[
        field
      ]
    const fields = abuseApp.flatMap((one) =>
      one.kind === 'entity' && one.key === 'specimen' ? one.fields.map(({ key }) => key) : [],
    )

    beforeAll(async () => {
      server = await openTestServer(database, { documents: abuseApp })
      root = await server.addUser('Root', { administrator: true, language: 'en' })
      changed = (await send('POST', `${table}/records`, '{"values":{}}')).body
      other = (await send('POST', `${table}/records`, '{"values":{}}')).body
    })
    afterAll(() => server.close())

    /** What each of the four ways of writing makes of a value: how it is stored, or null when it is refused. */
    const write = async (field: string, snippet: string) => {
      const values = `{"${field}":${snippet}}`
      const one = `${table}/records/${changed.id}`
      const created = await send('POST', `${table}/records`, `{"values":${values}}`)
      const updated = await send('PATCH', one, `{"version":${changed.version},"values":${values}}`)
      changed.version = updated.body.version ?? changed.version
      const many = await send('POST', `${table}/bulk`, `{"create":[${values}]}`)
      const all = await send('POST', `${table}/bulk`, `{"update":{"ids":["${other.id}"],"values":${values}}}`)
      const ids = [created.body.id, updated.body.id, many.body.ids?.[0], all.status === 200 ? other.id : null]
      const stored = []
      for (const id of ids) stored.push(id ? JSON.stringify(await read(id, field)) : null)
      const broken = [created, updated, many, all].find(({ status }) => status >= 500 || status === 404)
      return { stored, fault: broken ? broken.text : null }
    }

    /** What goes wrong with one value in one field. */
    const faultsOf = async (field: string, snippet: string) => {
      const { stored, fault } = await write(field, snippet)
      const faults = fault === null ? [] : [fault]
      if (new Set(stored).size !== 1) faults.push(`stored as ${JSON.stringify(stored).slice(0, 200)}`)
      for (const op of ['eq', 'in', 'within']) {
        const filter = `{"filter":{"not":{"field":"${field}","op":"${op}","value":${snippet}}}}`
        const { status, text } = await send('POST', `${table}/query`, filter)
        if (status >= 500) faults.push(`${op} ${text}`)
      }
      return faults.map((text) => `${field} = ${snippet.slice(0, 60)}: ${text}`)
    }

    it.each(fields)(
      'of %s is taken alike by every way of writing, or refused by all, and never breaks a filter',
      async (field) => {
        // A unique value can be taken once only.
        const sent = field === 'code' ? snippets.filter(({ length }) => length > 400) : snippets
        const faults = []
        for (const snippet of sent) faults.push(...(await faultsOf(field, snippet)))
        expect(faults).toEqual([])
      },
      60_000,
    )

    it('that is a number keeps every digit or is refused', async () => {
      for (const field of ['integer', 'decimal', 'percent', 'money'])
        for (const snippet of snippets.filter((text) => /^"?[ -]?\d/.test(text))) {
          const { stored } = await write(field, snippet)
          const [one] = stored
          if (one === null || one === 'null' || one === undefined) continue
          const sent = snippet.replaceAll('"', '')
          const digits = sent === '1e5' ? '100000' : plainDigits(sent)
          expect(plainDigits(one.replaceAll('"', '')), `${field} ${snippet}`).toBe(digits)
        }
    }, 60_000)

    it('inside a cursor is refused or means a place in the list, and never breaks it', async () => {
      const sortable = [
        'text',
        'integer',
        'decimal',
        'money',
        'checkbox',
        'date',
        'datetime',
        'select',
        'person',
        'created_at',
        'id',
      ]
      for (const field of sortable) {
        const sort = [{ field, direction: 'desc' }]
        const first = await send('POST', `${table}/query`, JSON.stringify({ sort, page: { size: 1 } }))
        if (!first.body.next) continue
        const [signature, ...values] = JSON.parse(Buffer.from(first.body.next, 'base64url').toString())
        const tampered = [
          [],
          [signature],
          [signature, ...values, 1],
          ['other', ...values],
          ...[
            'x',
            7,
            1e300,
            true,
            null,
            {},
            [],
            '2026-99-99',
            'infinity',
            'NaN',
            "' or 1=1",
            'a\u0000',
            '\ud800',
          ].flatMap((value) => values.map((_: unknown, index: number) => [signature, ...values.with(index, value)])),
        ]
        for (const one of [
          ...tampered.map((list) => Buffer.from(JSON.stringify(list)).toString('base64url')),
          'x',
          '!!',
        ]) {
          for (const page of [{ after: one }, { before: one }]) {
            const answer = await send('POST', `${table}/query`, JSON.stringify({ sort, page }))
            expect([200, 400], `${field} ${Buffer.from(one, 'base64url')} ${answer.text}`).toContain(answer.status)
          }
        }
      }
    })

    it('for a version is stale, unknown or refused', async () => {
      const record = (await send('POST', `${table}/records`, '{"values":{"text":"v"}}')).body
      for (const version of [
        '0',
        '-1',
        '1.5',
        '2147483648',
        '9007199254740993',
        '1e999',
        '1e300',
        '"1"',
        'null',
        '[1]',
        '{}',
      ]) {
        const answer = await send(
          'PATCH',
          `${table}/records/${record.id}`,
          `{"version":${version},"values":{"text":"w"}}`,
        )
        expect([400, 409], `${version} ${answer.text}`).toContain(answer.status)
      }
      expect(await read(record.id, 'text')).toBe('v')
    })

    it('that is too much is refused before any work: lists, keys, lines, filters, records', async () => {
      const many = (count: number, text: string) => Array(count).fill(text).join()
      const keys = Array.from({ length: 601 }, (_, index) => `"k${index}":1`).join()
      const condition = '{"field":"text","op":"blank"}'
      const calls: [string, string][] = [
        ['/apps/crm/entities/deal/records', `{"values":{"title":"D","lines":[${many(1001, '{}')}]}}`],
        [`${table}/records`, `{"values":{${keys}}}`],
        [`${table}/bulk`, `{"create":[${many(10_001, '{}')}]}`],
        [`${table}/bulk`, `{"archive":{"ids":[${many(10_001, '"01900000-0000-7000-8000-000000000000"')}]}}`],
        [`${table}/query`, `{"filter":{"or":[${many(201, condition)}]}}`],
        [`${table}/query`, `{"filter":{"or":[${many(100, `{"and":[${many(100, condition)}]}`)}]}}`],
        [`${table}/query`, `{"filter":{"field":"text","op":"in","value":[${many(1001, '"x"')}]}}`],
        [`${table}/query`, `{"filter":${'{"not":'.repeat(40)}${condition}${'}'.repeat(40)}}`],
        [`${table}/query`, `{"select":[${many(301, '"text"')}]}`],
        [`${table}/query`, `{"sort":[${many(6, '{"field":"text","direction":"asc"}')}]}`],
        [`${table}/query`, `{"page":{"size":1001}}`],
        [`${table}/query`, `{"page":{"offset":100001}}`],
        [`${table}/query`, `${'['.repeat(100_000)}`],
        [`${table}/query`, `{"search":"${'x'.repeat(201)}"}`],
        [`${table}/aggregate`, `{"metrics":[${many(21, '{"key":"n","function":"count"}')}]}`],
      ]
      for (const [path, body] of calls) {
        const begun = performance.now()
        const answer = await send('POST', path, body)
        expect(answer.status, `${path} ${body.slice(0, 60)} ${answer.text.slice(0, 200)}`).toBe(400)
        expect(performance.now() - begun, body.slice(0, 60)).toBeLessThan(2000)
      }
    })

    it('is refused before anything is written, also when only the answer was asked for wrongly', async () => {
      const count = async () =>
        (await send('POST', `${table}/aggregate`, '{"metrics":[{"key":"n","function":"count"}],"archived":"include"}'))
          .body.rows[0].metrics.n
      const before = await count()
      for (const select of ['nonsuch', 'text.x', 'relation.nonsuch', 'constructor']) {
        const answer = await send('POST', `${table}/records`, `{"values":{"text":"X"},"select":["${select}"]}`)
        expect(answer.status, `${select} ${answer.text}`).toBe(400)
      }
      expect(await count()).toBe(before)
    })

    it('is refused by the same rights on archiving and restoring as on saving', async () => {
      const path = '/apps/crm/entities/customer'
      const manager = await server.addUser('Manager', { roles: ['crm/manager'] })
      const as = (method: string, to: string, body?: unknown) =>
        server.send(method, `${path}${to}`, body, { cookie: manager.cookie })
      const made = (await send('POST', `${path}/records`, `{"values":{"name":"M","owner":"${manager.id}"}}`)).body
      const own = (await as('POST', '/records', { values: { name: 'Own' } })).body.id ?? made.id
      expect((await as('DELETE', `/records/${own}`)).status).toBeGreaterThanOrEqual(403)
      expect((await as('POST', '/bulk', { archive: { ids: [own] } })).body.archived ?? 0).toBe(0)
      await server.send('DELETE', `${path}/records/${own}`, undefined, { cookie: root.cookie })
      expect([403, 404]).toContain((await as('POST', `/records/${own}/restore`)).status)
    })
  })
})
