import { openCommand, runCommand } from '@mortise/command/server'
import { asUser } from '@mortise/data'
import type { DataEngine } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import type { AppDocumentAny, AppModel, CommandDocument, EntityGrant, FieldDocument } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: text, en: text })
const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })
const v = (name: string) => ({ var: name })
const set = (field: string, expr: ExpressionJson) => ({ field, value: is(expr) })
const field = (key: string, type: string, more: Partial<FieldDocument> = {}): FieldDocument => ({
  ...{ key, type, label: words(key) },
  ...more,
})
const relation = (entity: string, inverse: string) => ({
  options: { entity, inverse: { key: inverse, label: words(inverse) } },
})
const all: EntityGrant = { read: 'all', create: true, update: 'all', delete: 'all' }

/** Accounts with chances, which have lines and tags; a chance can be part of another. */
const tables: AppDocumentAny[] = [
  {
    ...{ kind: 'entity', key: 'account', label: words('account'), titleField: 'name' },
    fields: [field('name', 'text'), field('note', 'text'), field('rate', 'decimal')],
  },
  {
    ...{ kind: 'entity', key: 'chance', label: words('chance'), plural: words('chances'), titleField: 'name' },
    fields: [
      field('name', 'text', { required: true }),
      field('account', 'relation', relation('account', 'chances')),
      field('whole', 'relation', relation('chance', 'parts')),
      field('tags', 'relation_many', relation('tag', 'chances')),
      field('state', 'text', { default: 'open' }),
      field('amount', 'decimal'),
      field('code', 'text', { unique: true }),
      field('lines', 'sub_table', { options: { entity: 'chance_line' } }),
    ],
  },
  {
    ...{ kind: 'entity', key: 'chance_line', label: words('line'), titleField: 'product', parentField: 'chance' },
    fields: [
      field('chance', 'relation', { options: { entity: 'chance', onDelete: 'cascade' } }),
      field('product', 'text'),
      field('item', 'relation', relation('tag', 'lines')),
      field('quantity', 'integer'),
    ],
  },
  {
    ...{ kind: 'entity', key: 'tag', label: words('tag'), titleField: 'name' },
    fields: [field('name', 'text'), field('uses', 'integer')],
  },
  {
    ...{ kind: 'role', key: 'clerk', label: words('clerk') },
    entities: {
      account: all,
      tag: all,
      chance: { read: 'all', create: true, update: 'own', fields: { amount: 'read', '*': 'write' } },
    },
  },
  {
    ...{ kind: 'role', key: 'onlooker', label: words('onlooker') },
    entities: {
      account: { read: 'own', create: true, update: 'own' },
      chance: { read: 'own', create: true, update: 'own' },
    },
  },
  {
    ...{ kind: 'role', key: 'loner', label: words('loner') },
    entities: { account: all, chance: { read: 'own', create: true, update: 'own' } },
  },
]

const command = (
  key: string,
  entity: string,
  actions: CommandDocument['actions'],
  more: Partial<CommandDocument> = {},
) =>
  ({
    ...{ kind: 'command', key, label: words(key), entity, places: ['record', 'row', 'selection'], actions },
    ...more,
  }) as AppDocumentAny
const related = (relation: string, values: object[], filter?: object) => ({
  ...{ key: 'around', type: 'update_related' },
  options: { relation, values, ...(filter && { filter }) },
})
const update = (...values: object[]) => ({ key: 'own', type: 'update_fields', options: { values } })
const open = { field: 'state', op: 'eq', value: 'open' }

const form = {
  ...{ kind: 'form', key: 'whole_chance', label: words('whole chance'), entity: 'chance' },
  items: [
    ...['name', 'account', 'tags'].map((key) => ({ item: 'field', field: key })),
    { item: 'sub_table', field: 'lines', columns: ['product', 'item'] },
  ],
} as AppDocumentAny

const commands = [
  command('close_chances', 'account', [
    update(set('note', { cat: [v('name'), ' closed'] })),
    // Values see both: the chance, and around it the account as the step before leaves it.
    related('chances', [set('state', 'closed'), set('name', { cat: [v('name'), ' of ', { outer: 'note' }] })], open),
  ]),
  command('mark_account', 'chance', [related('account', [set('note', { outer: 'name' })])]),
  command('count_tags', 'chance', [related('tags', [set('uses', { '+': [v('uses'), 1] })])]),
  command('of_tag', 'tag', [related('chances', [set('state', 'tagged')])]),
  command('close_others', 'chance', [
    related('account.chances', [set('state', 'lost')], { formula: is({ '!=': [v('id'), { outer: 'id' }] }) }),
  ]),
  command('close_there', 'chance', [related('account.chances', [set('state', 'lost')])], {
    input: [{ field: 'account' }],
  }),
  command(
    'fill_there',
    'chance',
    [
      { key: 'fill', type: 'edit_form', options: { form: 'whole_chance' } },
      related('account.chances', [set('state', 'lost')]),
    ],
    { places: ['record', 'row'] },
  ),
  command('whole_account', 'chance', [
    update(set('state', 'mine')),
    related('account.chances', [set('code', { cat: ['C-', v('name')] })]),
  ]),
  command('more_of_each', 'chance', [
    related('lines', [set('quantity', { '*': [v('quantity'), 2] })], { field: 'product', op: 'eq', value: 'pen' }),
  ]),
  command('of_item', 'tag', [related('lines', [set('product', { outer: 'name' })])]),
  command('double_of_item', 'tag', [related('lines', [set('quantity', { '*': [v('quantity'), 2] })])]),
  command('raise_amount', 'account', [related('chances', [set('amount', 5)])]),
  command('one_code', 'account', [related('chances', [set('code', 'the same')])]),
  command('twice', 'account', [
    related('chances', [set('state', 'first'), set('amount', 1)]),
    { ...related('chances', [set('state', { cat: [v('state'), ' second'] })]), key: 'again' },
  ]),
]

describe.each(testDatabases)('an action that changes records around, on $name', (database) => {
  if (database.skip) return it.skip(database.skip)
  let server: TestServer
  let boss: TestUser
  let clerk: TestUser
  let loner: TestUser
  let onlooker: TestUser
  let click = 0
  const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
    server.send(method, path, body, { cookie: user.cookie })
  const make = async (entity: string, values: object, user = boss): Promise<string> => {
    const { body } = await as(user)('POST', `/apps/crm/entities/${entity}/records`, { values })
    expect(body.id, JSON.stringify(body)).toBeDefined()
    return body.id
  }
  const read = async (entity: string, id: string) =>
    (await as(boss)('GET', `/apps/crm/entities/${entity}/records/${id}`)).body
  const linesOf = async (id: string): Promise<[string, number][]> => {
    const { body } = await as(boss)('GET', `/apps/crm/entities/chance/records/${id}?select=lines`)
    return body.lines.map(({ product, quantity }: { product: string; quantity: number }) => [product, quantity])
  }
  const press = (user: TestUser, path: string, ids: string[], more: object = {}) =>
    as(user)('POST', `/apps/crm/entities/${path.replace('/', '/commands/')}/run`, {
      ...{ ids, key: `click number ${++click}` },
      ...more,
    })
  const preview = (user: TestUser, path: string, body: object) =>
    as(user)('POST', `/apps/crm/entities/${path.replace('/', '/commands/')}/preview`, body)
  const chancesOf = async (account: string, names: readonly string[], user = boss) => {
    const ids: string[] = []
    for (const name of names) ids.push(await make('chance', { name, account }, user))
    return ids
  }

  beforeAll(async () => {
    server = await openTestServer(database, { documents: [...testApp, ...tables, form, ...commands] })
    boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
    clerk = await server.addUser('Clerk', { roles: ['crm/clerk'], language: 'en' })
    onlooker = await server.addUser('Onlooker', { roles: ['crm/onlooker'], language: 'en' })
    loner = await server.addUser('Loner', { roles: ['crm/loner'], language: 'zh' })
  })
  afterAll(() => server.close())

  it('gives those that point to it values that see both, and leaves alone what does not match', async () => {
    const account = await make('account', { name: 'A' })
    const [first = '', second = ''] = await chancesOf(account, ['one', 'two'])
    const won = await make('chance', { name: 'won', account, state: 'won' })
    const elsewhere = await make('chance', { name: 'elsewhere' })
    const counted = await preview(boss, 'account/close_chances', { ids: [account] })
    expect(counted.body).toEqual({ form: null, related: [{ entity: 'chance', count: 2 }] })
    expect(await read('chance', first)).toMatchObject({ state: 'open', version: 1 })
    const { status, body } = await press(boss, 'account/close_chances', [account])
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.results).toEqual([{ id: account, title: 'A', done: true, steps: [], undo: null }])
    expect(await read('chance', first)).toMatchObject({ state: 'closed', name: 'one of A closed', version: 2 })
    expect(await read('chance', second)).toMatchObject({ state: 'closed', name: 'two of A closed' })
    expect(await read('chance', won)).toMatchObject({ state: 'won', version: 1 })
    expect(await read('chance', elsewhere)).toMatchObject({ state: 'open', version: 1 })
    expect(await read('account', account)).toMatchObject({ note: 'A closed', version: 2 })
  })

  it('follows relations to one, to many and back again, and paths of them', async () => {
    const account = await make('account', { name: 'B' })
    const [first = '', second = ''] = await chancesOf(account, ['one', 'two'])
    await press(boss, 'chance/mark_account', [first])
    expect(await read('account', account)).toMatchObject({ note: 'one' })
    expect((await press(boss, 'chance/mark_account', [await make('chance', { name: 'alone' })])).status).toBe(200)

    const tags = [await make('tag', { name: 'x', uses: 1 }), await make('tag', { name: 'y', uses: 4 })]
    const tagged = await make('chance', { name: 'tagged', tags })
    await press(boss, 'chance/count_tags', [tagged])
    expect(await Promise.all(tags.map(async (id) => (await read('tag', id)).uses))).toEqual([2, 5])
    await press(boss, 'tag/of_tag', [tags[0] ?? ''])
    expect(await read('chance', tagged)).toMatchObject({ state: 'tagged' })

    await press(boss, 'chance/close_others', [first])
    expect(await read('chance', first)).toMatchObject({ state: 'open' })
    expect(await read('chance', second)).toMatchObject({ state: 'lost' })
  })

  it('counts the record itself among those around, where it is one of them', async () => {
    const account = await make('account', { name: 'C' })
    const [first = '', second = ''] = await chancesOf(account, ['c1', 'c2'])
    expect((await press(boss, 'chance/whole_account', [first])).status).toBe(200)
    expect(await read('chance', first)).toMatchObject({ state: 'mine', code: 'C-c1', version: 2 })
    expect(await read('chance', second)).toMatchObject({ state: 'open', code: 'C-c2', version: 2 })
  })

  it('changes lines with the record that owns them, and keeps the others', async () => {
    const item = await make('tag', { name: 'paper' })
    const lines = [
      { product: 'pen', quantity: 2 },
      { product: 'ink', quantity: 3, item },
      { product: 'pen', quantity: 5 },
    ]
    const id = await make('chance', { name: 'D', lines })
    expect((await preview(boss, 'chance/more_of_each', { ids: [id] })).body.related).toEqual([
      { entity: 'chance_line', count: 2 },
    ])
    await press(boss, 'chance/more_of_each', [id])
    expect(await linesOf(id)).toEqual([
      ['pen', 4],
      ['ink', 3],
      ['pen', 10],
    ])
    const other = await make('chance', { name: 'E', lines: [{ product: 'ink', item }, { product: 'clip' }] })
    await press(boss, 'tag/of_item', [item])
    expect((await linesOf(id)).map(([product]) => product)).toEqual(['pen', 'paper', 'pen'])
    expect((await linesOf(other)).map(([product]) => product)).toEqual(['paper', 'clip'])
  })

  it('works lines out again that somebody saves between two looks at them', async () => {
    const item = await make('tag', { name: 'clip' })
    const id = await make('chance', { name: 'P', lines: [{ product: 'clip', quantity: 2, item }] })
    const { services } = server
    const { engine, commandActions: types, commandHandlers: handlers, workspace } = services
    let others = false
    /** Just after the lines were looked at, somebody else is done with the record that owns them. */
    const late: DataEngine = {
      ...engine,
      async query(access, scope, entity, query) {
        const page = await engine.query(access, scope, entity, query)
        if (entity === 'chance_line' && !others) {
          others = true
          const chance = await read('chance', id)
          const [line] = (await as(boss)('GET', `/apps/crm/entities/chance/records/${id}?select=lines`)).body.lines
          const body = { version: chance.version, values: { lines: [{ id: line.id, quantity: 10 }] } }
          expect((await as(boss)('PATCH', `/apps/crm/entities/chance/records/${id}`, body)).status).toBe(200)
        }
        return page
      },
    }
    const user = { ...boss, departmentAndBelowIds: [], roles: ['crm/boss'], language: 'en' }
    const scope = { workspace, model: services.apps.get('crm') as AppModel }
    const call = openCommand(
      { engine: late, types, handlers, nameOf: async () => null },
      { access: asUser(user), scope, entity: 'tag', command: 'double_of_item' },
    )
    await runCommand(call, { target: { ids: [item] }, input: {}, key: `click number ${++click}` })
    expect(await linesOf(id)).toEqual([['clip', 20]])
  })

  it('a later step goes on from what an earlier one gives the same record', async () => {
    const account = await make('account', { name: 'F' })
    const [id = ''] = await chancesOf(account, ['f'])
    await press(boss, 'account/twice', [account])
    expect(await read('chance', id)).toMatchObject({ state: 'first second', amount: '1.00', version: 2 })
  })

  it('names each record that may not be changed, and changes nothing', async () => {
    const account = await make('account', { name: 'G' })
    const [mine = ''] = await chancesOf(account, ['mine'], clerk)
    const [foreign = '', another = ''] = await chancesOf(account, ['foreign', 'another'])
    const { status, body } = await press(clerk, 'account/close_chances', [account])
    expect(status).toBe(409)
    expect(body.code).toBe('COMMAND_RELATED_REFUSED')
    expect(body.params.refused).toMatchObject([
      { entity: 'chance', id: foreign, title: 'foreign' },
      { entity: 'chance', id: another, title: 'another' },
    ])
    expect(body.message).toContain('records around "G" cannot be changed: "foreign" (')
    for (const id of [mine, foreign, another])
      expect(await read('chance', id)).toMatchObject({ state: 'open', version: 1 })
    expect(await read('account', account)).toMatchObject({ note: null, version: 1 })
    // It is told again, and is no click that was carried out.
    expect((await press(boss, 'account/close_chances', [account])).status).toBe(200)
  })

  it('refuses fields that may not be written, and says which', async () => {
    const account = await make('account', { name: 'H' })
    const [mine = ''] = await chancesOf(account, ['mine'], clerk)
    const { body } = await press(clerk, 'account/raise_amount', [account])
    expect(body.params.refused).toMatchObject([{ title: 'mine', message: expect.stringMatching(/^amount: /) }])
    expect(await read('chance', mine)).toMatchObject({ version: 1 })
  })

  it('says how many there are that may not be seen, without their names', async () => {
    const account = await make('account', { name: 'I' })
    await chancesOf(account, ['secret one', 'secret two'])
    await chancesOf(account, ['own'], loner)
    const { status, body, text } = await press(loner, 'account/close_chances', [account])
    expect(status).toBe(409)
    expect(body.params).toMatchObject({ refused: [], unnamed: 2 })
    expect(body.message).toContain('2 条您看不到的记录')
    expect(text).not.toContain('secret')
  })

  it('counts nothing around a record that may not be seen', async () => {
    const hidden = await make('account', { name: 'Hidden' })
    await chancesOf(hidden, ['h1', 'h2'])
    const mine = await make(
      'chance',
      { name: 'mine', account: await make('account', { name: 'Seen' }, onlooker) },
      onlooker,
    )
    const counted = (input: object, command = 'close_there') =>
      preview(onlooker, `chance/${command}`, { ids: [mine], input })
    expect((await counted({ account: hidden })).body.code).toBe('RECORD_NOT_FOUND')
    expect((await counted({})).body.related).toEqual([{ entity: 'chance', count: 1 }])
    // What is no id cannot be looked for; what was not asked for is worked with by nothing.
    for (const account of [{ id: hidden }, [hidden], [[hidden]], `${hidden} `, 1]) {
      const { status, body } = await counted({ account })
      expect([status, body.code, body.problems?.[0].path], JSON.stringify(account)).toEqual([
        400,
        'RECORD_INVALID',
        'account',
      ])
    }
    const unasked = await counted({ account: hidden }, 'close_others')
    expect([unasked.body.code, unasked.body.problems]).toMatchObject([
      'RECORD_INVALID',
      [{ path: 'account', code: 'FIELD_READ_ONLY' }],
    ])
    expect(JSON.stringify([(await counted({ account: hidden })).body, unasked.body])).not.toContain('Hidden')
    const seen = await make('account', { name: 'Seen too' }, onlooker)
    expect((await counted({ account: seen })).body.related).toEqual([])
  })

  it('tells nothing of records that lines lead to', async () => {
    const tag = await make('tag', { name: 'Hidden tag', uses: 3 })
    const mine = await make('chance', { name: 'mine' }, loner)
    const counted = (user: TestUser, input: object, id = mine) =>
      preview(user, 'chance/fill_there', { ids: [id], input })
    for (const input of [{ lines: [{ product: 'ink' }, { item: tag }] }, { tags: [tag] }]) {
      const { status, body } = await counted(loner, input)
      expect([status, body.code], JSON.stringify(input)).toEqual([404, 'RECORD_NOT_FOUND'])
    }
    const { body } = await counted(loner, { lines: [{ item: { id: tag } }] })
    expect(body.problems).toMatchObject([{ path: 'lines/0/item' }])
    // What stands in the record may stay there, as it may when it is saved: nothing else may lead there.
    const account = await make('account', { name: 'Of others' })
    const given = await make('chance', { name: 'given', owner: onlooker.id, account, lines: [{ item: tag }] })
    const before = await as(onlooker)('GET', `/apps/crm/entities/chance/records/${given}?select=lines`)
    const line = before.body.lines[0].id as string
    const kept = { account, lines: [{ id: line, product: 'ink', item: tag }] }
    expect((await counted(onlooker, kept, given)).status).toBe(200)
    for (const input of [{ whole: given, lines: [{ product: 'ink', item: tag }] }, { account: mine }]) {
      const refused = await counted(onlooker, input, given)
      expect([refused.status, refused.body.code]).toEqual([404, 'RECORD_NOT_FOUND'])
    }
    const own = await make('chance', { name: 'own' })
    expect((await counted(boss, { lines: [{ product: 'ink', item: tag }], tags: [tag] }, own)).status).toBe(200)
    await as(boss)('DELETE', `/apps/crm/entities/tag/records/${tag}`)
  })

  it('what two of them may not both have is refused like anything else', async () => {
    const account = await make('account', { name: 'J' })
    const ids = await chancesOf(account, ['j1', 'j2'])
    const { body } = await press(boss, 'account/one_code', [account])
    expect(body.code).toBe('COMMAND_RELATED_REFUSED')
    expect(body.params.refused).toMatchObject([{ title: 'j2' }])
    for (const id of ids) expect(await read('chance', id)).toMatchObject({ code: null })
  })

  it('changes at most 500, and then none', async () => {
    const account = await make('account', { name: 'K' })
    const create = Array.from({ length: 501 }, (_, at) => ({ name: `k${at}`, account }))
    await as(boss)('POST', '/apps/crm/entities/chance/bulk', { create })
    const { status, body } = await press(boss, 'account/close_chances', [account])
    expect([status, body.code]).toEqual([409, 'COMMAND_RELATED_MANY'])
    expect(body.message).toContain('more than 500 related records (chances)')
    expect((await preview(boss, 'account/close_chances', { ids: [account] })).body.code).toBe('COMMAND_RELATED_MANY')
    expect(await read('account', account)).toMatchObject({ note: null })
  })

  it('of many records does each with those around it, or leaves both alone', async () => {
    const accounts = [await make('account', { name: 'L' }), await make('account', { name: 'M' })]
    const [first = ''] = await chancesOf(accounts[0] ?? '', ['l'])
    const [second = ''] = await chancesOf(accounts[1] ?? '', ['m'], clerk)
    const counted = await preview(clerk, 'account/close_chances', {
      filter: { field: 'id', op: 'in', value: accounts },
    })
    expect(counted.body.related).toEqual([{ entity: 'chance', count: 2 }])
    const { body } = await press(clerk, 'account/close_chances', accounts)
    expect(body.results).toMatchObject([
      { title: 'L', done: false, code: 'COMMAND_RELATED_REFUSED' },
      { title: 'M', done: true },
    ])
    expect(await read('chance', first)).toMatchObject({ state: 'open' })
    expect(await read('chance', second)).toMatchObject({ state: 'closed' })
  })

  it('runs once, however often a click is sent, also side by side', async () => {
    const account = await make('account', { name: 'N' })
    const tags = [await make('tag', { name: 'n', uses: 0 })]
    const chance = await make('chance', { name: 'n', account, tags })
    const key = 'one click on related records'
    const answers = await Promise.all([1, 2, 3].map(() => press(boss, 'chance/count_tags', [chance], { key })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await read('tag', tags[0] ?? '')).toMatchObject({ uses: 1 })
    // Different clicks at the same moment: each counts, none is lost.
    await Promise.all([1, 2, 3].map(() => press(boss, 'chance/count_tags', [chance])))
    expect(await read('tag', tags[0] ?? '')).toMatchObject({ uses: 4 })
  })
})
