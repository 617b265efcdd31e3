import { uuidv7 } from '@mortise/core'
import type { AppModel } from '@mortise/metadata'
import type { Principal } from '../contract/access.ts'
import type { Database, Executor, Rows, Statement, Workspace } from '../database/database.ts'
import type { AppScope } from '../engine/data-engine.ts'
import { createWorkspace } from '../schema/create-workspace.ts'
import { installTables } from '../schema/install-tables.ts'
import { migrate } from '../schema/migrate.ts'
import { layoutOf } from '../schema/table-layout.ts'
import { fixtureStorages } from './fixture-fields.ts'
import type { TestDatabase } from './test-databases.ts'
import { within } from './within.ts'

/** A workspace with the tables of a model, on a database of its own that remembers what was run. */
export interface Fixture {
  database: Database
  workspace: Workspace
  scope: AppScope
  /** Statements run since the last call of `forget`, but for notices of changes: these are sent when there is time. */
  statements: Statement[]
  forget(): void
  /** Puts records straight into the table: values by field key; system columns are filled in, links are written. */
  insert(entity: string, records: readonly { [field: string]: unknown }[]): Promise<string[]>
  close(): Promise<void>
}

export async function openFixture(test: TestDatabase, model: AppModel, timeZone = 'Asia/Shanghai'): Promise<Fixture> {
  const opened = await test.open()
  await migrate(opened)
  const statements: Statement[] = []
  const database = recording(opened, statements)
  const { key, schema } = await createWorkspace(database, { key: 'main', timeZone })
  const workspace: Workspace = { key, schema, database, timeZone }
  await installTables(workspace, { before: null, after: model, storages: fixtureStorages })
  statements.length = 0
  return {
    database,
    workspace,
    scope: { workspace, model },
    statements,
    forget: () => {
      statements.length = 0
    },
    insert: (entity, records) => insertRecords(workspace, model, entity, records),
    close: () => opened.close(),
  }
}

/** Somebody with these roles of the fixture app. */
export function person(roles: string[], more: Partial<Principal> = {}): Principal {
  return {
    id: uuidv7(),
    name: 'Test',
    departmentId: null,
    departmentAndBelowIds: [],
    roles: roles.map((role) => `crm/${role}`).sort(),
    administrator: false,
    language: 'en',
    ...more,
  }
}

function recording(database: Database, statements: Statement[]): Database {
  const record = (executor: Executor) => ({
    run<Row>(statement: Statement): Promise<Rows<Row>> {
      if (!statement.text.includes('pg_notify')) statements.push(statement)
      return executor.run<Row>(statement)
    },
  })
  return {
    ...database,
    ...record(database),
    transaction: (run, ...how) => database.transaction((trx) => within(run, record(trx)), ...how),
  }
}

const chunk = 500

async function insertRecords(
  { database, schema }: Workspace,
  model: AppModel,
  entityKey: string,
  records: readonly { [field: string]: unknown }[],
): Promise<string[]> {
  const entity = model.entities.get(entityKey)
  if (!entity) throw new Error(`no entity ${entityKey}`)
  const { table, columns, links } = layoutOf(entity, fixtureStorages)
  const now = '2026-11-22T08:00:00.000Z'
  const rows = records.map((record): { [field: string]: unknown } => ({
    id: uuidv7(),
    version: 1,
    created_at: now,
    updated_at: now,
    ...(entity.parent ? { position: 0 } : {}),
    ...record,
  }))
  const used = [...columns.values()].filter(({ field, spec }) => rows.some((row) => field.key in row) || spec.default)
  for (let start = 0; start < rows.length; start += chunk) {
    const part = rows
      .slice(start, start + chunk)
      .map((row) =>
        Object.fromEntries(used.map(({ field, column, spec }) => [column, row[field.key] ?? emptyOf(spec.class)])),
      )
    const names = used.map(({ column }) => `"${column}"`).join(', ')
    const typed = used.map(({ column, spec }) => `"${column}" ${spec.type}`).join(', ')
    await database.run({
      text: `insert into ${schema}."${table}" (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as x(${typed})`,
      values: [JSON.stringify(part)],
    })
  }
  for (const link of links.values()) {
    const pairs = rows.flatMap((row) =>
      ((row[link.field.key] ?? []) as string[]).map((target) => ({ record_id: row.id, target_id: target })),
    )
    if (pairs.length === 0) continue
    await database.run({
      text: `insert into ${schema}."${link.table}" (record_id, target_id)
        select record_id, target_id from jsonb_to_recordset($1::jsonb) as x(record_id uuid, target_id uuid)`,
      values: [JSON.stringify(pairs)],
    })
  }
  return rows.map((row) => row.id as string)
}

function emptyOf(columnClass: string): unknown {
  const empty: { [columnClass: string]: unknown } = { boolean: false, choices: [], files: [] }
  return empty[columnClass] ?? null
}
