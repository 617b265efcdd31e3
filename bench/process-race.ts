/**
 * Two people decide the same task at once, over HTTP, again and again: where both have to, and where one is enough. Nothing
 * may be stuck, doubled or lost. Usage: node bench/process-race.ts [--rounds 1000] [--only postgres|pglite]
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { startCrm } from './lib/crm.mjs'
import { createDatabase } from './lib/database.mjs'

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '1000' }, only: { type: 'string' } },
})
// The administrator signs in like the people of the demo.
process.env.ADMIN_PASSWORD = 'mortise-demo'

for (const name of ['postgres', 'pglite'] as const) {
  if (options.only && options.only !== name) continue
  const database = name === 'postgres' ? await createDatabase(`bench_race_${randomUUID().slice(0, 8)}`) : null
  const crm = await startCrm(database?.url)
  try {
    await race(name, crm)
  } finally {
    await crm.stop()
    await database?.drop()
  }
}

type Crm = Awaited<ReturnType<typeof startCrm>>
type Person = Awaited<ReturnType<Crm['signIn']>>

interface Racing {
  origin: string
  seller: Person
  racers: [Person, Person]
}

async function race(name: string, crm: Crm): Promise<void> {
  const sign = (person: string) => crm.signIn(person)
  const [admin, seller, first, second] = await Promise.all([
    ...['admin', 'zhang.wei', 'wang.jian', 'lin.yufei'].map(sign),
  ])
  if (!admin || !seller || !first || !second) throw new Error('unreachable')
  const ids = await Promise.all([first, second].map(async (person) => (await person.call('GET', '/session')).user.id))
  await publishRaces(admin, ids)
  const racing: Racing = { origin: crm.origin, seller, racers: [first, second] }
  const rounds = Number(options.rounds)
  const began = performance.now()
  const won = [0, 0]
  const quotes = (await Promise.all(Array.from({ length: 4 }, () => makeQuotes(seller, rounds / 2)))).flat()
  for (let round = 0; round < rounds; round += 1) {
    const [all = '', any = ''] = quotes.splice(0, 2)
    const [, winner] = await Promise.all([bothDecide(racing, all), oneDecides(racing, any)])
    won[winner] = (won[winner] ?? 0) + 1
  }
  const seconds = (performance.now() - began) / 1000
  const shares = `where one was enough, the first won ${won[0]} times and the second ${won[1]} times`
  console.log(`${name}: ${rounds} rounds of both in ${seconds.toFixed(0)} s, nothing stuck, doubled or lost; ${shares}`)
}

/** The same process twice; it writes to the record once it is decided. */
async function publishRaces(admin: Person, users: string[]): Promise<void> {
  const document = (key: string, of: 'all' | 'any') => ({
    ...{ kind: 'process', key, label: { zh: key, en: key }, entity: 'quote', start: { hand: {} } },
    nodes: [
      { key: 'begin', type: 'start' },
      { key: 'both', type: 'approval', options: { approvers: [{ by: 'users', users }], rule: { of } } },
      {
        ...{ key: 'mark', type: 'set_fields' },
        options: { values: [{ field: 'title', value: { v: 1, expr: { cat: [{ var: 'title' }, '!'] } } }] },
      },
      { key: 'end', type: 'end' },
    ],
    transitions: [
      { key: 'a', from: 'begin', to: 'both' },
      { key: 'b', from: 'both', to: 'mark' },
      { key: 'c', from: 'mark', to: 'end' },
    ],
  })
  const changes = (['all', 'any'] as const).map((of) => ({
    ...{ id: `process/race_${of}`, base: null, document: document(`race_${of}`, of) },
  }))
  await admin.call('POST', '/apps/crm/draft/changes', { changes })
  await admin.call('POST', '/apps/crm/publish', {})
}

async function makeQuotes(seller: Person, count: number): Promise<string[]> {
  const customers = await seller.call('POST', '/apps/crm/entities/customer/query', {
    select: ['id'],
    page: { size: 1 },
  })
  const create = Array.from({ length: Math.ceil(count) }, () => ({
    ...{ title: 'Race', customer: customers.records[0].id, quoted_on: '2026-11-23' },
  }))
  return (await seller.call('POST', '/apps/crm/entities/quote/bulk', { create })).ids
}

/** Answers of both, sent at the same moment. */
async function together({ origin, seller, racers }: Racing, process: string, recordId: string) {
  const path = `/apps/crm/processes/${process}/start`
  const { id } = await seller.call('POST', path, { recordId, key: randomUUID() })
  const { visit } = (await racers[0].call('GET', `/instances/${id}`)).can.tasks[0]
  const answers = await Promise.all(
    racers.map(async ({ cookie }) => {
      const answer = await fetch(`${origin}/api/instances/${id}/tasks/${visit}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, cookie },
        body: JSON.stringify({ act: { do: 'approve' }, key: randomUUID() }),
      })
      return { status: answer.status, body: await answer.json() }
    }),
  )
  const view = await seller.call('GET', `/instances/${id}`)
  assert.equal(view.status, 'done')
  const { title } = await seller.call('GET', `/apps/crm/entities/quote/records/${recordId}`)
  assert.equal(title, 'Race!')
  return { answers, states: view.tasks.map(({ state }: { state: string }) => state).sort() }
}

async function bothDecide(racing: Racing, record: string): Promise<void> {
  const { answers, states } = await together(racing, 'race_all', record)
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  )
  assert.deepEqual(states, ['approved', 'approved'])
}

/** Answers with which of the two it was. */
async function oneDecides(racing: Racing, record: string): Promise<number> {
  const { answers, states } = await together(racing, 'race_any', record)
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
  const late = answers.find(({ status }) => status === 409)?.body
  assert.equal(late.code, 'INSTANCE_ENDED')
  assert.equal(late.params.present.status, 'done')
  assert.deepEqual(states, ['approved', 'dropped'])
  return answers.findIndex(({ status }) => status === 200)
}
