import { asSystem } from '@mortise/data'
import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer, type TestUser } from '../testing/open-test-server.ts'
import { abuseApp } from './abuse-app.fixture.ts'

const id = (last: string) => `01900000-0000-7000-8000-${last.padStart(12, '0')}`
const [own, foreign, vault, deal, line] = ['a1', 'b1', 'c1', 'd1', 'e1'].map(id) as [
  string,
  string,
  string,
  string,
  string,
]
const fixedIds = new Set([own, foreign, vault, deal, line])
const table = '/apps/crm/entities/customer'
const at = '2026-01-05T08:00:00.000Z'

interface World {
  server: TestServer
  ann: TestUser
  boss: TestUser
}

/** A server whose hidden fields, tables and records hold as much, and what, `secret` says. */
async function openWorld(database: (typeof testDatabases)[number], secret: number): Promise<World> {
  const server = await openTestServer(database, { documents: abuseApp })
  const ann = await server.addUser('Ann', { roles: ['crm/sales'], language: 'en' })
  const boss = await server.addUser('Boss', { roles: ['crm/boss'], language: 'en' })
  const { engine, apps, workspace } = server.services
  const model = apps.get('crm')
  if (!model) throw new Error('unreachable: the app was installed')
  const create = async (entity: string, records: object[]) => {
    const stamped = records.map((record) => ({ created_at: at, updated_at: at, ...record }))
    const { problems } = await engine.createMany(asSystem('test'), { workspace, model }, entity, stamped as [])
    expect(problems).toEqual([])
  }
  const many = (make: (index: number) => object) => Array.from({ length: secret * 3 }, (_, index) => make(index))
  await create('vault', [
    { id: vault, name: `safe ${secret}` },
    ...many((index) => ({ id: id(`f${secret}${index}`), name: `secret vault ${index}` })),
  ])
  const hidden = { credit: `${secret}00`, memo: `whisper${secret}` }
  await create('customer', [
    { id: own, owner: ann.id, name: 'Mine', level: 'high', vault, ...hidden, grade: secret > 1 ? 'top' : null },
    { id: foreign, owner: boss.id, name: `Foreign ${secret}`, code: `F${secret}` },
    ...many((index) => ({ id: id(`9${secret}${index}`), owner: boss.id, name: `Whispered ${secret} ${index}` })),
  ])
  await create('deal', [
    { id: deal, owner: ann.id, title: 'My deal', customer: own },
    ...many((index) => ({ owner: boss.id, title: `Their deal ${secret} ${index}`, customer: own })),
  ])
  await create('deal_line', [{ id: line, deal, product: 'saw', quantity: secret }])
  return { server, ann, boss }
}

type Call = readonly [method: string, path: string, body?: unknown]

const hiddenFields = [
  ...['credit', 'grade', 'memo', 'constructor', 'vault.name', 'vault.id', 'vault', 'nonsuch'],
  ...['customer_credit', 'deals.customer_credit', 'lines.quantity', 'owner.name', 'vault.nonsuch'],
]
const operators = ['eq', 'ne', 'gt', 'contains', 'in', 'between', 'blank', 'not_blank', 'starts_with']

function readingCalls(field: string): Call[] {
  const count = [{ key: 'n', function: 'count' }]
  return [
    ['POST', `${table}/query`, { select: [field] }],
    ['POST', `${table}/query`, { sort: [{ field, direction: 'desc' }] }],
    ['POST', `${table}/aggregate`, { groups: [{ field }], metrics: count }],
    ['POST', `${table}/aggregate`, { metrics: [{ key: 's', function: 'max', field }] }],
    ['POST', `${table}/aggregate`, { filter: { not: { field, op: 'blank' } }, metrics: count }],
    ['GET', `${table}/records/${own}?select=${field}`],
    ['POST', `${table}/query`, { filter: { any: field.split('.')[0] } }],
    ...operators.map((op): Call => {
      const value = op === 'in' || op === 'between' ? ['0', '9'] : op.endsWith('blank') ? undefined : '1'
      return ['POST', `${table}/query`, { filter: { not: { field, op, value } }, count: 'exact' }]
    }),
  ]
}

function writingCalls(field: string): Call[] {
  const view = (options: object) => ({ entity: 'customer', name: 'v', shared: true, options })
  const columns = [{ field: 'name' }]
  return [
    ['POST', `${table}/records`, { values: { name: 'X', [field]: '1' } }],
    ['POST', `${table}/records`, { values: { name: 'X' }, select: [field] }],
    ['PATCH', `${table}/records/${own}`, { version: 1, values: { [field]: '1' } }],
    ['PATCH', `${table}/records/${own}`, { version: 1, values: { [field]: null } }],
    ['POST', `${table}/bulk`, { create: [{ name: 'X', [field]: '1' }] }],
    ['POST', `${table}/bulk`, { update: { ids: [own], values: { [field]: '1' } } }],
    ['POST', `${table}/bulk`, { update: { filter: { field, op: 'not_blank' }, values: { level: 'low' } } }],
    ['POST', `${table}/bulk`, { archive: { filter: { field, op: 'not_blank' } } }],
    ['POST', '/apps/crm/views', view({ columns: [{ field }] })],
    ['POST', '/apps/crm/views', view({ columns, sort: [{ field, direction: 'asc' }] })],
    ['POST', '/apps/crm/views', view({ columns, group: field })],
    ['POST', '/apps/crm/views', view({ columns, filter: { field, op: 'not_blank' } })],
    ['POST', '/apps/crm/views', view({ columns, filter: { and: [{ not: { any: field } }] } })],
  ]
}

/** Calls about other things than a single field of the table. */
const otherCalls: Call[] = [
  ['GET', '/apps/crm'],
  ['GET', '/apps/crm/openapi.json'],
  ['GET', '/session'],
  ['GET', '/apps/crm/views/customer'],
  ['POST', `${table}/query`, { count: 'exact' }],
  ['POST', `${table}/query`, { count: 'estimated', archived: 'include' }],
  ['POST', `${table}/query`, { page: { size: 1 } }],
  ...['whisper', 'whisper1', 'Foreign', 'secret', 'Their', 'safe', 'Mi'].flatMap((word): Call[] => [
    ['GET', `/apps/crm/search?q=${word}`],
    ['POST', `${table}/query`, { search: word, count: 'exact' }],
    ['POST', `${table}/aggregate`, { search: word, metrics: [{ key: 'n', function: 'count' }] }],
  ]),
  ...[own, foreign, vault, id('77')].flatMap((one): Call[] => [
    ['GET', `${table}/records/${one}`],
    ['GET', `${table}/records/${one}/history`],
    ['GET', `/apps/crm/files/${one}`],
    ['GET', `/apps/crm/entities/vault/records/${one}`],
    ['POST', '/apps/crm/entities/deal/records', { values: { title: 'D', customer: one } }],
    ['POST', `${table}/records`, { values: { name: 'X', vault: one } }],
    ['POST', '/apps/crm/entities/deal/query', { filter: { field: 'customer', op: 'eq', value: one }, count: 'exact' }],
  ]),
  ['POST', '/apps/crm/entities/vault/query', {}],
  ['POST', '/apps/crm/entities/vault/aggregate', { metrics: [{ key: 'n', function: 'count' }] }],
  ['POST', '/apps/crm/entities/vault/bulk', { archive: { ids: [vault] } }],
  ['GET', '/apps/crm/views/vault'],
  ['GET', `/apps/crm/entities/deal/records/${deal}`],
  ['GET', `/apps/crm/entities/deal/records/${deal}?select=lines,lines.product,customer.name,customer_credit`],
  ['GET', `/apps/crm/entities/deal/records/${deal}?select=lines.quantity`],
  ['GET', `/apps/crm/entities/deal/records/${deal}/history`],
  [
    'POST',
    '/apps/crm/entities/deal/query',
    { filter: { any: 'lines', where: { field: 'quantity', op: 'gt', value: 1 } } },
  ],
  ['POST', '/apps/crm/entities/deal_line/query', { count: 'exact' }],
  ['POST', '/apps/crm/entities/deal_line/aggregate', { metrics: [{ key: 's', function: 'sum', field: 'quantity' }] }],
  ['DELETE', `${table}/records/${own}`],
  ['POST', `${table}/bulk`, { archive: { ids: [foreign, id('77')] } }],
  ['POST', `${table}/bulk`, { update: { ids: [foreign], values: { name: 'Stolen' } } }],
]

/** What cannot be alike in two runs is left out: new ids, and the time. */
function comparable(text: string, { ann, boss }: World): string {
  return text
    .replaceAll(ann.id, 'ANN')
    .replaceAll(boss.id, 'BOSS')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (one) =>
      fixedIds.has(one) ? one : 'ID',
    )
    .replaceAll(/20\d\d-\d\d-\d\dT[\d:.]+Z/g, (time) => (time === at ? time : 'TIME'))
    .replaceAll(/\b[0-9a-f]{10}-[0-9a-z]+\b/g, 'REQUEST')
    .replaceAll(/"avatarColour":"\w+"/g, '')
    .replaceAll(/"(next|previous)":"[\w-]+"/g, '"$1":"CURSOR"')
}

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('what is hidden', () => {
    let one: World
    let two: World
    const ask = async (world: World, [method, path, body]: Call, user = world.ann) => {
      const { status, text } = await world.server.send(method, path, body, { cookie: user.cookie })
      return `${status} ${comparable(text, world)}`
    }

    beforeAll(async () => {
      one = await openWorld(database, 1)
      two = await openWorld(database, 2)
    })
    afterAll(async () => {
      await one?.server.close()
      await two?.server.close()
    })

    it('changes not a byte of any answer, in two servers that differ in nothing else', async () => {
      const calls = [
        ...hiddenFields.flatMap((field) => [...readingCalls(field), ...writingCalls(field)]),
        ...otherCalls,
      ]
      expect(calls.length).toBeGreaterThan(300)
      const faults: string[] = []
      for (const call of calls) {
        const [first, second] = [await ask(one, call), await ask(two, call)]
        const name = JSON.stringify(call)
        if (first !== second) faults.push(`${name}\n  ${first}\n  ${second}`)
        if (first.startsWith('5')) faults.push(`${name} ${first}`)
        if (/whisper\d|safe \d|Foreign \d|Their deal \d/.test(first)) faults.push(`${name} tells ${first}`)
      }
      expect(faults).toEqual([])
    })

    it('is seen by the same script in the hands of somebody who may', async () => {
      for (const call of [...readingCalls('credit').slice(0, 4), ...readingCalls('memo').slice(0, 3)])
        expect(await ask(one, call, one.boss), JSON.stringify(call)).not.toBe(await ask(two, call, two.boss))
    })

    it.each(hiddenFields.slice(0, 6))('is answered like what does not exist: %s', async (field) => {
      const unknown = field.includes('.') ? 'nonsuch.name' : 'nonsuch'
      for (const make of [readingCalls, writingCalls]) {
        const [hidden, missing] = [make(field), make(unknown)]
        for (const [index, call] of hidden.entries()) {
          const [method, , body] = call
          const generic = (text: string) =>
            text
              .replaceAll(field.split('.')[0] ?? '', '?')
              .replaceAll('nonsuch', '?')
              .replaceAll(/\?\.(name|id)/g, '?')
          expect(generic(await ask(one, call)), `${method} ${JSON.stringify(body)}`).toBe(
            generic(await ask(one, missing[index] as Call)),
          )
        }
      }
    })

    it('is named in no description of the app', async () => {
      for (const path of ['/apps/crm', '/apps/crm/openapi.json'])
        expect(await ask(one, ['GET', path])).not.toMatch(/credit|grade|memo|"constructor"|quantity|vault|secret_grade/)
    })

    it('stays so in a view that somebody shares who may see more', async () => {
      const share = (name: string, options: object) =>
        ask(one, ['POST', '/apps/crm/views', { entity: 'customer', name, shared: true, options }], one.boss)
      const columns = [{ field: 'name' }, { field: 'credit' }]
      await share('columns', { columns, sort: [{ field: 'credit', direction: 'asc' }], group: 'grade' })
      await share('filter', { columns, filter: { field: 'memo', op: 'eq', value: 'whispered to all' } })
      expect(await ask(one, ['GET', '/apps/crm/views/customer'], one.boss)).toMatch(/credit.*whispered to all/)
      const seen = await ask(one, ['GET', '/apps/crm/views/customer'])
      expect(seen).toMatch(/"columns":\[\{"field":"name"\}\]/)
      expect(seen).not.toMatch(/credit|grade|memo|whisper/)
    })

    it('is, as a record, answered like one that does not exist, in every word', async () => {
      const calls = (which: string): Call[] => [
        ['GET', `${table}/records/${which}`],
        ['PATCH', `${table}/records/${which}`, { version: 1, values: { name: 'X' } }],
        ['PATCH', `${table}/records/${which}`, { version: 9, values: { name: 'X' } }],
        ['PATCH', `${table}/records/${which}`, { version: 1, values: { nonsuch: 'X' } }],
        ['DELETE', `${table}/records/${which}`],
        ['POST', `${table}/records/${which}/restore`],
        ['GET', `${table}/records/${which}/history`],
        ['POST', `${table}/records/${which}/comments`, { text: 'x', mentions: [] }],
        ['POST', `${table}/bulk`, { update: { ids: [which], values: { name: 'X' } } }],
        ['POST', `${table}/bulk`, { archive: { ids: [which] } }],
        ['POST', '/apps/crm/entities/deal/records', { values: { title: 'D', customer: which } }],
        ['POST', '/apps/crm/entities/deal/bulk', { create: [{ title: 'D', customer: which }] }],
        ['POST', '/apps/crm/entities/deal/bulk', { update: { ids: [deal], values: { customer: which } } }],
      ]
      const unknown = calls(id('78'))
      for (const [index, call] of calls(foreign).entries())
        expect((await ask(one, call)).replaceAll(foreign, 'ID'), JSON.stringify(call)).toBe(
          await ask(one, unknown[index] as Call),
        )
      expect(await ask(one, ['GET', `${table}/records/${foreign}`], one.boss)).toContain('Foreign 1')
    })
  })
})
