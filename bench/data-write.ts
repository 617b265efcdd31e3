/**
 * What a write costs: CPU of this process per create and update, with the driver and without it, beside the same work
 * by hand-written SQL on the same connections. Usage: node bench/data-write.ts [records]
 */

import type { Database, Statement } from '../packages/data/src/database/database.ts'
import { asSystem, type RecordInput } from '../packages/data/src/index.ts'
import { fixtureModel } from '../packages/data/src/testing/fixture-app.ts'
import { type EngineFixture, openEngine } from '../packages/data/src/testing/open-engine.ts'
import { testDatabases } from '../packages/data/src/testing/test-databases.ts'

const records = Number(process.argv[2] ?? 4000)
const clients = 16
const model = fixtureModel()
const access = asSystem('bench')
const test = testDatabases.find(({ name }) => name === 'postgres')
if (!test || test.skip) throw new Error(test?.skip ?? 'no PostgreSQL')
const fixture = await openEngine(test, model)
const [target] = await fixture.insert('company', [{ name: 'target' }])

const valuesOf = (index: number): RecordInput => ({
  name: `Company ${index}`,
  city: '上海',
  rating: index,
  vip: true,
  parent: target,
})

interface Run {
  label: string
  step(index: number): Promise<unknown>
}

async function measure({ label, step }: Run): Promise<void> {
  for (let index = 0; index < 300; index++) await step(index)
  const cpu = process.cpuUsage()
  const start = performance.now()
  let next = 300
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < records + 300) await step(next++)
    }),
  )
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - start) / 1000
  const perSecond = Math.round(records / seconds)
  console.log(
    `${label.padEnd(44)} ${String(perSecond).padStart(7)}/s  ${((user + system) / records).toFixed(0).padStart(5)} µs CPU`,
  )
}

/** Answers every statement with the same row at once: what is left is our own work. */
function echo(database: Database, row: object): Database {
  const run = async (_statement: Statement) => ({ rows: [{ ...row }] as never[], count: 1 })
  return { ...database, engine: 'pglite', run }
}

const on = (database: Database): EngineFixture['scope'] => ({
  model,
  workspace: { ...fixture.workspace, database },
})

const { engine, scope, database } = fixture
const made = await engine.create(access, scope, 'company', valuesOf(0))
const echoScope = on(echo(database, made))
const event = JSON.stringify({ name: [null, 'x'], city: [null, '上海'], rating: [null, 1], vip: [null, true] })

function handWritten(index: number): Promise<unknown> {
  const id = crypto.randomUUID()
  return database.run({
    name: 'bare_create',
    text: `with saved as (insert into ws_main.crm__company
        (id, version, created_at, updated_at, name, city, rating, vip, parent)
        values ($1, 1, now(), now(), $2, $3, $4, $5, $6) returning *),
      logged as (insert into ws_main.event (id, at, kind, app, entity, record_id, changes)
        values ($7, now(), 'create', 'crm', 'company', $1, $8))
      select * from saved`,
    values: [id, `Company ${index}`, '上海', index, true, target, crypto.randomUUID(), event],
  })
}

const versions = new Map<number, { id: string; version: number }>()
async function updateOne(index: number): Promise<void> {
  const slot = index % 400
  const before = versions.get(slot) ?? (await engine.create(access, scope, 'company', valuesOf(index)))
  versions.delete(slot)
  const saved = await engine.update(
    access,
    scope,
    'company',
    { id: before.id, version: before.version ?? 1 },
    { rating: index, city: `c${index}` },
  )
  versions.set(slot, { id: saved.id, version: saved.version ?? 1 })
}

const runs: Run[] = [
  { label: 'create, hand-written SQL', step: handWritten },
  { label: 'create', step: (index) => engine.create(access, scope, 'company', valuesOf(index)) },
  {
    label: 'create, without driver and database',
    step: (index) => engine.create(access, echoScope, 'company', valuesOf(index)),
  },
  { label: 'update', step: updateOne },
  {
    label: 'update, without driver and database',
    step: (index) =>
      engine.update(access, echoScope, 'company', { id: made.id, version: 1 }, { rating: index, city: `c${index}` }),
  },
]
for (let round = 0; round < 2; round++) for (const run of runs) await measure(run)

for (let round = 0; round < 3; round++) {
  const inputs = Array.from({ length: 1000 }, (_, index) => valuesOf(index))
  const start = performance.now()
  await engine.createMany(access, scope, 'company', inputs)
  console.log(`createMany of 1000: ${(performance.now() - start).toFixed(0)} ms`)
}
await fixture.close()
