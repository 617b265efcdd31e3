import { join, resolve } from 'node:path'
import { testDatabases } from '@mortise/data/testing'
import { loadCommandActions, loadFieldTypes, loadProcessKnowledge, loadViewTypes } from '@mortise/kinds/server'
import { loadPack } from '@mortise/packs/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from './testing/open-test-server.ts'

const folder = join(resolve(import.meta.dirname, '../../..'), 'templates/crm')

describe.each(testDatabases)('actions of the CRM pack, on $name', (database) => {
  if (database.skip) return it.skip(database.skip)
  let server: TestServer
  let manager: TestUser
  let director: TestUser
  let zhang: TestUser
  let li: TestUser
  let click = 0
  const as = (user: TestUser) => (method: string, path: string, body?: unknown) =>
    server.send(method, `/apps/crm/entities/${path}`, body, { cookie: user.cookie })
  const make = async (entity: string, values: object, user: TestUser): Promise<string> => {
    const { body } = await as(user)('POST', `${entity}/records`, { values, acceptDuplicates: true })
    expect(body.id, JSON.stringify(body)).toBeDefined()
    return body.id
  }
  const read = async (entity: string, id: string) => (await as(director)('GET', `${entity}/records/${id}`)).body
  const call = (user: TestUser, action: string, what: 'run' | 'preview', body: object) =>
    as(user)('POST', `${action.replace('/', '/commands/')}/${what}`, body)
  const save = (user: TestUser, action: string, id: string, values: object) =>
    call(user, action, 'run', { ids: [id], key: `click number ${++click}`, form: { values, version: 1 } })

  beforeAll(async () => {
    const { documents } = await loadPack(folder, {
      fieldTypes: await loadFieldTypes(),
      viewTypes: await loadViewTypes(),
      commandActions: await loadCommandActions(),
      processes: await loadProcessKnowledge(),
    })
    server = await openTestServer(database, { documents: documents ?? [] })
    director = await server.addUser('Director', { roles: ['crm/sales_director'], language: 'zh' })
    manager = await server.addUser('Manager', { roles: ['crm/sales_manager'], language: 'zh' })
    zhang = await server.addUser('Zhang', { roles: ['crm/sales'], language: 'zh' })
    li = await server.addUser('Li', { roles: ['crm/sales'], language: 'zh' })
  })
  afterAll(() => server.close())

  const deal = async (values: object, user = zhang) => {
    const customer = await make('customer', { name: `客户${++click}` }, user)
    return { customer, id: await make('opportunity', { name: `商机${click}`, customer, ...values }, user) }
  }

  it('a lost deal is told with its reason, and is closed with it', async () => {
    const { id } = await deal({ amount: '5000' })
    const asked = await call(zhang, 'opportunity/opportunity_lost', 'preview', { ids: [id] })
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
    expect(asked.body.form).toEqual({ form: 'opportunity_lost', values: { closed_on: today } })
    const blank = await save(zhang, 'opportunity/opportunity_lost', id, asked.body.form.values)
    expect(blank.body.problems).toMatchObject([{ path: 'loss_reason', code: 'FIELD_REQUIRED' }])
    const { status, body } = await save(zhang, 'opportunity/opportunity_lost', id, {
      ...asked.body.form.values,
      loss_reason: 'price',
    })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(await read('opportunity', id)).toMatchObject({
      ...{ stage: 'lost', probability: '0.00', closed_on: today, loss_reason: 'price' },
    })
    // Once is enough.
    expect((await call(zhang, 'opportunity/opportunity_lost', 'preview', { ids: [id] })).body.code).toBe(
      'COMMAND_NOT_NOW',
    )
  })

  it('of a lost deal more is wanted where more was at stake', async () => {
    const { id } = await deal({ amount: '250000' })
    const values = { closed_on: '2026-01-05', loss_reason: 'competitor' }
    const { body } = await save(zhang, 'opportunity/opportunity_lost', id, values)
    expect(body.problems.map(({ path }: { path: string }) => path).sort()).toEqual(['competitors', 'loss_note'])
    const ahead = { closed_on: '2099-01-01', loss_reason: 'price', loss_note: '价格' }
    expect((await save(zhang, 'opportunity/opportunity_lost', id, ahead)).body.problems).toMatchObject([
      { path: 'closed_on', message: '结束日期不能在将来。' },
    ])
    expect(await read('opportunity', id)).toMatchObject({ stage: 'discovery' })
  })

  it('a customer is handed over with what is open about it', async () => {
    const { customer, id: open } = await deal({ owner: zhang.id })
    const won = await make('opportunity', { name: '已赢', customer, stage: 'won', closed_on: '2026-01-05' }, zhang)
    const contact = await make('contact', { name: '王总', customer }, zhang)
    const planned = await make('visit_plan', { subject: '拜访', customer, planned_on: '2026-12-01' }, zhang)
    const done = await make(
      'visit_plan',
      { subject: '已访', customer, planned_on: '2026-01-01', status: 'done' },
      zhang,
    )
    const counted = await call(director, 'customer/customer_reassign', 'preview', {
      ...{ ids: [customer], input: { owner: li.id } },
    })
    expect(counted.body).toEqual({
      form: { form: 'customer_reassign', values: {} },
      related: [
        { entity: 'opportunity', count: 1 },
        { entity: 'contact', count: 1 },
        { entity: 'visit_plan', count: 1 },
      ],
    })
    const { status, body } = await save(director, 'customer/customer_reassign', customer, { owner: li.id })
    expect(status, JSON.stringify(body)).toBe(200)
    for (const [entity, id] of [
      ['customer', customer],
      ['opportunity', open],
      ['contact', contact],
      ['visit_plan', planned],
    ] as const)
      expect(await read(entity, id), entity).toMatchObject({ owner: li.id })
    for (const [entity, id] of [
      ['opportunity', won],
      ['visit_plan', done],
    ] as const)
      expect(await read(entity, id), entity).toMatchObject({ owner: zhang.id })
    // Whoever gave it away sees no more of it; whoever has it now does.
    expect((await as(zhang)('GET', `opportunity/records/${open}`)).status).toBe(404)
    expect((await as(li)('GET', `opportunity/records/${open}`)).status).toBe(200)
  })

  it('nobody hands over what is not theirs to give', async () => {
    const { customer } = await deal({})
    expect((await save(zhang, 'customer/customer_reassign', customer, { owner: li.id })).body.code).toBe(
      'COMMAND_UNKNOWN',
    )
    // The manager of another department does not even see it.
    expect((await save(manager, 'customer/customer_reassign', customer, { owner: li.id })).body.code).toBe(
      'RECORD_NOT_FOUND',
    )
    const without = await save(director, 'customer/customer_reassign', customer, { owner: null })
    expect(without.body.problems).toMatchObject([{ path: 'owner', code: 'FIELD_REQUIRED' }])
  })

  it('a quote that is accepted brings its deal forward', async () => {
    const { customer, id: opportunity } = await deal({ amount: '1' })
    const product = await make(
      'product',
      { name: '泵', code: `P${++click}`, line: 'controller', unit: 'unit', standard_price: '100' },
      director,
    )
    const lines = [{ product, quantity: '2', list_price: '100', discount: '0' }]
    const quote = await make('quote', { customer, opportunity, title: '报价', status: 'open', lines }, director)
    const { total } = await read('quote', quote)
    const { status, body } = await call(director, 'quote/quote_accepted', 'run', {
      ids: [quote],
      key: 'an accepted quote',
    })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(await read('quote', quote)).toMatchObject({ status: 'accepted' })
    expect(await read('opportunity', opportunity)).toMatchObject({ stage: 'negotiation', amount: total })
  })
})
