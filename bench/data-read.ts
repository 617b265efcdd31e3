/**
 * What a read costs: CPU of this process per call, with the driver and without it, beside the same work by hand-written
 * prepared SQL on the same connections and tables. Usage: node bench/data-read.ts [records] [calls]
 */
import { systemClock } from '../packages/core/src/index.ts'
import type { Database, Statement } from '../packages/data/src/database/database.ts'
import { asUser, type Query } from '../packages/data/src/index.ts'
import { createReader } from '../packages/data/src/query/create-reader.ts'
import { fixtureModel } from '../packages/data/src/testing/fixture-app.ts'
import { fixtureStorages } from '../packages/data/src/testing/fixture-fields.ts'
import { openFixture, person } from '../packages/data/src/testing/open-fixture.ts'
import { testDatabases } from '../packages/data/src/testing/test-databases.ts'

const records = Number(process.argv[2] ?? 20_000)
const calls = Number(process.argv[3] ?? 3000)
const clients = 16
const test = testDatabases.find(({ name }) => name === 'postgres')
if (!test || test.skip) throw new Error(test?.skip ?? 'no PostgreSQL')

const model = fixtureModel({ seller: { '*': { read: 'all' } } }, (documents) => {
  documents.push({
    kind: 'view',
    key: 'recent',
    label: { zh: '最近', en: 'Recent' },
    entity: 'customer',
    type: 'list',
    options: { columns: [{ field: 'name' }], sort: [{ field: 'last_contact', direction: 'desc' }] },
  })
})
const fixture = await openFixture(test, model)
const access = asUser(person(['seller']))
const reader = createReader({
  storages: fixtureStorages,
  clock: systemClock,
  directory: { membersOf: () => [], departmentsBelow: (id) => [id] },
})
const levels = ['high', 'middle', 'low']
const companies = await fixture.insert(
  'company',
  Array.from({ length: 500 }, (_, index) => ({ name: `Company ${index}`, city: `City ${index % 30}` })),
)
const ids = await fixture.insert(
  'customer',
  Array.from({ length: records }, (_, index) => ({
    name: `Customer ${index}`,
    code: `C-${index}`,
    level: levels[index % 3],
    tags: ['high', 'low'],
    revenue: `${(index * 37) % 100_000}.50`,
    employees: index % 900,
    active: index % 4 !== 0,
    birthday: '2000-02-29',
    last_contact: new Date(1_700_000_000_000 + ((index * 7919) % records) * 60_000).toISOString(),
    company: companies[index % 500],
    notes: 'Lorem ipsum dolor sit amet',
  })),
)
await fixture.database.run({ text: 'analyze', values: [] })

const own = [
  'name',
  'code',
  'notes',
  'level',
  'tags',
  'revenue',
  'employees',
  'active',
  'birthday',
  'last_contact',
  'company',
  'version',
  'created_at',
  'updated_at',
]
const columns = ['id', ...own].map((name) => `"${name}"`).join(', ')
const table = 'ws_main.crm__customer'
const filtered = `where level = any($1) and active = $2 and revenue >= $3`
const filterValues = [['high', 'middle'], true, 10_000]

const list: Query = {
  select: own,
  filter: {
    and: [
      { field: 'level', op: 'in', value: ['high', 'middle'] },
      { field: 'active', op: 'eq', value: true },
      { field: 'revenue', op: 'gte', value: 10_000 },
    ],
  },
  sort: [{ field: 'last_contact', direction: 'desc' }],
  page: { size: 50 },
  count: 'exact',
}
const expanded: Query = {
  select: [...own, 'company.name', 'company.city'],
  sort: [{ field: 'id', direction: 'asc' }],
  page: { size: 50 },
}

const byHand = (name: string, text: string, values: readonly unknown[]) => fixture.database.run({ name, text, values })
const { next } = await reader.query(access, fixture.scope, 'customer', { ...list, page: { size: 1000 } })
const deep: Query = { ...list, count: 'none', page: { size: 50, after: next ?? '' } }
const idAt = (index: number) => ids[index % ids.length] ?? ''

/** Answers at once with rows fetched before: what is left is our own work. */
function echo(answers: Map<string, { rows: object[]; count: number }>): Database {
  const run = async (statement: Statement) => {
    const known = answers.get(statement.text)
    if (!known) throw new Error('unreachable: every statement ran before')
    return { rows: known.rows.map((row) => ({ ...row })) as never[], count: known.count }
  }
  return { ...fixture.database, run }
}

async function withoutDriver(run: (scope: typeof fixture.scope) => Promise<unknown>) {
  const answers = new Map<string, { rows: object[]; count: number }>()
  const { database } = fixture
  const learning: Database = {
    ...database,
    async run<Row>(statement: Statement) {
      const answer = await database.run<Row>(statement)
      answers.set(statement.text, { rows: [...answer.rows] as object[], count: answer.count })
      return answer
    },
  }
  await run({ model, workspace: { ...fixture.workspace, database: learning } })
  const scope = { model, workspace: { ...fixture.workspace, database: echo(answers) } }
  // The collation was asked before; the echo of that question is what is known.
  return () => run(scope)
}

const get = (scope: typeof fixture.scope, index: number) => reader.get(access, scope, 'customer', idAt(index))
const query = (asked: Query) => (scope: typeof fixture.scope) => reader.query(access, scope, 'customer', asked)

const runs: { label: string; step(index: number): Promise<unknown> }[] = [
  {
    label: 'get, hand-written SQL',
    step: (index) => byHand('one', `select * from ${table} where id = $1`, [idAt(index)]),
  },
  { label: 'get', step: (index) => get(fixture.scope, index) },
  { label: 'get, without driver and database', step: await withoutDriver((scope) => get(scope, 1)) },
  {
    label: 'list and count, hand-written SQL',
    step: () =>
      Promise.all([
        byHand('list', `select ${columns} from ${table} ${filtered} order by last_contact desc limit 50`, filterValues),
        byHand('count', `select count(*)::int as n from ${table} ${filtered}`, filterValues),
      ]),
  },
  { label: 'list and count', step: () => query(list)(fixture.scope) },
  { label: 'list and count, without driver and database', step: await withoutDriver(query(list)) },
  {
    label: 'page 20 by offset, hand-written SQL',
    step: () =>
      byHand(
        'deep',
        `select ${columns} from ${table} ${filtered} order by last_contact desc limit 50 offset 1000`,
        filterValues,
      ),
  },
  { label: 'page 20 by cursor', step: () => query(deep)(fixture.scope) },
  {
    label: 'list with relation, hand-written SQL',
    step: () =>
      byHand(
        'expanded',
        `select ${['id', ...own].map((name) => `c."${name}"`).join(', ')}, k.name as k_name, k.city as k_city
        from ${table} c left join ws_main.crm__company k on k.id = c.company order by c.id limit 50`,
        [],
      ),
  },
  { label: 'list with relation', step: () => query(expanded)(fixture.scope) },
  { label: 'list with relation, without driver and database', step: await withoutDriver(query(expanded)) },
]

async function measure({ label, step }: (typeof runs)[number]): Promise<void> {
  for (let index = 0; index < 50; index++) await step(index)
  const heavy = label.includes('count') && !label.includes('without')
  const total = heavy ? Math.ceil(calls / 10) : calls
  const cpu = process.cpuUsage()
  const start = performance.now()
  let done = 0
  const client = async () => {
    while (done < total) await step(done++)
  }
  await Promise.all(Array.from({ length: clients }, client))
  const { user, system } = process.cpuUsage(cpu)
  const rate = Math.round((total * 1000) / (performance.now() - start))
  console.log(
    `${label.padEnd(50)} ${String(rate).padStart(7)}/s ${((user + system) / total).toFixed(0).padStart(6)} µs CPU`,
  )
}

try {
  for (let round = 0; round < 2; round++) for (const run of runs) await measure(run)
} finally {
  await fixture.close()
}
