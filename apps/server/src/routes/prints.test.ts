import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import type { AppDocumentAny, PrintItem } from '@mortise/metadata'
import { readPdfText } from '@mortise/print/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: text, en: text })
const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })

const print = (key: string, entity: string, items: PrintItem[], more: object = {}): AppDocumentAny => ({
  ...{ kind: 'print', key, label: words(key), entity, items },
  ...more,
})

const customerPrint = print(
  'statement',
  'customer',
  [
    {
      item: 'text',
      key: 'title',
      text: { zh: '致：{name}', en: 'To: {name}' },
      values: [{ key: 'name', value: is({ var: 'name' }) }],
      size: 'title',
    },
    {
      item: 'text',
      key: 'words',
      text: { zh: '大写：{capitals}；额度 {credit}', en: 'In words: {capitals}; credit {credit}' },
      values: [
        { key: 'capitals', value: is({ rmbupper: [{ var: 'credit' }] }) },
        { key: 'credit', value: is({ var: 'credit' }), format: 'money' },
      ],
    },
    { item: 'text', key: 'high', text: words('VIP'), when: is({ '==': [{ var: 'level' }, 'high'] }) },
    { item: 'fields', key: 'facts', fields: ['level', 'credit', 'grade', 'owner'] },
  ],
  { footer: { zh: '内部资料', en: 'Internal' } },
)
const dealPrint = print('deal', 'deal', [
  {
    item: 'lines',
    key: 'lines',
    field: 'lines',
    numbered: true,
    columns: [{ field: 'product' }, { field: 'quantity', align: 'right' }],
    totals: ['quantity'],
    filter: is({ '>': [{ var: 'quantity' }, 1] }),
  },
])
const vip = print('vip', 'customer', [{ item: 'text', key: 't', text: words('VIP') }], {
  when: is({ '==': [{ var: 'level' }, 'high'] }),
  roles: ['boss'],
})

describe.each(testDatabases)('a record on paper, on $name', (database) => {
  if (database.skip) return it.skip(database.skip)
  let server: TestServer
  let boss: TestUser
  let sales: TestUser
  const table = '/apps/crm/entities/customer'
  const send = (user: TestUser, method: 'GET' | 'POST', path: string, payload?: object) =>
    server.app.inject({
      ...{ method, url: `/api${path}`, ...(payload && { payload }) },
      headers: { host: 'localhost:3000', origin: 'http://localhost:3000', cookie: user.cookie },
    })
  const make = async (user: TestUser, entity: string, values: object): Promise<string> =>
    (await send(user, 'POST', `/apps/crm/entities/${entity}/records`, { values })).json().id
  const textOf = (answer: { rawPayload: Buffer }) => readPdfText(answer.rawPayload).pages.join('').replaceAll('\n', '')

  beforeAll(async () => {
    server = await openTestServer(database, { documents: [...testApp, customerPrint, dealPrint, vip] })
    boss = await server.addUser('老板', { roles: ['crm/boss'], language: 'zh', email: 'boss@example.com' })
    sales = await server.addUser('Sales', { roles: ['crm/sales'], language: 'en' })
  })
  afterAll(() => server.close())

  it('is a PDF with its Chinese fonts in it, whose text can be found and copied', async () => {
    const id = await make(boss, 'customer', { name: '苏州木作有限公司', level: 'high', credit: '12345.67' })
    const answer = await send(boss, 'GET', `${table}/records/${id}/print/statement`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(answer.headers['content-disposition']).toContain('inline; filename=')
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const text = textOf(answer)
    expect(text).toContain('致：苏州木作有限公司')
    expect(text).toContain('壹万贰仟叁佰肆拾伍元陆角柒分')
    expect(text).toContain('¥12,345.67')
    expect(text).toContain('VIP')
    expect(text).toContain('老板')
    expect(text).toContain('内部资料')
    expect(text).toContain('第 1 页 / 共 1 页')
    expect(readPdfText(answer.rawPayload).embeddedFonts.join()).toMatch(/NotoSansSC/)
  })

  it('shows what its reader may see, and nothing else', async () => {
    const id = await make(sales, 'customer', { name: 'A <b>bold</b> {credit} name', level: 'low' })
    const version = (await send(boss, 'GET', `${table}/records/${id}`)).json().version
    await server.send(
      'PATCH',
      `${table}/records/${id}`,
      { version, values: { credit: '98765' } },
      { cookie: boss.cookie },
    )
    const text = textOf(await send(sales, 'GET', `${table}/records/${id}/print/statement`)).replaceAll('\n', '')
    // What stands in a record is text, whatever it looks like.
    expect(text).toContain('To: A <b>bold</b> {credit} name')
    expect(text).not.toMatch(/98|玖|grade/)
    expect(text).not.toContain('VIP')
    const foreign = await make(boss, 'customer', { name: 'Foreign' })
    expect((await send(sales, 'GET', `${table}/records/${foreign}/print/statement`)).json().code).toBe(
      'RECORD_NOT_FOUND',
    )
  })

  it('has the lines of its sub-tables that pass, with their total', async () => {
    const lines = [
      { product: '桌子', quantity: 2 },
      { product: '椅子', quantity: 8 },
      { product: '样品', quantity: 1 },
    ]
    const id = await make(boss, 'deal', { title: '订单', lines })
    const text = textOf(await send(boss, 'GET', `/apps/crm/entities/deal/records/${id}/print/deal`))
    expect(text).toContain('桌子')
    expect(text).not.toContain('样品')
    expect(text).toMatch(/桌子.*2.*椅子.*8.*合计.*10/)
  })

  it('is for some records and some people only', async () => {
    const low = await make(boss, 'customer', { name: 'Low', level: 'low' })
    const refused = (await send(boss, 'GET', `${table}/records/${low}/print/vip`)).json()
    expect(refused.code).toBe('PRINT_NOT_FOR_RECORD')
    expect(refused.message).toContain('Low')
    const own = await make(sales, 'customer', { name: 'Own', level: 'high' })
    expect((await send(sales, 'GET', `${table}/records/${own}/print/vip`)).json().code).toBe('PRINT_UNKNOWN')
    expect((await send(boss, 'GET', `${table}/records/${own}/print/nonsuch`)).statusCode).toBe(404)
  })

  it('comes in one document for many records, and says how many are possible', async () => {
    const ids = [await make(boss, 'customer', { name: '甲' }), await make(boss, 'customer', { name: '乙' })]
    const answer = await send(boss, 'POST', `${table}/print/statement`, { ids })
    const { pages } = readPdfText(answer.rawPayload)
    expect(pages).toHaveLength(2)
    // Numbers are those of each record.
    for (const page of pages) expect(page.replaceAll('\n', '')).toContain('第 1 页 / 共 1 页')
    expect(textOf(answer)).toContain('致：乙')
    const byFilter = await send(boss, 'POST', `${table}/print/statement`, {
      filter: { field: 'name', op: 'eq', value: '甲' },
    })
    expect(readPdfText(byFilter.rawPayload).pages).toHaveLength(1)
    const many = Array.from({ length: 201 }, (_, at) => `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`)
    expect((await send(boss, 'POST', `${table}/print/statement`, { ids: many })).json().code).toBe('PRINT_TOO_MANY')
    const none = await send(boss, 'POST', `${table}/print/statement`, {
      filter: { field: 'name', op: 'eq', value: 'nobody' },
    })
    expect(none.json().code).toBe('PRINT_NOTHING')
  })

  it('is tried out by designers before it is published', async () => {
    const root = await server.addUser('Root', { administrator: true, language: 'en' })
    const id = await make(root, 'customer', { name: 'Tried' })
    const template = { ...customerPrint, key: 'not_there_yet' }
    const answer = await send(root, 'POST', '/apps/crm/draft/print', { template, id })
    expect(textOf(answer)).toContain('To: Tried')
    expect((await send(sales, 'POST', '/apps/crm/draft/print', { template, id })).statusCode).toBe(403)
  })
})
