/**
 * What the analysis of times costs over 600,000 visits of one process on PostgreSQL (TEST_POSTGRES_URL or the local one).
 * Usage: node bench/process-insight.ts [--instances 100000] [--keep] [--on url of a kept one]
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { migrate } from '../packages/data/src/schema/migrate.ts'
import { createWorkspace, installParts, openDatabase, openWorkspace } from '../packages/data/src/server.ts'
import { readInsight } from '../packages/process/src/mining/read-insight.ts'
import { readInstanceTimes } from '../packages/process/src/mining/read-instances.ts'
import { readNodeTimes } from '../packages/process/src/mining/read-node-times.ts'
import { readTasks } from '../packages/process/src/mining/read-tasks.ts'
import { readReturns, readVariants } from '../packages/process/src/mining/read-ways.ts'
import { workSeconds } from '../packages/process/src/mining/work-seconds.ts'
import { processTables } from '../packages/process/src/server.ts'
import { createDatabase } from './lib/database.mjs'

const { values: options } = parseArgs({
  options: {
    instances: { type: 'string', default: '100000' },
    keep: { type: 'boolean', default: false },
    on: { type: 'string' },
  },
})
const instances = Number(options.instances)
const kept = options.on && { url: options.on, drop: async () => {} }
const place = kept || (await createDatabase(`bench_insight_${randomUUID().slice(0, 8)}`))
const database = await openDatabase({ url: place.url })
if (!kept) await migrate(database)
const workspace = kept ? await openWorkspace(database, 'bench') : await createWorkspace(database, { key: 'bench' })
const { schema } = workspace
const run = (text: string) => database.run({ text: text.replaceAll('$s', schema), values: [] })

const nodes = ['begin', 'submit', 'size', 'manager', 'opinion', 'end']
if (!kept) await seed()
await measure()
await database.close()
if (options.keep) console.log(place.url)
else await place.drop()

async function seed(): Promise<void> {
  await installParts(workspace, [processTables])
  const person = (number: string) => `('01900000-0000-7000-9000-' || lpad(to_hex(${number}), 12, '0'))::uuid`
  const version = '01900000-0000-7000-8000-000000000001'
  await run(`insert into $s.process_version values ('${version}', 'crm', 'quote', 1, 'h', '{}', now(), null)`)
  /** A week of instances in eight minutes' distance; one in eleven was sent back. */
  await run(`insert into $s.process_instance
    select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'crm', 'quote', '${version}', 'Quote ' || n,
      case when n % 50 = 0 then 'running' when n % 9 = 0 then 'rejected' else 'done' end, null, 3, 9, 'quote',
      gen_random_uuid(), ${person('n % 500')}, null, null, null, 0, '{}', t, case when n % 50 > 0 then t + interval '2 days' end
    from (select n, timestamptz '2025-01-01' + n * interval '8 minutes' as t from generate_series(1, ${instances}) n) x`)
  await run(`insert into $s.process_visit
    select i.id, k, (array['${nodes.join("','")}'])[k], 1, case when k = 4 and random() < 0.09 then 2 else 1 end,
      (array[null, 'a', 'b', 'c', 'd', 'e'])[k], '{}', 'done', null, 'approved', 1,
      i.started_at + case when k <= 4 then interval '0' else took end,
      i.started_at + case when k < 4 then interval '0' else took end, null
    from $s.process_instance i
    cross join lateral (select exp(random() * 3 + 8 + 0 * i.rev) * interval '1 second' as took) x
    cross join generate_series(1, 6) k`)
  await run(`insert into $s.process_task
    select instance_id, id, a, 1, ${person('(random() * 300)::integer')}, '{}', 'resolved', 'approved', 1, entered_at,
      entered_at + (left_at - entered_at) * 0.4, left_at, ${person('(random() * 300)::integer')}, 'ok', null, null, null
    from $s.process_visit, generate_series(1, 2) a where node = 'manager'`)
  await run(`insert into $s.process_event
    select instance_id, 1, case when random() < 0.1 then 'deadline' when random() < 0.1 then 'return' else 'approve' end,
      null, left_at, id, '{"to": "begin"}' from $s.process_visit where node = 'manager'`)
  await run(`update $s.process_instance i set path = (select string_agg(v.node, ' ' order by v.id) from $s.process_visit v
    where v.instance_id = i.id)`)
  for (const table of ['instance', 'visit', 'task', 'event']) await run(`vacuum analyze $s.process_${table}`)
}

async function measure(): Promise<void> {
  const filter = { app: 'crm', process: 'quote' }
  const time = { timeZone: 'Asia/Shanghai', calendar: { exceptions: new Map() }, from: 540, to: 1080 }
  const questions: { [name: string]: () => Promise<unknown> } = {
    all: () => readInsight(workspace, filter, { time, now: new Date().toISOString() }),
    'all, one quarter': () =>
      readInsight(
        workspace,
        { ...filter, from: '2025-10-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' },
        { time, now: new Date().toISOString() },
      ),
    weeks: () => readInstanceTimes(workspace, filter),
    ways: () => readVariants(workspace, filter, 20),
    returns: () => readReturns(workspace, filter),
    'steps, people and reasons of tasks': () => readTasks(workspace, filter),
    visits: () =>
      readNodeTimes(
        workspace,
        filter,
        workSeconds(time, { from: '2020-01-01', to: new Date().toISOString().slice(0, 10) }),
        Promise.resolve([]),
      ),
  }
  console.log(`${instances} instances, ${instances * nodes.length} visits, ${instances * 2} tasks`)
  for (const [name, ask] of Object.entries(questions)) {
    const taken: number[] = []
    for (let count = 0; count < 5; count += 1) {
      const started = performance.now()
      await ask()
      taken.push(Math.round(performance.now() - started))
    }
    console.log(`${name}: ${Math.min(...taken)} ms at best, ${taken.join(', ')}`)
  }
}
