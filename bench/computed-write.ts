/**
 * What it costs to save an order line whose amount feeds three levels of totals (order, customer, region), beside the same
 * save of the same tables without computed fields; interleaved in one run on PostgreSQL and on the embedded database.
 * Usage: node bench/computed-write.ts [--saves 300] [--write-docs]
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { asSystem } from '../packages/data/src/contract/access.ts'
import { createDataEngine } from '../packages/data/src/engine/create-data-engine.ts'
import { createWorkspace } from '../packages/data/src/schema/create-workspace.ts'
import { installTables } from '../packages/data/src/schema/install-tables.ts'
import { migrate } from '../packages/data/src/schema/migrate.ts'
import { field, words } from '../packages/data/src/testing/fixture-app.ts'
import { fixtureFieldTypes, fixtureStorages } from '../packages/data/src/testing/fixture-fields.ts'
import { type TestDatabase, testDatabases } from '../packages/data/src/testing/test-databases.ts'
import type { ExpressionJson } from '../packages/expressions/src/model/expression.ts'
import type { FieldDocument } from '../packages/metadata/src/documents/entity.ts'
import { compileApp } from '../packages/metadata/src/model/compile-app.ts'

const { values: options } = parseArgs({
  options: { saves: { type: 'string', default: '300' }, 'write-docs': { type: 'boolean', default: false } },
})
const saves = Number(options.saves)
const warmUp = 30
const access = asSystem('bench')
const [regions, customersEach, ordersEach, linesEach] = [5, 20, 10, 8]

function figure(computed: boolean, key: string, expr: ExpressionJson): FieldDocument {
  if (!computed) return field(key, 'decimal')
  return field(key, 'formula', { options: { expression: { v: 1, expr }, result: { type: 'decimal' } } })
}

function modelOf(computed: boolean) {
  const to = (entity: string, key?: string) => ({
    options: { entity, ...(key ? { inverse: { key, label: words(key) } } : {}) },
  })
  const table = (key: string, fields: FieldDocument[], parentField?: string) => ({
    ...{ kind: 'entity' as const, key, label: words(key), titleField: 'name' },
    ...{ fields: [field('name', 'text'), ...fields], ...(parentField ? { parentField } : {}) },
  })
  const documents = [
    { kind: 'app' as const, key: 'shop', label: words('shop'), version: '1.0.0' },
    table('region', [figure(computed, 'total', { sum: ['customers', { var: 'total' }] })]),
    table('customer', [
      field('region', 'relation', to('region', 'customers')),
      figure(computed, 'total', { sum: ['orders', { var: 'total' }] }),
    ]),
    table('order', [
      field('customer', 'relation', to('customer', 'orders')),
      field('lines', 'sub_table', to('line')),
      figure(computed, 'total', { sum: ['lines', { var: 'amount' }] }),
    ]),
    table(
      'line',
      [
        field('order', 'relation', to('order')),
        field('qty', 'integer'),
        field('price', 'decimal'),
        figure(computed, 'amount', { '*': [{ var: 'qty' }, { var: 'price' }] }),
      ],
      'order',
    ),
  ]
  return compileApp(documents, { fieldTypes: fixtureFieldTypes, revision: 1 })
}

async function openSide(database: Awaited<ReturnType<TestDatabase['open']>>, computed: boolean) {
  const model = modelOf(computed)
  const workspace = await createWorkspace(database, { key: computed ? 'computed' : 'plain' })
  await installTables(workspace, { before: null, after: model, storages: fixtureStorages })
  const engine = createDataEngine({
    storages: fixtureStorages,
    directory: { person: () => null, hasDepartment: () => false, membersOf: () => [], departmentsBelow: () => [] },
  })
  const scope = { workspace, model }
  const orders: string[] = []
  for (let region = 0; region < regions; region++) {
    const { id } = await engine.create(access, scope, 'region', { name: `r${region}` })
    for (let customer = 0; customer < customersEach; customer++) {
      const made = await engine.create(access, scope, 'customer', { name: `c${customer}`, region: id })
      const lines = Array.from({ length: linesEach }, (_, line) => ({ name: `l${line}`, qty: line, price: '9.90' }))
      const inputs = Array.from({ length: ordersEach }, (_, order) => ({ name: `o${order}`, customer: made.id, lines }))
      const { ids } = await engine.createMany(access, scope, 'order', inputs)
      orders.push(...ids.filter((one) => one !== null))
    }
  }
  await database.run({ text: 'analyze', values: [] })
  return async (turn: number): Promise<number> => {
    const id = orders[(turn * 37) % orders.length] ?? ''
    const order = await engine.get(access, scope, 'order', id, ['version', 'lines.id'])
    const lines = (order.lines as { id: string }[]).map((line, index) =>
      index === turn % linesEach ? { id: line.id, qty: 100 + turn } : { id: line.id },
    )
    const begun = performance.now()
    await engine.update(access, scope, 'order', { id, version: order.version ?? 0 }, { lines })
    return performance.now() - begun
  }
}

async function measure(test: TestDatabase) {
  const database = await test.open()
  try {
    await migrate(database)
    const [plain, computed] = [await openSide(database, false), await openSide(database, true)]
    const times = { plain: [] as number[], computed: [] as number[] }
    for (let turn = 0; turn < saves + warmUp; turn++) {
      const [a, b] = [await plain(turn), await computed(turn)]
      if (turn < warmUp) continue
      times.plain.push(a)
      times.computed.push(b)
    }
    const [without, withThem] = [median(times.plain), median(times.computed)]
    return { name: test.name, without, withThem, ratio: withThem / without }
  } finally {
    await database.close()
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

const rows = []
for (const test of testDatabases) if (!test.skip) rows.push(await measure(test))
const report = [
  '| database | without | with three levels | ratio (at most 2.5) |',
  '| --- | --- | --- | --- |',
  ...rows.map(
    ({ name, without, withThem, ratio }) =>
      `| ${name} | ${without.toFixed(2)} ms | ${withThem.toFixed(2)} ms | ${ratio.toFixed(2)} |`,
  ),
].join('\n')
console.log(report)

if (options['write-docs']) {
  const path = new URL('../docs/performance.md', import.meta.url)
  const text = readFileSync(path, 'utf8')
  const [begin, end] = ['<!-- computed fields: begin -->', '<!-- computed fields: end -->']
  writeFileSync(path, text.replace(new RegExp(`${begin}[\\s\\S]*${end}`), `${begin}\n${report}\n${end}`))
}
