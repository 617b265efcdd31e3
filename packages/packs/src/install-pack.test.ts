import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRegistry, uuidv7 } from '@mortise/core'
import { type ColumnSpec, defineFieldStorage } from '@mortise/data'
import {
  type AppStore,
  createAppStore,
  createDataEngine,
  createWorkspace,
  type Database,
  type DataEngine,
  migrate,
  openDatabase,
  type Workspace,
} from '@mortise/data/server'
import { type FieldType, filterOperators } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { installPack } from './install-pack.ts'

const label = (text: string) => ({ zh: text, en: text })

const columns: Record<string, ColumnSpec> = {
  id: { class: 'reference', type: 'uuid' },
  text: { class: 'text', type: 'text' },
  integer: { class: 'number', type: 'bigint' },
  datetime: { class: 'instant', type: 'timestamptz(3)' },
  person: { class: 'reference', type: 'uuid' },
  department: { class: 'reference', type: 'uuid' },
  relation: { class: 'reference', type: 'uuid' },
}

const fieldTypes = createRegistry<FieldType>('field type', Object.keys(columns).map(fieldType))
const storages = createRegistry(
  'field type',
  Object.entries(columns).map(([type, spec]) =>
    defineFieldStorage(fieldTypes.get(type), {
      structure: 'column',
      column: () => spec,
      ...(type === 'person' ? { refersTo: 'user' } : {}),
    }),
  ),
)

let folder: string
let database: Database
let workspace: Workspace
let store: AppStore
let engine: DataEngine
const sales = uuidv7()
const east = uuidv7()
const clock = { now: () => new Date('2026-11-22T04:00:00.000Z') }
const demo = {
  createPeople: async () => ({ people: new Map([['sales1', sales]]), departments: new Map([['east', east]]) }),
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'))
  database = await openDatabase({})
  await migrate(database)
  workspace = await createWorkspace(database, { key: 'main', timeZone: 'UTC', clock })
  store = createAppStore({ workspace, storages, fieldTypes, clock })
  const directory = {
    person: (id: string) => (id === sales ? { departmentId: east } : null),
    hasDepartment: (id: string) => id === east,
    membersOf: () => [],
    departmentsBelow: () => [],
  }
  engine = createDataEngine({ storages, directory, clock })
  await write('app.json', { kind: 'app', key: 'shop', label: label('Shop'), version: '1.0.0' })
  await write('entities/customer.json', {
    kind: 'entity',
    key: 'customer',
    label: label('Customer'),
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: label('Name') },
      { key: 'parent', type: 'relation', label: label('Parent'), options: { entity: 'customer' } },
    ],
  })
  await write('demo/people.json', { password: 'x', departments: [], people: [] })
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

async function write(file: string, content: unknown): Promise<void> {
  await mkdir(join(folder, file, '..'), { recursive: true })
  await writeFile(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content))
}
const records = (...rows: object[]) =>
  write('demo/01_customer.ndjson', rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
const install = () => installPack({ store, engine, workspace, fieldTypes, folder, demo, clock })
const stored = async () => {
  const { rows } = await database.run({
    text: `select c.name, c.created_at, c.owner_id, c.department_id, p.name as parent, e.at, e.source ->> 'kind' as via
      from ws_main.shop__customer c left join ws_main.shop__customer p on p.id = c.parent
      join ws_main.event e on e.record_id = c.id order by c.name`,
    values: [],
  })
  return rows
}

it('publishes the app and loads its records with their past, owners and change events', async () => {
  const [child, parent] = [uuidv7(), uuidv7()]
  const past = { created_at: { $instant: -1440 * 90 }, owner: { $person: 'sales1' } }
  await records({ $id: child, name: 'b', parent, ...past }, { $id: parent, name: 'a', ...past })
  await write(
    'demo/instances.ndjson',
    `${JSON.stringify({ process: 'approval', record: child, by: { $person: 'sales1' }, at: { $instant: 0 }, acts: [] })}\n`,
  )
  const instances = [{ process: 'approval', record: child, by: sales, at: '2026-11-22T00:00:00.000Z', acts: [] }]
  expect(await install()).toEqual({ app: 'shop', revision: 1, records: 2, instances })
  const at = '2026-08-24T00:00:00.000Z'
  const common = { created_at: at, at, owner_id: sales, department_id: east, via: 'demo' }
  expect(await stored()).toEqual([
    { name: 'a', parent: null, ...common },
    { name: 'b', parent: 'a', ...common },
  ])
})

it('names the record and the field that are refused, keeps nothing of that table, and can be run again', async () => {
  const id = uuidv7()
  await records({ $id: uuidv7(), name: 'fine' }, { $id: id, name: 'bad', parent: uuidv7() })
  await expect(install()).rejects.toMatchObject({
    code: 'DEMO_INVALID',
    params: { file: 'demo/01_customer.ndjson', record: id, field: 'parent' },
  })
  expect(await stored()).toEqual([])
  await records({ $id: uuidv7(), name: 'fine' })
  expect((await install()).records).toBe(1)
  expect((await install()).records).toBe(0)
})

it('writes tables in the order of their files, and none after one that is refused', async () => {
  await write('entities/order.json', {
    kind: 'entity',
    key: 'order',
    label: label('Order'),
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: label('Name') },
      { key: 'customer', type: 'relation', label: label('Customer'), options: { entity: 'customer' } },
    ],
  })
  const customers = Array.from({ length: 1500 }, (_, index) => ({ $id: uuidv7(), name: `c${index}` }))
  const orders = customers.map(({ $id, name }) => `${JSON.stringify({ $id: uuidv7(), name, customer: $id })}\n`)
  await write('demo/02_order.ndjson', orders.join(''))
  const counts = async () => {
    const text = `select (select count(*) from ws_main.shop__customer) as customers,
      (select count(*) from ws_main.shop__order) as orders, (select count(*) from ws_main.event) as events`
    return (await database.run({ text, values: [] })).rows[0]
  }
  await records(...customers, { $id: uuidv7(), name: 'bad', parent: uuidv7() })
  await expect(install()).rejects.toMatchObject({ params: { file: 'demo/01_customer.ndjson' } })
  expect(await counts()).toEqual({ customers: 0, orders: 0, events: 0 })
  await records(...customers)
  expect((await install()).records).toBe(3000)
  expect(await counts()).toEqual({ customers: 1500, orders: 1500, events: 3000 })
})

it('refuses records that refer to each other in a circle, and a pack that is not valid', async () => {
  const [one, two] = [uuidv7(), uuidv7()]
  await records({ $id: one, name: 'a', parent: two }, { $id: two, name: 'b', parent: one })
  await expect(install()).rejects.toMatchObject({ code: 'DEMO_CYCLE' })
  await write('entities/broken.json', '{"kind": "entity",')
  await expect(install()).rejects.toMatchObject({ code: 'PACK_INVALID', params: { place: 'entities/broken.json' } })
})

function fieldType(type: string): FieldType {
  const relation = type === 'relation'
  return {
    type,
    label: label(type),
    description: label(type),
    group: 'text',
    options: relation ? Type.Object({ entity: Type.String() }) : Type.Object({}),
    ...(relation ? { references: { entity: 'entity' as const }, relation: 'one' as const } : {}),
    value: () => Type.Unknown(),
    operators: () => filterOperators,
    sortable: true,
    title: type === 'text',
    samples: { valid: [], invalid: [] },
  }
}
