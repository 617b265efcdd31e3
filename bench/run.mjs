// Measures Mortise against a bare fastify + pg server that does the same work on the same PostgreSQL, interleaved in one
// run, and prints the ratios; names the measurements that run by themselves. `--rounds 3 --ms 1500 --rows 100000 --only read,list --write-docs`
import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startBare } from './lib/bare.mjs'
import { createDatabase } from './lib/database.mjs'
import { firstStart } from './lib/first-start.mjs'
import { load, median, memoryMb } from './lib/measure.mjs'
import { startMortise } from './lib/mortise.mjs'
import { reportOf, rowOf, writeDocs } from './lib/report.mjs'

const operations = {
  read: { target: 0.6, clients: [1, 16] },
  list: { target: 1, clients: [1, 16] },
  'list, page 1000': { target: 3, clients: [1] },
  expand: { target: 0.6, clients: [1, 16] },
  create: { target: 0.45, clients: [1, 16], writes: true },
  update: { target: 0.45, clients: [1, 16], writes: true },
  'bulk 1000': { target: 0.5, clients: [1], writes: true },
  aggregate: { target: 0.9, clients: [1] },
}

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    ms: { type: 'string', default: '1500' },
    rows: { type: 'string', default: '100000' },
    only: { type: 'string' },
    'same-indexes': { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
  },
})
const [rounds, milliseconds, rows] = [Number(options.rounds), Number(options.ms), Number(options.rows)]
const wanted = options.only?.split(',').map((name) => (name === 'p1000' ? 'list, page 1000' : name))

/** Each with its usage at its head. */
const byThemselves = [
  ...['computed-write.ts', 'data-read.ts', 'data-write.ts', 'draft-edit.ts', 'expressions.ts', 'expressions-sql.ts'],
  ...['first-start.ts', 'form-drag.ts', 'forms/measure.ts', 'kanban.ts'],
]

const suffix = randomBytes(4).toString('hex')
const databases = []
const systems = []
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void tearDown().finally(() => process.exit(1)))
try {
  await measure()
} finally {
  await tearDown()
}

async function measure() {
  // Before anything else, while the machine is idle.
  const first = wanted && !wanted.includes('first start') ? null : await firstStart()
  console.log(`Filling ${rows} customers on both sides …`)
  for (const [name, start] of [
    ['bare', startBare],
    ['mortise', startMortise],
  ]) {
    const database = await createDatabase(`bench_${name}_${suffix}`)
    databases.push(database)
    systems.push(await start(database, { rows, sameIndexes: options['same-indexes'] }))
  }
  const mortise = systems[1]
  // A second after its start the server hands back what starting needed.
  await setTimeout(3000)
  const idle = memoryMb(mortise.pid)
  const results = await measureAll()
  const loaded = memoryMb(mortise.pid)
  const report = reportOf(results, { idle, loaded, coldStart: mortise.coldStart, first })
  console.log(`\n${report}`)
  if (options['write-docs']) writeDocs(report, { rows, rounds })
  console.log(`\nBy themselves: ${byThemselves.map((path) => `node bench/${path}`).join(', ')}.`)
}

async function measureAll() {
  const results = []
  for (const [name, operation] of Object.entries(operations)) {
    if (wanted && !wanted.includes(name)) continue
    for (const connections of operation.clients) {
      const result = await measureOne(name, connections, operation)
      results.push(result)
      console.log(rowOf(result))
    }
  }
  return results
}

async function measureOne(name, connections, { target, writes }) {
  const samples = { bare: [], mortise: [] }
  for (let round = 0; round < rounds; round++) {
    for (const system of round % 2 ? [...systems].reverse() : systems) {
      samples[system.name].push(await load({ ...system, ...system.requests[name], connections, milliseconds }))
      // Every measurement finds the same number of rows.
      if (writes) await system.tidy()
    }
  }
  const ratio = median(samples.mortise.map((sample, index) => sample.rate / samples.bare[index].rate))
  return { name, connections, target, ratio, bare: middle(samples.bare), mortise: middle(samples.mortise) }
}

function middle(samples) {
  const of = (figure) => median(samples.map((sample) => sample[figure]))
  return { rate: of('rate'), cpu: of('cpu'), median: of('median') }
}

async function tearDown() {
  for (const system of systems.splice(0)) await system.stop()
  for (const database of databases.splice(0)) await database.drop()
}
