import { qualified } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import type { AppDocumentAny, CommandDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })
const v = (name: string) => ({ var: name })

const command = (key: string, more: Partial<CommandDocument>): AppDocumentAny => ({
  kind: 'command',
  key,
  label: words(key),
  entity: 'customer',
  places: ['record', 'row', 'selection'],
  actions: [],
  ...more,
})
const set = (field: string, expr: ExpressionJson) => ({ field, value: is(expr) })

const commands = [
  command('lower', {
    when: is({ '==': [v('level'), 'high'] }),
    actions: [{ key: 'a', type: 'update_fields', options: { values: [set('level', 'low')] } }],
  }),
  command('grade', {
    input: [{ field: 'level', required: true }, { field: 'credit' }],
    actions: [
      { key: 'a', type: 'update_fields', options: { values: [set('code', { cat: [v('name'), '-', v('level')] })] } },
    ],
  }),
  command('deal_and_code', {
    actions: [
      { key: 'a', type: 'update_fields', options: { values: [set('code', { cat: ['C', v('name')] })] } },
      {
        key: 'b',
        type: 'create_record',
        options: {
          entity: 'deal',
          values: [set('title', { cat: ['Deal of ', v('name'), ' ', v('code')] }), set('customer', v('id'))],
          open: true,
        },
      },
    ],
  }),
  command('bad_deal', {
    actions: [
      { key: 'a', type: 'update_fields', options: { values: [set('level', 'low')] } },
      {
        key: 'b',
        type: 'create_record',
        options: { entity: 'deal', values: [set('title', null), set('customer', v('id'))] },
      },
    ],
  }),
  command('secret', {
    places: ['record'],
    actions: [
      {
        key: 'a',
        type: 'open_link',
        options: {
          url: 'https://x.example/?c={credit}&n={name}',
          values: [
            { key: 'credit', value: is(v('credit')) },
            { key: 'name', value: is(v('name')) },
          ],
        },
      },
    ],
  }),
  command('for_bosses', {
    roles: ['boss'],
    actions: [{ key: 'a', type: 'update_fields', options: { values: [set('name', 'Boss was here')] } }],
  }),
  command('hidden_rule', {
    when: is({ '>': [v('credit'), 100] }),
    actions: [{ key: 'a', type: 'update_fields', options: { values: [set('code', 'rich')] } }],
  }),
]

describe.each(testDatabases)('a command that is run, on $name', (database) => {
  if (database.skip) return it.skip(database.skip)
  let server: TestServer
  let boss: TestUser
  let sales: TestUser
  let click = 0
  const table = '/apps/crm/entities/customer'
  const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
    server.send(method, path, body, { cookie: user.cookie })
  const make = async (values: object, user = boss): Promise<string> =>
    (await as(user)('POST', `${table}/records`, { values })).body.id
  const read = async (id: string) => (await as(boss)('GET', `${table}/records/${id}`)).body
  const run = (user: TestUser, key: string, ids: string[], more: object = {}) =>
    as(user)('POST', `${table}/commands/${key}/run`, { ids, key: `click number ${++click}`, ...more })
  const dealsOf = async (id: string) =>
    (await as(boss)('POST', '/apps/crm/entities/deal/query', { filter: { field: 'customer', op: 'eq', value: id } }))
      .body.records

  beforeAll(async () => {
    server = await openTestServer(database, { documents: [...testApp, ...commands] })
    boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
    sales = await server.addUser('Sales', { roles: ['crm/sales'], language: 'en' })
  })
  afterAll(() => server.close())

  it('writes what it says, and says how to take it back', async () => {
    const id = await make({ name: 'A', level: 'high' })
    const { status, body } = await run(boss, 'lower', [id])
    expect(status).toBe(200)
    expect(body.results).toEqual([
      { id, title: 'A', done: true, steps: [], undo: { version: 2, values: { level: 'high' } } },
    ])
    expect(await read(id)).toMatchObject({ level: 'low', version: 2 })
    await as(boss)('PATCH', `${table}/records/${id}`, body.results[0].undo)
    expect(await read(id)).toMatchObject({ level: 'high', version: 3 })
  })

  it('is refused in words when its condition does not hold any more: who changed what, and what it needs', async () => {
    const id = await make({ name: 'B', level: 'high' })
    const other = await server.addUser('Li', { roles: ['crm/boss'], language: 'en' })
    await as(other)('PATCH', `${table}/records/${id}`, { version: 1, values: { level: 'low' } })
    const { status, body } = await run(boss, 'lower', [id], { seen: 1 })
    expect(status).toBe(409)
    expect(body.code).toBe('COMMAND_NOT_NOW')
    expect(body.message).toBe(
      '"lower" does not apply to "B" any more. Li has just changed: level. The action needs: {level} = "high".',
    )
    expect(await read(id)).toMatchObject({ version: 2 })
  })

  it('names nothing that the user may not know of', async () => {
    const id = await make({ name: 'C' }, sales)
    const { body } = await run(sales, 'hidden_rule', [id])
    expect(body.code).toBe('COMMAND_NOT_NOW')
    expect(body.message).not.toContain('credit')
    // The condition is decided over what the author may see: for whoever runs it.
    const { version } = await read(id)
    await as(boss)('PATCH', `${table}/records/${id}`, { version, values: { credit: '500' } })
    expect((await run(sales, 'hidden_rule', [id])).status).toBe(200)
    expect(await read(id)).toMatchObject({ code: 'rich' })
    const link = (await run(sales, 'secret', [id])).body.results[0].steps[0]
    expect(link).toEqual({ action: 'open_link', url: 'https://x.example/?c=&n=C' })
    const asBoss = (await run(boss, 'secret', [id])).body.results[0].steps[0]
    expect(asBoss.url).toBe('https://x.example/?c=500&n=C')
  })

  it('asks for what it has to know, and takes nothing else', async () => {
    const id = await make({ name: 'D' })
    const missing = await run(boss, 'grade', [id])
    expect(missing.status).toBe(400)
    expect(missing.body.problems).toMatchObject([{ path: 'level', code: 'FIELD_REQUIRED' }])
    const more = await run(boss, 'grade', [id], { input: { level: 'high', name: 'X' } })
    expect(more.body.problems).toMatchObject([{ path: 'name', code: 'FIELD_READ_ONLY' }])
    expect((await run(boss, 'grade', [id], { input: { level: 'nonsense' } })).status).toBe(400)
    expect((await run(boss, 'grade', [id], { input: { level: 'high', credit: '7' } })).status).toBe(200)
    // Later actions see what was filled in.
    expect(await read(id)).toMatchObject({ level: 'high', credit: '7.00', code: 'D-high', version: 2 })
  })

  it('does all of it or nothing', async () => {
    const id = await make({ name: 'E' })
    const done = await run(boss, 'deal_and_code', [id])
    const [deal] = await dealsOf(id)
    expect(deal).toMatchObject({ title: 'Deal of E CE', customer: id })
    expect(done.body.results[0]).toMatchObject({
      steps: [{ action: 'create_record', entity: 'deal', id: deal.id }],
      undo: null,
    })
    const refused = await run(boss, 'bad_deal', [id])
    expect(refused.status).toBe(400)
    expect(await read(id)).toMatchObject({ level: null, version: 2 })
    expect(await dealsOf(id)).toHaveLength(1)
  })

  it('gives nobody rights that they do not have', async () => {
    const foreign = await make({ name: 'F', level: 'high' })
    expect((await run(sales, 'lower', [foreign])).body.code).toBe('RECORD_NOT_FOUND')
    expect((await run(sales, 'for_bosses', [foreign])).body.code).toBe('COMMAND_UNKNOWN')
    const own = await make({ name: 'G' }, sales)
    const hidden = await run(sales, 'grade', [own], { input: { level: 'high', credit: '7' } })
    expect(hidden.body).toMatchObject({ code: 'RECORD_INVALID', problems: [{ path: 'credit' }] })
  })

  it('of many records tells of each; one that is refused keeps the others from nothing', async () => {
    const ids = [
      await make({ name: 'H', level: 'high' }),
      await make({ name: 'I' }),
      await make({ name: 'J', level: 'high' }),
    ]
    const { body } = await run(boss, 'lower', ids)
    expect(body.results).toMatchObject([
      { title: 'H', done: true },
      { title: 'I', done: false, code: 'COMMAND_NOT_NOW' },
      { title: 'J', done: true },
    ])
    expect((await run(boss, 'secret', ids)).body.code).toBe('COMMAND_ONE_ONLY')
    const none = await as(boss)('POST', `${table}/commands/lower/run`, {
      filter: { and: [{ field: 'id', op: 'in', value: ids }] },
      key: 'by a filter',
    })
    expect(none.body.results).toHaveLength(3)
  })

  it('runs once, however often a click is sent', async () => {
    const id = await make({ name: 'K' })
    const key = 'one and the same click'
    const answers = await Promise.all([1, 2, 3].map(() => run(boss, 'deal_and_code', [id], { key })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const again = await run(boss, 'deal_and_code', [id], { key })
    for (const { body } of [...answers, again]) expect(body).toEqual(answers[0]?.body)
    expect(await dealsOf(id)).toHaveLength(1)
    const lowered = await make({ name: 'L', level: 'high' })
    await run(boss, 'lower', [lowered], { key })
    // Its condition does not hold any more, by its own doing.
    expect((await run(boss, 'lower', [lowered], { key })).body.results[0].done).toBe(true)
    const { workspace } = server.services
    const { rows } = await workspace.database.run({
      text: `select record from ${qualified(workspace.schema, 'command_run')} where key = $1`,
      values: [key],
    })
    expect(rows).toHaveLength(2)
  })

  it('tells the browser what is offered, and not what it does', async () => {
    const { body } = await as(sales)('GET', '/apps/crm')
    const keys = body.commands.map(({ key }: CommandDocument) => key)
    expect(keys).not.toContain('for_bosses')
    expect(JSON.stringify(body.commands)).not.toContain('credit}')
    const hidden = body.commands.find(({ key }: CommandDocument) => key === 'hidden_rule')
    expect(hidden).toMatchObject({ when: { expr: { server: [] } }, actions: [{ key: 'a', type: 'update_fields' }] })
  })

  it('finds no archived record', async () => {
    const id = await make({ name: 'M', level: 'high' })
    await as(boss)('DELETE', `${table}/records/${id}`)
    expect((await run(boss, 'lower', [id])).body.code).toBe('COMMAND_ARCHIVED')
  })
})
