/**
 * What approvals cost from end to end: people of the CRM start its quote approval and decide, over HTTP with everything
 * that a request passes. Usage: node bench/process-http.ts [--seconds 5] [--clients 16] [--only postgres|pglite] [--profile folder]
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { Pool } from 'undici'
import { startCrm } from './lib/crm.mjs'
import { createDatabase } from './lib/database.mjs'
import { cpuSeconds } from './lib/measure.mjs'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    clients: { type: 'string', default: '16' },
    only: { type: 'string' },
    profile: { type: 'string' },
  },
})
const seconds = Number(options.seconds)
const wanted = {
  postgres: { rate: 600, p99: 100, delay: 50 },
  pglite: { rate: 150, p99: Number.POSITIVE_INFINITY, delay: 50 },
}

for (const name of ['postgres', 'pglite'] as const) {
  if (options.only && options.only !== name) continue
  const database = name === 'postgres' ? await createDatabase(`bench_process_${randomUUID().slice(0, 8)}`) : null
  const crm = await startCrm(database?.url, { profile: options.profile })
  try {
    await measure(name, crm)
  } finally {
    await crm.stop()
    await database?.drop()
  }
}

type Crm = Awaited<ReturnType<typeof startCrm>>

/** Three people, one after the other: who asks, the manager, the sales director. */
async function measure(name: keyof typeof wanted, crm: Crm): Promise<void> {
  const [seller, manager, director] = await Promise.all(
    ['zhang.wei', 'wang.jian', 'lin.yufei'].map((person) => crm.signIn(person)),
  )
  if (!seller || !manager || !director) throw new Error('unreachable')
  const quotes = await makeQuotes(seller, wanted[name].rate * seconds)
  const pool = new Pool(crm.origin, { connections: Number(options.clients), pipelining: 1 })
  const post = async (cookie: string, path: string, body: object) => {
    const answer = await pool.request({
      ...{ method: 'POST', path: `/api${path}`, body: JSON.stringify({ ...body, key: randomUUID() }) },
      headers: { 'content-type': 'application/json', origin: crm.origin, cookie },
    })
    const text = await answer.body.text()
    if (answer.statusCode >= 300) throw new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 300)}`)
    return JSON.parse(text) as { id: string; status: string; outcome: string | null }
  }
  const durations: number[] = []
  const timed = async <Result>(run: () => Promise<Result>) => {
    const began = performance.now()
    const result = await run()
    durations.push(performance.now() - began)
    return result
  }
  const visits: number[] = []
  const visitOf = async (turn: number, person: typeof manager, id: string) => {
    // The same way each time: asked once, so that nothing but transitions is measured.
    visits[turn] ??= (await person.call('GET', `/instances/${id}`)).can.tasks[0].visit
    return visits[turn]
  }
  const one = async (recordId: string) => {
    const { id } = await timed(() => post(seller.cookie, '/apps/crm/processes/quote_approval/start', { recordId }))
    let status = ''
    for (const [turn, person] of [manager, director].entries()) {
      const visit = await visitOf(turn, person, id)
      const answer = await timed(() =>
        post(person.cookie, `/instances/${id}/tasks/${visit}`, { act: { do: 'approve' } }),
      )
      status = `${answer.status} ${answer.outcome}`
    }
    if (status !== 'done approved') throw new Error(status)
  }
  for (const quote of quotes.splice(0, 30)) await one(quote)
  durations.length = 0
  await crm.loopDelay()
  const cpu = cpuSeconds(crm.pid)
  const databaseCpu = await crm.databaseCpu()
  const began = performance.now()
  const until = began + seconds * 1000
  const work = quotes.values()
  await Promise.all(
    Array.from({ length: Number(options.clients) }, async () => {
      for (const quote of work) {
        await one(quote)
        if (performance.now() > until) break
      }
    }),
  )
  const passed = (performance.now() - began) / 1000
  const spent = cpuSeconds(crm.pid) - cpu
  const spentThere = (await crm.databaseCpu()) - databaseCpu
  const delay = await crm.loopDelay()
  await pool.close()
  durations.sort((a, b) => a - b)
  const p = (share: number) => durations[Math.floor(durations.length * share)]?.toFixed(1)
  const { rate, p99 } = wanted[name]
  console.log(
    [
      `${name}: ${(durations.length / passed).toFixed(0)} transitions/s (wanted ${rate}), ${options.clients} clients`,
      `p50 ${p(0.5)} ms, p99 ${p(0.99)} ms${Number.isFinite(p99) ? ` (wanted < ${p99})` : ''}`,
      `${((spent * 1000) / durations.length).toFixed(2)} ms of CPU of the server each` +
        (spentThere > 0 ? ` and ${((spentThere * 1000) / durations.length).toFixed(2)} ms of PostgreSQL` : ''),
      `event loop late by p50 ${delay.p50.toFixed(1)} ms, p99 ${delay.p99.toFixed(1)} ms (wanted < ${wanted[name].delay})`,
    ].join(', '),
  )
}

/** Drafts of the seller, each large enough for the sales director. */
async function makeQuotes(seller: Awaited<ReturnType<Crm['signIn']>>, count: number): Promise<string[]> {
  const first = async (entity: string) =>
    (await seller.call('POST', `/apps/crm/entities/${entity}/query`, { select: ['id'], page: { size: 1 } })).records[0]
      .id
  const [customer, product] = await Promise.all([first('customer'), first('product')])
  const lines = [{ product, quantity: '10', list_price: '30000.00', discount: '0.05' }]
  const ids: string[] = []
  while (ids.length < count / 3 + 30) {
    const create = Array.from({ length: 250 }, (_, index) => ({
      ...{ title: `报价 ${ids.length + index}`, customer, quoted_on: '2026-11-23', lines },
    }))
    const made = await seller.call('POST', '/apps/crm/entities/quote/bulk', { create })
    ids.push(...made.ids)
  }
  return ids
}
