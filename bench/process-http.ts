/**
 * What approvals cost from end to end: people of the CRM start its quote approval and decide, over HTTP with everything
 * that a request passes. On PostgreSQL beside the same approval written by hand for this one process (bare/approval.mjs), one
 * after the other, several times. Usage: node bench/process-http.ts [--seconds 5] [--warm 5] [--rounds 2] [--clients 16]
 * [--only postgres|pglite] [--profile folder]
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { Pool } from 'undici'
import { startBareApproval } from './lib/bare-approval.mjs'
import { startCrm } from './lib/crm.mjs'
import { createDatabase, run } from './lib/database.mjs'
import { cpuSeconds, median } from './lib/measure.mjs'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    warm: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '2' },
    clients: { type: 'string', default: '16' },
    only: { type: 'string' },
    profile: { type: 'string' },
  },
})
const [seconds, warm, clients] = [options.seconds, options.warm, options.clients].map(Number) as [
  number,
  number,
  number,
]
const wanted = {
  postgres: { rate: 600, p99: 100, delay: 50 },
  pglite: { rate: 150, p99: Number.POSITIVE_INFINITY, delay: 50 },
}
type Named = keyof typeof wanted

/** What is measured: it takes a record from its start to the end of its approval. */
interface System {
  origin: string
  pid: number
  records: string[]
  /** One after the other; `post` is timed. */
  approve(post: Post, record: string): Promise<void>
  databaseCpu(): Promise<number>
  loopDelay(): Promise<{ p50: number; p99: number }>
}

type Post = (
  cookie: object,
  path: string,
  body: object,
) => Promise<{ id: string; status: string; outcome: string | null }>

const ratios: number[] = []
for (let round = 0; round < Number(options.rounds); round += 1) {
  for (const name of ['postgres', 'pglite'] as const) {
    if (options.only && options.only !== name) continue
    const ours = await withCrm(name)
    if (name === 'postgres') ratios.push(ours / (await withBare()))
  }
}
if (ratios.length > 0) console.log(`of what the hand-written server does: ${median(ratios).toFixed(2)}`)

async function withCrm(name: Named): Promise<number> {
  const database = name === 'postgres' ? await createDatabase(`bench_process_${randomUUID().slice(0, 8)}`) : null
  const crm = await startCrm(database?.url, { profile: options.profile })
  try {
    return await measure(name, await approvalsOf(crm, needed(name)), { url: database?.url, wants: wanted[name] })
  } finally {
    await crm.stop()
    await database?.drop()
  }
}

/** As many records as approvals that are as fast as is wanted. */
function needed(name: Named): number {
  return Math.ceil((wanted[name].rate * (seconds + warm)) / 3) + clients
}

async function withBare(): Promise<number> {
  const database = await createDatabase(`bench_bare_${randomUUID().slice(0, 8)}`)
  const bare = await startBareApproval(database, { quotes: 4 * needed('postgres') })
  const as = (token: string) => ({ authorization: `Bearer ${token}` })
  const approve: System['approve'] = async (post, recordId) => {
    const { id } = await post(as(bare.tokens.seller), '/start', { recordId })
    await post(as(bare.tokens.manager), `/tasks/${id}/4`, {})
    const { status } = await post(as(bare.tokens.director), `/tasks/${id}/6`, {})
    if (status !== 'done') throw new Error(status)
  }
  try {
    return await measure('hand-written', { ...bare, approve }, { url: database.url })
  } finally {
    await bare.stop()
    await database.drop()
  }
}

interface Measuring {
  url?: string | undefined
  wants?: (typeof wanted)[Named]
}

/** Answers with transitions per second. */
async function measure(name: string, system: System, { url, wants }: Measuring): Promise<number> {
  const pool = new Pool(system.origin, { connections: clients, pipelining: 1 })
  const durations: number[] = []
  const post: Post = async (headers, path, body) => {
    const began = performance.now()
    const answer = await pool.request({
      ...{ method: 'POST', path, body: JSON.stringify({ ...body, key: randomUUID() }) },
      headers: { 'content-type': 'application/json', origin: system.origin, ...headers },
    })
    const text = await answer.body.text()
    if (answer.statusCode >= 300) throw new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 300)}`)
    durations.push(performance.now() - began)
    return JSON.parse(text)
  }
  const work = system.records.values()
  const load = async (duration: number) => {
    const until = performance.now() + duration * 1000
    const one = async () => {
      while (performance.now() < until) {
        const { value } = work.next()
        if (value === undefined) return
        await system.approve(post, value)
      }
    }
    await Promise.all(Array.from({ length: clients }, one))
  }
  // A server that has worked for a while has its code compiled, and statistics: a database makes them by itself in time.
  await load(warm)
  if (url) await run(url, ['vacuum analyze'])
  durations.length = 0
  await system.loopDelay()
  const cpu = cpuSeconds(system.pid)
  const databaseCpu = await system.databaseCpu()
  const began = performance.now()
  await load(seconds)
  const passed = (performance.now() - began) / 1000
  const each = (spent: number) => ((spent * 1000) / durations.length).toFixed(2)
  const [spent, spentThere] = [cpuSeconds(system.pid) - cpu, (await system.databaseCpu()) - databaseCpu]
  const delay = await system.loopDelay()
  await pool.close()
  durations.sort((a, b) => a - b)
  const p = (share: number) => durations[Math.floor(durations.length * share)]?.toFixed(1)
  const rate = durations.length / passed
  console.log(
    [
      `${name}: ${rate.toFixed(0)} transitions/s${wants ? ` (wanted ${wants.rate})` : ''}, ${clients} clients`,
      `p50 ${p(0.5)} ms, p99 ${p(0.99)} ms${wants && Number.isFinite(wants.p99) ? ` (wanted < ${wants.p99})` : ''}`,
      `${each(spent)} ms of CPU of the server each${spentThere > 0 ? ` and ${each(spentThere)} ms of PostgreSQL` : ''}`,
      `event loop late by p50 ${delay.p50.toFixed(1)} ms, p99 ${delay.p99.toFixed(1)} ms${wants ? ` (wanted < ${wants.delay})` : ''}`,
    ].join(', '),
  )
  return rate
}

type Crm = Awaited<ReturnType<typeof startCrm>>

/** Three people, one after the other: who asks, the manager, the sales director. */
async function approvalsOf(crm: Crm, count: number): Promise<System> {
  const [seller, manager, director] = await Promise.all(
    ['zhang.wei', 'wang.jian', 'lin.yufei'].map((person) => crm.signIn(person)),
  )
  if (!seller || !manager || !director) throw new Error('unreachable')
  const visits: number[] = []
  const visitOf = async (turn: number, person: typeof manager, id: string) => {
    // The same way each time: asked once, so that nothing but transitions is measured.
    visits[turn] ??= (await person.call('GET', `/instances/${id}`)).can.tasks[0].visit
    return visits[turn]
  }
  return {
    ...{ origin: crm.origin, pid: crm.pid as number, databaseCpu: crm.databaseCpu, loopDelay: crm.loopDelay },
    records: await makeQuotes(seller, count),
    async approve(post, recordId) {
      const { id } = await post({ cookie: seller.cookie }, '/api/apps/crm/processes/quote_approval/start', { recordId })
      let ended = ''
      for (const [turn, { cookie, ...person }] of [manager, director].entries()) {
        const visit = await visitOf(turn, { cookie, ...person }, id)
        const answer = await post({ cookie }, `/api/instances/${id}/tasks/${visit}`, { act: { do: 'approve' } })
        ended = `${answer.status} ${answer.outcome}`
      }
      if (ended !== 'done approved') throw new Error(ended)
    },
  }
}

/** Drafts of the seller, each large enough for the sales director. */
async function makeQuotes(seller: Awaited<ReturnType<Crm['signIn']>>, count: number): Promise<string[]> {
  const first = async (entity: string) =>
    (await seller.call('POST', `/apps/crm/entities/${entity}/query`, { select: ['id'], page: { size: 1 } })).records[0]
      .id
  const [customer, product] = await Promise.all([first('customer'), first('product')])
  const lines = [{ product, quantity: '10', list_price: '30000.00', discount: '0.05' }]
  const ids: string[] = []
  while (ids.length < count) {
    const create = Array.from({ length: 250 }, (_, index) => ({
      ...{ title: `报价 ${ids.length + index}`, customer, quoted_on: '2026-11-23', lines },
    }))
    const made = await seller.call('POST', '/apps/crm/entities/quote/bulk', { create })
    ids.push(...made.ids)
  }
  return ids
}
