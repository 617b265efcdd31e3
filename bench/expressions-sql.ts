/**
 * What conditions cost in SQL: over a million orders, each beside what somebody would write by hand for it, on the same
 * table and indexes. Usage: node bench/expressions-sql.ts [rows] [--write-docs]
 */
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely'
import pg from 'pg'
import { checkExpression } from '../packages/expressions/src/check/check-expression.ts'
import { compileCondition } from '../packages/expressions/src/sql/compile-sql.ts'
import { helperFunctions } from '../packages/expressions/src/sql/helper-functions.ts'
import type { SqlEnvironment, SqlPlace } from '../packages/expressions/src/sql/sql-place.ts'
import { sampleSchema } from '../packages/expressions/src/testing/sample-schema.ts'
import { createDatabase } from './lib/database.mjs'

const rows = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 1_000_000)

const types: Record<string, string> = {
  amount: 'numeric(18,2)',
  rate: 'numeric(18,4)',
  count: 'bigint',
  shipped: 'timestamptz(3)',
  ordered: 'date',
  paid: 'boolean',
}
const place: SqlPlace = {
  field: (_steps, { key, nullable }) => ({ sql: sql.ref(`t.${key}`), type: types[key] ?? 'text', nullable }),
  many: () => {
    throw new Error('unreachable: no relations here')
  },
  all: () => {
    throw new Error('unreachable: no look-ups here')
  },
}
const environment: SqlEnvironment = {
  context: (name) => (name === 'today' ? sql`'2026-11-22'::date` : sql`'2026-11-22T08:00:00Z'::timestamptz`),
  list: () => sql`'{}'::uuid[]`,
  zone: () => sql`'Asia/Shanghai'`,
  helper: (name) => sql.id('public', name),
  calendarTable: () => sql.id('public', 'calendar_day'),
  constant: (value, type) => sql`${sql.val(value)}::${sql.raw(type)}`,
}
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const v = (name: string) => ({ var: name })
/** The expression, and the condition by hand. */
const cases: [name: string, expr: unknown, byHand: string, values: unknown[]][] = [
  ['index, equal', { '==': [v('title'), 'Order 123456'] }, 't.title = $1', ['Order 123456']],
  [
    'index, range of numbers',
    { and: [{ '>=': [v('amount'), 4990] }, { '<': [v('amount'), 5000] }] },
    't.amount >= $1 and t.amount < $2',
    [4990, 5000],
  ],
  ['index, whole numbers', { '==': [v('count'), 77] }, 't.count = $1', [77]],
  [
    'index, a span of days',
    { between: [v('ordered'), { date: '2026-03-01' }, { date: '2026-03-02' }] },
    't.ordered between $1 and $2',
    ['2026-03-01', '2026-03-02'],
  ],
  [
    'index and a further condition',
    { and: [{ '==': [v('count'), 77] }, { '!=': [v('status'), 'lost'] }] },
    't.count = $1 and t.status is distinct from $2',
    [77, 'lost'],
  ],
  ['index, from a list', { in: [v('count'), [3, 77, 912]] }, 't.count in ($1, $2, $3)', [3, 77, 912]],
  [
    'scan, two comparisons',
    { and: [{ '>': [v('rate'), 0.5] }, { '==': [v('status'), 'won'] }] },
    't.rate > $1 and t.status = $2',
    [0.5, 'won'],
  ],
  ['scan, NOT', { '!': [{ '==': [v('status'), 'won'] }] }, '(t.status = $1) is not true', ['won']],
  ['scan, a product', { '>': [{ '*': [v('amount'), v('rate')] }, 50_000] }, 't.amount * t.rate > $1', [50_000]],
]

const database = await createDatabase(`bench_expressions_${randomBytes(4).toString('hex')}`)
const client = new pg.Client({ connectionString: database.url })
await client.connect()
try {
  await fill()
  const lines: string[] = []
  for (const [name, expr, byHand, values] of cases) {
    const checked = checkExpression(expr, { schema: sampleSchema, entity: 'order' })
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
    const { sql: condition, parameters } = compileCondition(checked.root, place, environment).compile(compiler)
    const ours = await planOf(condition, [...parameters])
    const theirs = await planOf(byHand, values)
    const times = await compare([condition, [...parameters]], [byHand, values])
    if (times.counts[0] !== times.counts[1]) throw new Error(`${name}: ${times.counts.join(' and ')} rows`)
    const line = `| ${name} | ${times.counts[0]} | ${times.ours.toFixed(2)} | ${times.theirs.toFixed(2)} | ${(times.ours / times.theirs).toFixed(2)} | ${ours === theirs ? ours : `${ours}; by hand ${theirs}`} |`
    console.log(line)
    lines.push(line)
  }
  if (process.argv.includes('--write-docs')) writeDocs(lines)
} finally {
  await client.end()
  await database.drop()
}

async function fill(): Promise<void> {
  console.log(`Filling ${rows} orders …`)
  await client.query(`create table orders (id bigint primary key, title text, amount numeric(18,2), rate numeric(18,4),
    count bigint, status text, ordered date, shipped timestamptz(3), paid boolean not null default false)`)
  await client.query(
    `insert into orders select i, 'Order ' || i, case when i % 20 = 0 then null else ((i * 7919) % 1000000) + 0.5 end,
      ((i * 31) % 10000) / 10000.0, (i * 104729) % 1000,
      case when i % 25 = 0 then null else (array['new','open','won','lost'])[1 + i % 4] end,
      date '2024-01-01' + (i % 1000)::int, timestamptz '2024-01-01' + (i % 1000) * interval '1 hour', i % 3 = 0
    from generate_series(1, $1::bigint) i`,
    [rows],
  )
  for (const column of ['title', 'amount', 'count', 'ordered']) {
    await client.query(`create index on orders (${column})`)
  }
  await client.query('vacuum analyze orders')
  await client.query('set max_parallel_workers_per_gather = 0')
  for (const helper of helperFunctions) await client.query(helper.create('public', { caseCollation: 'C' }))
}

function counting(condition: string): string {
  return `select count(*)::int as n from orders t where ${condition}`
}

async function planOf(condition: string, parameters: unknown[]): Promise<string> {
  const { rows: plan } = await client.query(`explain (format json) ${counting(condition)}`, parameters)
  let node = plan[0]['QUERY PLAN'][0].Plan
  while (!node['Relation Name'] && node.Plans) node = node.Plans[0]
  return String(node['Node Type']).toLowerCase()
}

/** Milliseconds, the median of interleaved rounds. */
async function compare(ours: [string, unknown[]], theirs: [string, unknown[]]) {
  const times: [number[], number[]] = [[], []]
  const counts: number[] = []
  const enough = () => times[0].length >= 15 && (times[0].length >= 400 || times[0].reduce((a, b) => a + b, 0) > 1000)
  while (!enough()) {
    for (const [index, [condition, parameters]] of [ours, theirs].entries()) {
      const start = performance.now()
      const result = await client.query({
        text: counting(condition),
        values: parameters,
        name: `${index}${condition.length}${condition.slice(0, 40)}`,
      })
      times[index]?.push(performance.now() - start)
      counts[index] = result.rows[0].n
    }
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
  return { ours: median(times[0]), theirs: median(times[1]), counts }
}

function writeDocs(lines: readonly string[]): void {
  const file = new URL('../docs/expressions.md', import.meta.url)
  const table = [
    `| over ${rows} records, in SQL | found | expression ms | by hand ms | ratio | plan |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/(<!-- bench-sql -->\n)[\s\S]*?(<!-- \/bench-sql -->)/, `$1\n${table}\n\n$2`))
}
