/**
 * What task lists and pages of instances cost when there are a million instances: PostgreSQL, over HTTP, one person after the
 * other. Usage: node bench/process-size.ts [--finished 1000000] [--open 100000] [--keep] [--on url of a kept one]
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startCrm } from './lib/crm.mjs'
import { createDatabase } from './lib/database.mjs'
import { manyInstances } from './lib/many-instances.ts'

const { values: options } = parseArgs({
  options: {
    finished: { type: 'string', default: '1000000' },
    open: { type: 'string', default: '100000' },
    keep: { type: 'boolean', default: false },
    on: { type: 'string' },
    turns: { type: 'string', default: '15' },
  },
})
const kept = options.on && { url: options.on, drop: async () => {} }
const database = kept || (await createDatabase(`bench_size_${randomUUID().slice(0, 8)}`))
const crm = await startCrm(database.url)
const client = new pg.Client({ connectionString: database.url })
await client.connect()
try {
  if (!kept) await seed()
  await measure()
} finally {
  await client.end()
  await crm.stop()
  if (options.keep) console.log(database.url)
  else await database.drop()
}

type Person = Awaited<ReturnType<typeof crm.signIn>>

/** One approval that is over and one that waits, played over HTTP, become as many as are asked for. */
async function seed(): Promise<void> {
  const [seller, manager, director] = await Promise.all(
    ['zhang.wei', 'wang.jian', 'lin.yufei'].map((person) => crm.signIn(person)),
  )
  if (!seller || !manager || !director) throw new Error('unreachable')
  const quotes = await twoQuotes(seller)
  const started: string[] = []
  for (const recordId of quotes) {
    const path = '/apps/crm/processes/quote_approval/start'
    started.push((await seller.call('POST', path, { recordId, key: randomUUID() })).id)
  }
  const [over = '', waiting = ''] = started
  for (const person of [manager, director]) await approve(person, over)
  const began = performance.now()
  await manyInstances(client, { over, waiting, finished: Number(options.finished), open: Number(options.open) })
  console.log(`filled in ${((performance.now() - began) / 1000).toFixed(0)} s`)
}

async function approve(person: Person, id: string): Promise<void> {
  const { visit } = (await person.call('GET', `/instances/${id}`)).can.tasks[0]
  await person.call('POST', `/instances/${id}/tasks/${visit}`, { act: { do: 'approve' }, key: randomUUID() })
}

async function twoQuotes(seller: Person): Promise<string[]> {
  const first = async (entity: string) =>
    (await seller.call('POST', `/apps/crm/entities/${entity}/query`, { select: ['id'], page: { size: 1 } })).records[0]
      .id
  const [customer, product] = await Promise.all([first('customer'), first('product')])
  const lines = [{ product, quantity: '10', list_price: '30000.00', discount: '0.05' }]
  const create = [1, 2].map((number) => ({ title: `报价 ${number}`, customer, quoted_on: '2026-11-23', lines }))
  return (await seller.call('POST', '/apps/crm/entities/quote/bulk', { create })).ids
}

/** Whoever has most to do, and somebody in the middle. */
async function measure(): Promise<void> {
  for (const name of ['wang.jian', 'zhang.wei']) {
    const person = await crm.signIn(name)
    const { todo } = await person.call('GET', '/tasks/count')
    const of = async (where: string) =>
      (await client.query(`select count(*)::int as n from ws_main.${where}`, [`${name}@example.com`])).rows[0].n
    const me = '(select id from mortise.person where email = $1)'
    const decided = await of(`process_task where decided_by = ${me}`)
    const begun = await of(`process_instance where initiator = ${me}`)
    console.log(`\n${name}: ${todo} to do, ${decided} decided, ${begun} started`)
    for (const [what, path] of await questions(person)) await timed(person, what, path)
  }
}

async function questions(person: Person): Promise<[string, string][]> {
  const { entries } = await person.call('GET', '/tasks?box=todo&size=1')
  const month = { since: new Date(Date.now() - 400 * 86_400_000).toISOString() }
  const until = new Date(Date.now() - 370 * 86_400_000).toISOString()
  const boxes = ['todo', 'done', 'started', 'copied']
  const far = `${until}~${entries[0].instance}`
  return [
    ['counts', '/tasks/count'],
    ...boxes.flatMap((box): [string, string][] => [
      [`${box}`, `/tasks?box=${box}`],
      [`${box}, far down`, `/tasks?box=${box}&before=${encodeURIComponent(far)}`],
      [`${box}, one process`, `/tasks?box=${box}&process=invoice_request`],
      [`${box}, a month a year ago`, `/tasks?box=${box}&since=${month.since}&until=${until}`],
      [`${box}, search`, `/tasks?box=${box}&text=${encodeURIComponent('报价 77')}`],
      [`${box}, search without a hit`, `/tasks?box=${box}&text=${encodeURIComponent('无此标题')}`],
    ]),
    ['todo, overdue', '/tasks?box=todo&overdue=true'],
    ['instance', `/instances/${entries[0].instance}`],
    ['notifications', '/notifications'],
  ]
}

async function timed(person: Person, what: string, path: string): Promise<void> {
  const taken: number[] = []
  for (let turn = 0; turn < Number(options.turns); turn += 1) {
    const began = performance.now()
    await person.call('GET', path)
    taken.push(performance.now() - began)
  }
  taken.sort((a, b) => a - b)
  const at = (share: number) => taken[Math.floor(taken.length * share)]?.toFixed(1)
  console.log(`${what}: ${at(0)} ms at best, p50 ${at(0.5)} ms, p90 ${at(0.9)} ms`)
}
