import { testDatabases } from '@mortise/data/testing'
import type { ExpressionJson } from '@mortise/expressions'
import type { AppDocumentAny, ProcessDocument, ProcessNode, ProcessTransition } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: `${text}。`, en: text })
const is = (expr: ExpressionJson) => ({ v: 1 as const, expr })

/** Lines as `a > b`, with conditions by the key `a>b`; null is the line for all other cases. */
function flow(
  document: Partial<ProcessDocument> & { key: string },
  nodes: ProcessNode[],
  { lines, when = {} }: { lines: string[]; when?: { [line: string]: ExpressionJson | null } },
): AppDocumentAny {
  const transitions = lines.map((line, index): ProcessTransition => {
    const [from = '', to = ''] = line.split('>')
    const condition = when[line]
    const way =
      condition === undefined ? {} : condition === null ? { otherwise: true as const } : { when: is(condition) }
    return { key: `l${index}`, from, to, ...way }
  })
  return {
    kind: 'process',
    label: words(document.key),
    start: { hand: {}, several: true },
    ...document,
    nodes,
    transitions,
  }
}

const find = (options: object): ProcessNode => ({
  key: 'find',
  type: 'find_records',
  label: words('Rich'),
  options: { ...options },
})
const begin = { key: 'begin', type: 'start' }
const done = { key: 'done', type: 'end' }

/** What is compared with the deal: the credit of its own customer. */
const rich = {
  and: [
    { field: 'name', op: 'starts_with', value: 'Chase' },
    { formula: is({ '>=': [{ var: 'credit' }, { outer: 'customer.credit' }] }) },
  ],
}

const chase = flow(
  { key: 'chase', entity: 'deal' },
  [
    begin,
    find({ entity: 'customer', filter: rich, sort: [{ field: 'credit', direction: 'desc' }], limit: 2 }),
    { key: 'which', type: 'exclusive' },
    { key: 'few', type: 'end', options: { outcome: 'few' } },
    { key: 'all', type: 'each', options: { over: { list: 'find' } } },
    { key: 'in', type: 'start', in: 'all' },
    { key: 'level', type: 'exclusive', in: 'all' },
    {
      ...{ key: 'tell', type: 'notify', in: 'all' },
      options: {
        approvers: [{ by: 'field', field: 'current_item.owner' }],
        text: { zh: '{deal}：{name}', en: '{deal}: {name}' },
        placeholders: [
          { key: 'deal', value: is({ var: 'title' }) },
          { key: 'name', value: is({ var: 'current_item.name' }) },
        ],
      },
    },
    {
      ...{ key: 'code', type: 'set_fields', in: 'all' },
      options: {
        of: 'item',
        values: [{ field: 'code', value: is({ cat: [{ var: 'name' }, '/', { outer: 'title' }] }) }],
      },
    },
    { key: 'out', type: 'end', in: 'all' },
    {
      ...{ key: 'mark', type: 'update_records' },
      options: { entity: 'customer', list: 'find', values: [{ field: 'level', value: is('low') }] },
    },
    { key: 'ask', type: 'handle', options: { approvers: [{ by: 'found', list: 'find', field: 'owner' }] } },
    done,
  ],
  {
    lines: [
      ...['begin>find', 'find>which', 'which>all', 'which>few', 'in>level', 'level>tell', 'level>code', 'tell>out'],
      ...['code>out', 'all>mark', 'mark>ask', 'ask>done'],
    ],
    when: {
      'which>all': {
        and: [
          { '>': [{ count: ['found_find'] }, 1] },
          { '>': [{ sum: ['found_find', { var: 'credit' }] }, 500] },
          { some: ['found_find', { '==': [{ var: 'level' }, 'high'] }] },
        ],
      },
      'which>few': null,
      'level>tell': { '==': [{ var: 'current_item.level' }, 'high'] },
      'level>code': null,
    },
  },
)

/** About no record: what the schedules of managers start. */
const weekly = flow(
  { key: 'weekly' },
  [
    begin,
    find({ entity: 'customer', filter: { field: 'name', op: 'starts_with', value: 'Weekly' } }),
    { key: 'all', type: 'each', options: { over: { list: 'find' }, mode: 'all_at_once' } },
    { key: 'in', type: 'start', in: 'all' },
    {
      ...{ key: 'deals', type: 'find_records', in: 'all', label: words('Deals') },
      options: { entity: 'deal', filter: { formula: is({ '==': [{ var: 'customer' }, { outer: 'current_item' }] }) } },
    },
    {
      ...{ key: 'count', type: 'set_fields', in: 'all' },
      options: { of: 'item', values: [{ field: 'credit', value: is({ var: 'credit' }) }] },
    },
    { key: 'ask', type: 'handle', in: 'all', options: { approvers: [{ by: 'field', field: 'current_item.owner' }] } },
    { key: 'close', type: 'update_records', in: 'all', options: { entity: 'deal', list: 'deals', action: 'archive' } },
    { key: 'out', type: 'end', in: 'all' },
    done,
  ],
  { lines: ['begin>find', 'find>all', 'in>deals', 'deals>count', 'count>ask', 'ask>close', 'close>out', 'all>done'] },
)

/** One way does not pass the node that finds. */
const careless = flow(
  { key: 'careless', entity: 'deal' },
  [
    begin,
    { key: 'which', type: 'exclusive' },
    find({ entity: 'customer' }),
    { key: 'mark', type: 'update_records', options: { entity: 'customer', list: 'find', action: 'archive' } },
    done,
  ],
  {
    lines: ['begin>which', 'which>find', 'which>mark', 'find>mark', 'mark>done'],
    when: { 'which>find': false, 'which>mark': null },
  },
)

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('what a node has found', () => {
    let server: TestServer
    let boss: TestUser
    let click = 0
    const send = (method: string, path: string, body?: unknown) =>
      server.send(method, path, body, { cookie: boss.cookie })
    const make = async (entity: string, values: object) => {
      const { status, body } = await send('POST', `/apps/crm/entities/${entity}/records`, { values })
      expect(status).toBe(201)
      return body.id as string
    }
    const read = async (entity: string, id: string) =>
      (await send('GET', `/apps/crm/entities/${entity}/records/${id}`)).body
    const start = async (process: string, recordId: string | null) => {
      const key = `found number ${++click}`
      const { status, body } = await send('POST', `/apps/crm/processes/${process}/start`, {
        ...(recordId === null ? {} : { recordId }),
        key,
      })
      expect(status, JSON.stringify(body)).toBe(201)
      return body.id as string
    }
    const instance = async (id: string) => (await send('GET', `/instances/${id}`)).body
    const tasks = async (id: string) => (await instance(id)).tasks as { node: string; visit: number }[]

    beforeAll(async () => {
      server = await openTestServer(database, { documents: [...testApp, chase, weekly, careless] })
      boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en', administrator: true })
    })
    afterAll(() => server?.close())

    it('is compared, gone through, changed, and says who is asked', async () => {
      const own = await make('customer', { name: 'Own', credit: '100' })
      const most = await make('customer', { name: 'Chase A', credit: '500', level: 'high' })
      const more = await make('customer', { name: 'Chase B', credit: '200' })
      const least = await make('customer', { name: 'Chase C', credit: '150', level: 'high' })
      await make('customer', { name: 'Chase D', credit: '99' })
      const id = await start('chase', await make('deal', { title: 'Pumps', customer: own }))
      await expect.poll(async () => (await instance(id)).visits?.at(-1)?.node, { timeout: 8000 }).toBe('ask')
      // The two with the most credit, of those that have as much as the customer of the deal.
      expect(await read('customer', most)).toMatchObject({ level: 'low', code: null })
      expect(await read('customer', more)).toMatchObject({ level: 'low', code: 'Chase B/Pumps' })
      expect(await read('customer', least)).toMatchObject({ level: 'high', code: null })
      const { notifications } = (await send('GET', '/notifications')).body
      expect(notifications.find(({ kind }: { kind: string }) => kind === 'message')).toMatchObject({
        comment: 'Pumps：Chase A',
      })
      const open = await instance(id)
      expect(open.tasks ?? open.people).toBeDefined()
    })

    it('is too little when fewer were found', async () => {
      const own = await make('customer', { name: 'Own too', credit: '400' })
      const id = await start('chase', await make('deal', { title: 'Few', customer: own }))
      await expect.poll(async () => (await instance(id)).status, { timeout: 8000 }).toBe('done')
      expect((await instance(id)).outcome).toBe('few')
    })

    it('belongs to each turn by itself, in a process about no record', async () => {
      const first = await make('customer', { name: 'Weekly A', credit: '1' })
      const second = await make('customer', { name: 'Weekly B', credit: '2' })
      const deals = [
        await make('deal', { title: 'A1', customer: first }),
        await make('deal', { title: 'B1', customer: second }),
        await make('deal', { title: 'B2', customer: second }),
      ]
      const id = await start('weekly', null)
      expect(await tasks(id)).toHaveLength(2)
      const [one] = await tasks(id)
      const decided = await send('POST', `/instances/${id}/tasks/${one?.visit}`, {
        key: 'weekly one',
        act: { do: 'approve' },
      })
      expect(decided.status, JSON.stringify(decided.body)).toBe(200)
      const archived = await Promise.all(deals.map(async (deal) => (await read('deal', deal)).archived_at !== null))
      // Those of one customer only, whichever was first.
      expect([1, 2]).toContain(archived.filter(Boolean).length)
      expect(archived[1]).toBe(archived[2])
      expect(archived[0]).not.toBe(archived[1])
    })

    it('is told before publishing where it may be missing, and then stops there as an incident', async () => {
      const { body } = await send('GET', '/apps/crm/draft')
      const doubt = body.issues.find(({ document }: { document: string }) => document === 'process/careless')
      expect(doubt).toMatchObject({ code: 'PROCESS_DOUBT', severity: 'warning' })
      expect(doubt.message.en).toContain('goes on with what "Rich" finds')
      const id = await start('careless', await make('deal', { title: 'Careless' }))
      const { visits } = await instance(id)
      expect(visits.find(({ node }: { node: string }) => node === 'mark').incident).toMatchObject({
        code: 'LIST_MISSING',
      })
    })
  })
})
