import type { ExplainAnswer } from '@mortise/api'
import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'

describe.each(testDatabases)('explaining a formula, on $name', (database) => {
  if (database.skip) return it.skip(database.skip)
  let server: TestServer
  let boss: TestUser
  let sales: TestUser
  let customer: string
  let deal: string
  let ownDeal: string

  beforeAll(async () => {
    server = await openTestServer(database)
    boss = await server.addUser('Boss', { roles: ['crm/boss'] })
    sales = await server.addUser('Sales', { roles: ['crm/sales'] })
    customer = await make('customer', { name: 'Acme', credit: '1500.50', level: 'high', grade: 'top' })
    const lines = ['bolt', 'nut', null].map((product, index) => ({ product, quantity: index === 2 ? null : index + 2 }))
    deal = await make('deal', { title: 'Big', customer, lines })
    await make('deal', { title: 'Small', customer })
    ownDeal = await make('deal', { title: 'Own', customer, owner: sales.id })
  })
  afterAll(() => server?.close())

  async function make(entity: string, values: object): Promise<string> {
    const { body, status } = await server.send('POST', `/apps/crm/entities/${entity}/records`, { values }, boss)
    expect(status, JSON.stringify(body)).toBe(201)
    return body.id
  }
  const explain = (expr: ExpressionJson, recordId: string, { entity = 'deal', user = boss, more = {} } = {}) =>
    server.send('POST', '/apps/crm/explain', { entity, recordId, formula: { v: 1, expr, ...more } }, user)
  async function answer(...args: Parameters<typeof explain>): Promise<ExplainAnswer> {
    const { body, status } = await explain(...args)
    expect(status, JSON.stringify(body)).toBe(200)
    return body
  }

  it('gives the value of every part, and the database agrees', async () => {
    const { explanation, sql } = await answer({ '*': [{ '+': [{ var: 'customer.credit' }, 1] }, 2] }, deal)
    expect(explanation.value).toBe('3003')
    expect(explanation.children.map(({ value }) => value)).toEqual(['1501.5', '2'])
    expect(explanation.children[0]?.children.map(({ value }) => value)).toEqual(['1500.5', '1'])
    expect(sql).toEqual({ value: '3003', same: true })
  })

  it('goes over related records, and names them', async () => {
    const { explanation, sql, names } = await answer(
      { sum: ['lines', { var: 'quantity' }, { '>': [{ var: 'quantity' }, 2] }] },
      deal,
    )
    expect(explanation.value).toBe('3')
    expect(explanation.items).toMatchObject({ entity: 'deal_line', total: 3, counted: 1 })
    expect(sql?.same).toBe(true)
    expect(Object.values(names).sort()).toEqual(['', 'bolt', 'nut'])
  })

  it('counts what leads here from other tables, and looks others up', async () => {
    const options = { entity: 'customer' }
    const count = await answer({ count: ['deal_customer'] }, customer, options)
    expect([count.explanation.value, count.sql]).toEqual(['3', { value: '3', same: true }])
    const found = await answer(
      { lookup: ['deal', { '==': [{ var: 'title' }, 'Big'] }, { count: ['lines'] }] },
      customer,
      options,
    )
    expect([found.explanation.value, found.sql?.same]).toEqual(['3', true])
  })

  it('answers with what the user may see, in both ways of computing it', async () => {
    const { explanation, sql } = await answer({ isblank: [{ var: 'customer' }] }, ownDeal, { user: sales })
    expect(sql?.same).toBe(true)
    expect(explanation.type).toEqual({ kind: 'bool' })
    // The customer belongs to the boss: its name is nobody's business.
    const name = await answer({ var: 'customer.name' }, ownDeal, { user: sales })
    expect([name.explanation.value, name.sql?.value]).toEqual([null, null])
    const hidden = await explain({ var: 'customer.credit' }, ownDeal, { user: sales })
    const unknown = await explain({ var: 'customer.nonsense' }, ownDeal, { user: sales })
    expect([hidden.status, hidden.body.code]).toEqual([400, 'FIELD_UNKNOWN'])
    expect([unknown.status, unknown.body.code]).toEqual([400, 'FIELD_UNKNOWN'])
    expect((await explain(1, deal, { user: sales })).status).toBe(404)
  })

  it('takes blank numbers as 0 where the formula says so', async () => {
    const expr = { '+': [{ var: 'credit' }, 5] }
    const blank = await make('customer', { name: 'New' })
    const options = { entity: 'customer' }
    expect((await answer(expr, blank, options)).explanation.value).toBe(null)
    const zero = await answer(expr, blank, { ...options, more: { blankAs: 'zero' } })
    expect([zero.explanation.value, zero.sql]).toEqual(['5', { value: '5', same: true }])
  })

  it('says what is wrong with a formula', async () => {
    const { status, body } = await explain({ '+': [{ var: 'title' }, 1] }, deal)
    expect([status, body.code]).toEqual([400, 'FORMULA_INVALID'])
    expect(body.message).toMatch(/number|数值/)
  })

  it('leaves the database out where only JavaScript has an answer', async () => {
    const { explanation, sql } = await answer({ rmbupper: [{ var: 'customer.credit' }] }, deal)
    expect(sql).toBeNull()
    expect(explanation.value).toMatch(/^壹仟伍佰/)
  })
})
