import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import type { AppDocumentAny, CommandDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: text, en: text })
const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })
const v = (name: string) => ({ var: name })
const set = (field: string, expr: ExpressionJson) => ({ field, value: is(expr) })

const forms: AppDocumentAny[] = [
  {
    ...{ kind: 'form', key: 'grading', label: words('grading'), entity: 'customer', position: 900 },
    items: [
      { item: 'field', field: 'name', required: true },
      { item: 'field', field: 'level' },
      { item: 'field', field: 'code' },
    ],
    rules: [
      {
        ...{ key: 'coded', when: is({ '==': [v('level'), 'high'] }) },
        actions: [{ do: 'require', fields: ['code'] }],
      },
    ],
  } as AppDocumentAny,
  {
    ...{ kind: 'form', key: 'for_bosses', label: words('for bosses'), entity: 'customer', position: 901 },
    use: { roles: ['boss'] },
    items: [{ item: 'field', field: 'name' }],
  },
]

const command = (key: string, more: Partial<CommandDocument>): AppDocumentAny => ({
  ...{ kind: 'command', key, label: words(key), entity: 'customer', places: ['record', 'row'], actions: [] },
  ...more,
})
const form = (key: string, values: object[] = []) => ({
  ...{ key: 'form', type: 'edit_form' },
  options: { form: key, ...(values.length > 0 && { values }) },
})

const commands = [
  command('grade', {
    when: is({ '!': [{ '==': [v('level'), 'high'] }] }),
    actions: [
      form('grading', [set('level', 'high')]),
      {
        key: 'own',
        type: 'update_fields',
        options: { values: [set('credit', { if: [{ '==': [v('level'), 'high'] }, 9, 1] })] },
      },
      {
        ...{ key: 'deal', type: 'create_record' },
        options: { entity: 'deal', values: [set('title', { cat: ['For ', v('code')] }), set('customer', v('id'))] },
      },
    ],
  }),
  command('only_form', { actions: [form('grading')] }),
  command('boss_form', { actions: [form('for_bosses')] }),
]

describe.each(testDatabases)('an action that begins with a form, on $name', (database) => {
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
  const preview = (user: TestUser, key: string, id: string, more: object = {}) =>
    as(user)('POST', `${table}/commands/${key}/preview`, { ids: [id], ...more })
  const save = (user: TestUser, key: string, id: string, filled: object, more: object = {}) =>
    as(user)('POST', `${table}/commands/${key}/run`, {
      ...{ ids: [id], key: `click number ${++click}`, form: { version: 1, ...filled } },
      ...more,
    })
  const dealsOf = async (id: string) =>
    (await as(boss)('POST', '/apps/crm/entities/deal/query', { filter: { field: 'customer', op: 'eq', value: id } }))
      .body.records

  beforeAll(async () => {
    server = await openTestServer(database, { documents: [...testApp, ...forms, ...commands] })
    boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
    sales = await server.addUser('Sales', { roles: ['crm/sales'], language: 'en' })
  })
  afterAll(() => server.close())

  it('says which form is filled in, and what stands in it already; nothing is written', async () => {
    const id = await make({ name: 'A' })
    const { status, body } = await preview(boss, 'grade', id)
    expect(status).toBe(200)
    expect(body).toEqual({ form: { form: 'grading', values: { level: 'high' } }, related: [] })
    expect(await read(id)).toMatchObject({ level: null, version: 1 })
  })

  it('writes what was filled in together with its steps, which go on from it', async () => {
    const id = await make({ name: 'B' })
    const { status, body } = await save(boss, 'grade', id, { values: { level: 'high', code: 'B-1' } })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.results).toMatchObject([{ id, title: 'B', done: true }])
    expect(await read(id)).toMatchObject({ level: 'high', code: 'B-1', credit: '9.00', version: 2 })
    expect(await dealsOf(id)).toMatchObject([{ title: 'For B-1' }])
  })

  it('is refused by the rules of the form, and then nothing happens', async () => {
    const id = await make({ name: 'C' })
    const { status, body } = await save(boss, 'grade', id, { values: { level: 'high' } })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'RECORD_INVALID', problems: [{ path: 'code', code: 'FIELD_REQUIRED' }] })
    const blank = await save(boss, 'only_form', id, { values: { name: null } })
    expect(blank.body.problems).toMatchObject([{ path: 'name' }])
    expect(await read(id)).toMatchObject({ level: null, version: 1 })
    expect(await dealsOf(id)).toEqual([])
  })

  it('is refused where rights do not allow what was filled in, or what its steps write', async () => {
    const id = await make({ name: 'D' }, sales)
    const own = await save(sales, 'only_form', id, { values: { code: 'D-1' } })
    expect(own.status).toBe(200)
    const hidden = await save(sales, 'only_form', id, { values: { credit: '5' }, version: 2 })
    expect(hidden.body).toMatchObject({ code: 'RECORD_INVALID', problems: [{ path: 'credit' }] })
    // The step writes a field that sales may not.
    const step = await save(sales, 'grade', id, { values: { level: 'high' }, version: 2 })
    expect(step.body).toMatchObject({ code: 'RECORD_INVALID', problems: [{ path: 'credit' }] })
    expect(await dealsOf(id)).toEqual([])
    const foreign = await make({ name: 'E' })
    expect((await preview(sales, 'only_form', foreign)).body.code).toBe('RECORD_NOT_FOUND')
    expect((await save(sales, 'only_form', foreign, { values: {} })).body.code).toBe('RECORD_NOT_FOUND')
  })

  it('tells who fills it in that somebody changed the record meanwhile, with the record as it is', async () => {
    const id = await make({ name: 'F' })
    await as(boss)('PATCH', `${table}/records/${id}`, { version: 1, values: { name: 'F2' } })
    const { status, body } = await save(boss, 'only_form', id, { values: { code: 'F-1' } })
    expect([status, body.code, body.current.name]).toEqual([409, 'RECORD_CHANGED', 'F2'])
    const merged = await save(boss, 'only_form', id, { values: { code: 'F-1' }, version: 2 })
    expect(merged.status).toBe(200)
    expect(await read(id)).toMatchObject({ name: 'F2', code: 'F-1' })
  })

  it('does not open where its condition does not hold, and is not carried out either', async () => {
    const id = await make({ name: 'G', level: 'high', code: 'G-1' })
    expect((await preview(boss, 'grade', id)).body.code).toBe('COMMAND_NOT_NOW')
    expect((await save(boss, 'grade', id, { values: { code: 'G-2' } })).body.code).toBe('COMMAND_NOT_NOW')
    expect(await read(id)).toMatchObject({ code: 'G-1', version: 1 })
  })

  it('runs once, however often saving is sent', async () => {
    const id = await make({ name: 'H' })
    const more = { key: 'one save of a form' }
    const filled = { values: { level: 'high', code: 'H-1' } }
    const answers = await Promise.all([1, 2].map(() => save(boss, 'grade', id, filled, more)))
    const again = await save(boss, 'grade', id, filled, more)
    for (const { status, body } of [...answers, again]) {
      // Two at the same moment: the second either waits for the first or is told that it was faster.
      if (status === 200) expect(body.results).toMatchObject([{ id, done: true }])
      else expect(['RECORD_CHANGED', 'COMMAND_NOT_NOW', 'RECORD_INVALID']).toContain(body.code)
    }
    expect(again.status).toBe(200)
    expect(await dealsOf(id)).toHaveLength(1)
    expect(await read(id)).toMatchObject({ version: 2 })
  })

  it('is not run without what is filled in, nor another action with it', async () => {
    const id = await make({ name: 'I' })
    const without = await as(boss)('POST', `${table}/commands/only_form/run`, { ids: [id], key: 'no form at all' })
    expect([without.status, without.body.code]).toEqual([400, 'COMMAND_FORM_NEEDED'])
    const other = await save(boss, 'raise', id, { values: { name: 'X' } })
    expect([other.status, other.body.code]).toEqual([409, 'COMMAND_FORM_GONE'])
    const many = [id, await make({ name: 'J' })]
    const both = await as(boss)('POST', `${table}/commands/only_form/run`, { ids: many, key: 'of two records' })
    expect(both.body.code).toBe('COMMAND_ONE_ONLY')
  })

  it('is offered only to those who have its form, and says so to others', async () => {
    const keysFor = async (user: TestUser) =>
      (await as(user)('GET', '/apps/crm')).body.commands.map(({ key }: CommandDocument) => key)
    expect(await keysFor(boss)).toContain('boss_form')
    expect(await keysFor(sales)).not.toContain('boss_form')
    expect(await keysFor(sales)).toContain('only_form')
    const id = await make({ name: 'K' }, sales)
    for (const answer of [await preview(sales, 'boss_form', id), await save(sales, 'boss_form', id, { values: {} })])
      expect([answer.status, answer.body.code]).toEqual([409, 'COMMAND_FORM_GONE'])
  })

  it('asks to take on records that resemble it, as other forms do', async () => {
    const id = await make({ name: 'L' })
    const filled = { values: { name: 'L2' }, acceptDuplicates: true }
    expect((await save(boss, 'only_form', id, filled)).status).toBe(200)
  })
})
