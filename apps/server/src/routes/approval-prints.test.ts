import { testDatabases } from '@mortise/data/testing'
import type { AppDocumentAny, ProcessDocument } from '@mortise/metadata'
import { readPdfText } from '@mortise/print/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (zh: string, en: string) => ({ zh, en })

const process: AppDocumentAny = {
  kind: 'process',
  key: 'customer_check',
  label: words('客户审批', 'Customer approval'),
  entity: 'customer',
  start: { hand: {} },
  nodes: [
    { key: 'begin', type: 'start' },
    {
      key: 'manager',
      type: 'approval',
      label: words('主管审批', 'Manager'),
      options: {
        approvers: [{ by: 'manager' }],
        demands: {
          signature: true,
          returnReasons: [{ key: 'incomplete', label: { zh: '资料不全', en: 'Incomplete' } }],
        },
        access: { others: 'read', hide: ['credit'] },
      },
    },
    {
      key: 'boss',
      type: 'approval',
      label: words('老板', 'Boss'),
      options: { approvers: [{ by: 'roles', roles: ['boss'] }] },
    },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'begin', to: 'manager' },
    { key: 'b', from: 'manager', to: 'boss' },
    { key: 'c', from: 'boss', to: 'end' },
  ],
} satisfies ProcessDocument

const sheet = (key: string, more: object = {}): AppDocumentAny => ({
  ...{ kind: 'print', key, label: words(key, key), entity: 'customer' },
  items: [
    { item: 'fields', key: 'facts', fields: ['name'] },
    { item: 'approvals', key: 'approvals', process: 'customer_check', ...more },
  ],
})

/** A picture of one dot. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe.each(testDatabases)('the record of an approval on paper, on $name', (database) => {
  if (database.skip) return it.skip(database.skip)
  let server: TestServer
  let boss: TestUser
  let manager: TestUser
  let sales: TestUser
  let customer: string
  let instance: string
  let click = 0
  const key = () => `printed click ${++click}`
  const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
    server.send(method, path, body, { cookie: user.cookie })
  const print = async (user: TestUser, path: string) => {
    const answer = await server.app.inject({ method: 'GET', url: `/api${path}`, headers: { cookie: user.cookie } })
    const text = () => readPdfText(answer.rawPayload).pages.join('').replaceAll('\n', '')
    const pictures = () => answer.rawPayload.toString('latin1').split('/Subtype /Image').length - 1
    return { status: answer.statusCode, headers: answer.headers, text, pictures }
  }
  const act = async (user: TestUser, body: object) => {
    const { can } = (await as(user)('GET', `/instances/${instance}`)).body
    const done = await as(user)('POST', `/instances/${instance}/tasks/${can.tasks[0].visit}`, { act: body, key: key() })
    expect(done.status).toBe(200)
  }
  const upload = async (user: TestUser) => {
    const options = { cookie: user.cookie, headers: { 'content-type': 'application/octet-stream' } }
    return (await server.send('POST', '/apps/crm/files?name=mark.png', png, options)).body.id as string
  }
  const start = async () =>
    (await as(sales)('POST', '/apps/crm/processes/customer_check/start', { recordId: customer, key: key() })).body.id

  beforeAll(async () => {
    const documents = [
      ...testApp,
      process,
      sheet('last'),
      sheet('all', { which: 'all', columns: ['step', 'decision'] }),
    ]
    server = await openTestServer(database, { documents })
    boss = await server.addUser('老板', { roles: ['crm/boss'], language: 'zh' })
    manager = await server.addUser('Manager', { roles: ['crm/sales'], language: 'en' })
    sales = await server.addUser('Sales', { roles: ['crm/sales'], managerId: manager.id, language: 'en' })
    const values = { name: '苏州{木}作', credit: '5000', owner: sales.id }
    customer = (await as(boss)('POST', '/apps/crm/entities/customer/records', { values })).body.id
    instance = await start()
    await act(manager, { do: 'return', to: 'begin', reason: 'incomplete', comment: 'the form is missing' })
    await act(sales, { do: 'approve' })
    await act(manager, { do: 'approve', comment: 'fine now', signature: await upload(manager) })
    await as(sales)('POST', `/instances/${instance}/comments`, { text: 'please be quick', key: key() })
  })
  afterAll(() => server.close())

  it('has the record, and who decided what, why, and when, with signatures', async () => {
    const { status, headers, text, pictures } = await print(sales, `/instances/${instance}/print`)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/pdf')
    expect(text()).toContain('Customer approval 苏州{木}作')
    expect(text()).toContain('Running · Sales · ')
    const told = [
      ...['StartSalesStarted', 'ManagerManagerReturned to StartReason: Incompletethe form is missing'],
      ...[
        'StartSalesSubmitted again',
        'ManagerManagerApprovedfine now',
        'SalesCommentplease be quick',
        'Boss老板To do',
      ],
    ]
    const whole = text()
    const places = told.map((line) => whole.replaceAll(/20\d\d-\d\d-\d\d \d\d:\d\d/g, '').indexOf(line))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(pictures()).toBeGreaterThan(0)
  })

  it('shows of the record what the task of its reader shows, and speaks their language', async () => {
    const mine = (await print(manager, `/instances/${instance}/print`)).text()
    expect(mine).toContain('苏州')
    expect(mine).not.toMatch(/5,?000/)
    const theirs = (await print(boss, `/instances/${instance}/print`)).text()
    expect(theirs).toContain('5,000')
    expect(theirs).toContain('主管审批Manager退回到开始原因：资料不全')
    expect(theirs).toContain('第 1 页')
  })

  it('is for those who may open it; whom it is only mentioned to sees no record', async () => {
    const stranger = await server.addUser('Stranger', { language: 'zh' })
    expect((await print(stranger, `/instances/${instance}/print`)).status).toBe(404)
    const comment = { text: 'look', mentions: [stranger.id], key: key() }
    await as(sales)('POST', `/instances/${instance}/comments`, comment)
    const seen = (await print(stranger, `/instances/${instance}/print`)).text()
    expect(seen).toContain('您无权查看关联的记录。')
    expect(seen).toContain('老板待处理')
    expect(seen).not.toMatch(/5,?000/)
  })

  it('is a part of print templates: the last approval or all of them, with the columns that are wanted', async () => {
    const table = `/apps/crm/entities/customer/records`
    const page = (template: string, record = customer) => print(boss, `${table}/${record}/print/${template}`)
    const last = (await page('last')).text()
    expect(last).toContain('主管审批Manager同意fine now')
    expect(last).not.toContain('please be quick')
    const other = (await as(boss)('POST', table, { values: { name: 'New' } })).body.id
    const none = await page('last', other)
    expect(none.text()).not.toContain('环节')
    await act(boss, { do: 'reject' })
    instance = await start()
    expect((await page('last')).text()).not.toContain('fine now')
    const all = (await page('all')).text()
    expect(all.split('客户审批')).toHaveLength(3)
    expect(all).toContain('老板拒绝')
    expect(all).not.toContain('fine now')
    expect((await page('all')).pictures()).toBe(0)
  })
})
