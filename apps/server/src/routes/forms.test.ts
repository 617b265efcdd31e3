import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import type { AppDocumentAny, FormRule } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })
const v = (name: string) => ({ var: name })

const rules: FormRule[] = [
  {
    key: 'rich',
    when: is({ '>': [v('customer.credit'), 1000] }),
    actions: [
      { do: 'require', fields: ['lines'] },
      { do: 'set', field: 'title', value: is({ cat: ['For ', v('customer.name')] }), mode: 'always' },
    ],
  },
  {
    key: 'many',
    lines: 'lines',
    when: is({ '>': [v('quantity'), 5] }),
    actions: [
      { do: 'require', fields: ['product'] },
      { do: 'message', level: 'error', text: words('Too many'), field: 'quantity' },
    ],
  },
  { key: 'known', actions: [{ do: 'options', field: 'customer', where: is({ '==': [v('level'), 'high'] }) }] },
  { key: 'fixed', when: is({ '!': [{ ctx: 'record.new' }] }), actions: [{ do: 'read_only', fields: ['customer'] }] },
]

const form: AppDocumentAny = {
  kind: 'form',
  key: 'deal_form',
  label: words('deal'),
  entity: 'deal',
  items: [
    { item: 'field', field: 'title' },
    { item: 'field', field: 'customer' },
    { item: 'sub_table', field: 'lines' },
  ],
  rules,
}
const forBosses: AppDocumentAny = {
  ...form,
  key: 'boss_form',
  position: 1,
  use: { roles: ['boss'], when: is({ '==': [v('title'), 'x'] }) },
  rules: [],
}

/** What high customers must have is filled in while it is blank. */
const gate: AppDocumentAny = {
  ...{ kind: 'form', key: 'customer_gate', label: words('gate'), entity: 'customer', position: 9 },
  items: ['name', 'level', 'credit'].map((one) => ({ item: 'field', field: one })),
  rules: [
    {
      key: 'high',
      when: is({ '==': [v('level'), 'high'] }),
      actions: [
        { do: 'require', fields: ['credit'] },
        { do: 'set', field: 'credit', value: is(7), mode: 'if_blank' },
      ],
    },
  ],
}

describe.each(testDatabases)('a form that is saved, on $name', (database) => {
  if (database.skip) return it.skip(database.skip)
  let server: TestServer
  let boss: TestUser
  let sales: TestUser
  let rich: string
  let poor: string

  beforeAll(async () => {
    server = await openTestServer(database, { documents: [...testApp, form, forBosses, gate] })
    boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
    sales = await server.addUser('Sales', { roles: ['crm/sales'], language: 'zh' })
    const customers = '/apps/crm/entities/customer/records'
    const make = async (values: object) => (await server.send('POST', customers, { values }, boss)).body.id
    rich = await make({ name: 'Rich', credit: '2000', level: 'high', owner: sales.id })
    poor = await make({ name: 'Poor', credit: '10', level: 'high', owner: sales.id })
  })
  afterAll(() => server?.close())

  const create = (values: object, user = boss) =>
    server.send('POST', '/apps/crm/entities/deal/records', { values, form: 'deal_form' }, user)
  const problems = (body: { problems: { path: string; code: string; message: string }[] }) =>
    body.problems.map(({ path, code, message }) => `${path} ${code} ${message}`)

  it('is given what belongs to its rules, and refused what they demand, whatever the user may read', async () => {
    const refused = await create({ title: 'mine', customer: rich }, sales)
    expect(refused.status).toBe(400)
    expect(problems(refused.body)).toEqual(['lines FIELD_REQUIRED 此项必填。'])
    const made = await create({ title: 'mine', customer: rich, lines: [{ product: 'bolt', quantity: 1 }] }, sales)
    expect(made.status, made.text).toBe(201)
    expect(made.body.title).toBe('For Rich')
    const other = await create({ title: 'mine', customer: poor }, sales)
    expect(other.body.title).toBe('mine')
  })

  it('holds for many records at once: each goes through its form, or stays as it is and says why', async () => {
    const made = [
      await create({ title: 'a', customer: rich, lines: [{ product: 'bolt', quantity: 1 }] }, sales),
      await create({ title: 'b', customer: poor }, sales),
    ]
    const ids = made.map(({ body }) => body.id as string)
    const change = (values: object, forms: boolean) =>
      server.send('POST', '/apps/crm/entities/deal/bulk', { update: { ids, values, forms } }, sales)
    const fixed = await change({ customer: poor }, true)
    expect(fixed.body).toMatchObject({ updated: 1, refused: 1 })
    expect(fixed.body.reasons).toMatchObject([{ id: ids[0], title: 'For Rich', code: 'RECORD_INVALID' }])
    expect(problems(fixed.body.reasons[0])).toEqual(['customer FIELD_READ_ONLY 该字段不可修改。'])
    expect((await change({ title: 'c' }, true)).body).toEqual({ updated: 2, refused: 0, reasons: [] })
    const titles = ids.map(
      async (id) => (await server.send('GET', `/apps/crm/entities/deal/records/${id}`, undefined, sales)).body.title,
    )
    expect(await Promise.all(titles)).toEqual(['For Rich', 'c'])
    const gone = '01900000-0000-7000-8000-000000000009'
    const some = { update: { ids: [gone, ids[1]], values: { title: 'd' }, forms: true } }
    const { body } = await server.send('POST', '/apps/crm/entities/deal/bulk', some, sales)
    expect(body).toMatchObject({ updated: 1, refused: 1, reasons: [{ id: gone, code: 'RECORD_NOT_FOUND' }] })
    const all = { update: { filter: { field: 'id', op: 'not_blank' }, values: { title: 'e' }, forms: true } }
    expect((await server.send('POST', '/apps/crm/entities/deal/bulk', all, sales)).status).toBe(400)
  })

  it('is tried before it is published, over what the designer may read; nobody else may ask', async () => {
    const when = is({ '>': [v('customer.credit'), 1000] })
    const tried = {
      ...{ kind: 'form', key: 'deal_tried', label: words('tried'), entity: 'deal' },
      items: [
        { item: 'field', field: 'title' },
        { item: 'field', field: 'customer' },
      ],
      rules: [{ key: 'new_rule', when, actions: [{ do: 'hide', fields: ['title'] }] }],
    }
    const parts = ['new_rule/when']
    const ask = (customer: string, user: TestUser) =>
      server.send('POST', '/apps/crm/draft/form', { form: tried, values: { customer }, parts }, user)
    const designer = await server.addUser('Designer', { roles: ['crm/designer', 'crm/boss'], language: 'en' })
    const [high, low] = [await ask(rich, designer), await ask(poor, designer)]
    expect([high.status, low.status]).toEqual([200, 200])
    expect(Object.values(high.body.parts)).toEqual([true])
    expect(Object.values(low.body.parts)).toEqual([false])
    expect((await ask(rich, sales)).status).toBe(403)
  })

  it('is told in its lines what is wrong there', async () => {
    const { body } = await create({ title: 't', customer: poor, lines: [{ quantity: 1 }, { quantity: 9 }] }, sales)
    expect(problems(body)).toEqual([
      'lines/1/product FIELD_REQUIRED 此项必填。',
      'lines/1/quantity FORM_MESSAGE Too many。',
    ])
  })

  it('may choose only what is offered', async () => {
    const low = await server.send(
      'POST',
      '/apps/crm/entities/customer/records',
      { values: { name: 'Low', level: 'low' } },
      boss,
    )
    const { body } = await create({ title: 't', customer: low.body.id })
    expect(problems(body)).toEqual(['customer FORM_VALUE_NOT_OFFERED The form does not offer this value at present.'])
  })

  it('cannot change what was read-only and is so still', async () => {
    const { body: deal } = await create({ title: 't', customer: poor, lines: [{ product: 'nut', quantity: 1 }] })
    const path = `/apps/crm/entities/deal/records/${deal.id}`
    const change = (values: object) =>
      server.send('PATCH', path, { version: deal.version, values, form: 'deal_form' }, boss)
    expect(problems((await change({ customer: rich })).body)).toEqual([
      'customer FIELD_READ_ONLY This field cannot be changed.',
    ])
    expect((await change({ customer: poor, title: 'u' })).body.title).toBe('u')
  })

  it('fills in what its rules would, where nobody has it before them, and overwrites nothing', async () => {
    const customers = '/apps/crm/entities/customer/records'
    const put = async (values: object, more: object) => {
      const { body } = await server.send('POST', customers, { values: { name: 'Gate', ...values } }, boss)
      const change = { version: body.version, values: { level: 'high' }, form: 'customer_gate', select: ['credit'] }
      return server.send('PATCH', `${customers}/${body.id}`, { ...change, ...more }, boss)
    }
    expect(problems((await put({}, {})).body)).toEqual(['credit FIELD_REQUIRED Please fill in this field.'])
    const moved = await put({}, { fills: true })
    expect(moved.status, moved.text).toBe(200)
    expect(Number(moved.body.credit)).toBe(7)
    expect(Number((await put({ credit: '3' }, { fills: true })).body.credit)).toBe(3)
    const given = await put({}, { fills: true, values: { level: 'high', credit: '9' } })
    expect(Number(given.body.credit)).toBe(9)
  })

  it('looks at what a line holds, not only at what was sent of it', async () => {
    const { body: deal } = await create({ title: 't', customer: poor, lines: [{ product: 'nut', quantity: 5 }] })
    const path = `/apps/crm/entities/deal/records/${deal.id}`
    const opened = await server.send('GET', `${path}?select=lines.quantity,lines.product`, undefined, boss)
    const [line] = opened.body.lines
    const change = { version: deal.version, values: { lines: [{ id: line.id, quantity: 4 }] }, form: 'deal_form' }
    const saved = await server.send('PATCH', path, change, boss)
    expect(saved.status, saved.text).toBe(200)
    const ask = { id: deal.id, values: { lines: [{ id: line.id, product: 'bolt' }, null, 7] }, parts: ['many/when'] }
    const answer = await server.send('POST', '/apps/crm/entities/deal/forms/deal_form/evaluate', ask, boss)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body.parts['many/when'][0]).toBe(false)
  })

  it('answers what only the server knows, for the record and line by line', async () => {
    const ask = (values: object, parts: string[], user = sales) =>
      server.send('POST', '/apps/crm/entities/deal/forms/deal_form/evaluate', { values, parts }, user)
    const { body } = await ask({ customer: rich, lines: [{ quantity: 9 }, { quantity: 1 }] }, [
      'rich/when',
      'rich/1',
      'many/when',
      'no',
    ])
    expect(body).toEqual({ parts: { 'rich/when': true, 'rich/1': 'For Rich', 'many/when': [true, false] } })
    expect((await ask({ customer: 'nonsense', lines: 'x' }, ['rich/when'])).body).toEqual({
      parts: { 'rich/when': false },
    })
    const unknown = await server.send(
      'POST',
      '/apps/crm/entities/deal/forms/no/evaluate',
      { values: {}, parts: ['a'] },
      sales,
    )
    expect(unknown).toMatchObject({ status: 404, body: { code: 'FORM_UNKNOWN' } })
    const foreign = '01900000-0000-7000-8000-000000000000'
    const path = '/apps/crm/entities/deal/forms/deal_form/evaluate'
    expect(await server.send('POST', path, { id: foreign, values: {}, parts: ['a'] }, sales)).toMatchObject({
      status: 404,
    })
  })

  it('is known only to those it is for; what its rules read in secret stays secret', async () => {
    const described = async (user: TestUser) => {
      const { body, text } = await server.send('GET', '/apps/crm', undefined, user)
      const forms = body.forms.filter((one: { entity: string }) => one.entity === 'deal')
      return { text, keys: forms.map(({ key }: { key: string }) => key), forms }
    }
    const forSales = await described(sales)
    expect(forSales.keys).toEqual(['deal_form'])
    expect(forSales.text).not.toContain('credit')
    expect(forSales.forms[0].rules[0].when).toEqual({ v: 1, expr: { server: [] } })
    const forBoss = await described(boss)
    expect(forBoss.keys.sort()).toEqual(['boss_form', 'deal_form'])
    expect(forBoss.text).not.toContain('"roles"')
    const values = { title: 'x', customer: poor }
    const through = await server.send('POST', '/apps/crm/entities/deal/records', { values, form: 'boss_form' }, sales)
    expect(through).toMatchObject({ status: 404, body: { code: 'FORM_UNKNOWN' } })
  })
})
