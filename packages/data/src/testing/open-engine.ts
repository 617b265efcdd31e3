import { uuidv7 } from '@mortise/core'
import type { AppModel } from '@mortise/metadata'
import { createDataEngine } from '../engine/create-data-engine.ts'
import type { DataEngine } from '../engine/data-engine.ts'
import { fixtureStorages } from './fixture-fields.ts'
import { type Fixture, openFixture } from './open-fixture.ts'
import type { TestDatabase } from './test-databases.ts'

/** The whole engine over a fixture, with people and departments that tests can name and a clock that they can move. */
export interface EngineFixture extends Fixture {
  engine: DataEngine
  people: Map<string, { departmentId: string | null }>
  departments: Set<string>
  clock: { time: Date }
  /** Values of a table as they are in the database, by field key. */
  rows(table: string, order?: string): Promise<{ [column: string]: unknown }[]>
  events(record?: string): Promise<{ [column: string]: unknown }[]>
  /** Puts a file of somebody in place, as an upload does. */
  upload(by: string | null, name?: string): Promise<string>
}

export async function openEngine(test: TestDatabase, model: AppModel): Promise<EngineFixture> {
  const fixture = await openFixture(test, model)
  const { database } = fixture
  const { schema } = fixture.workspace
  const people = new Map<string, { departmentId: string | null }>()
  const departments = new Set<string>()
  const clock = { time: new Date('2026-11-22T08:00:00.000Z') }
  const engine = createDataEngine({
    storages: fixtureStorages,
    clock: { now: () => clock.time },
    directory: {
      person: (id) => people.get(id) ?? null,
      hasDepartment: (id) => departments.has(id),
      membersOf: (ids) => [...people].flatMap(([id, { departmentId }]) => (ids.includes(departmentId ?? '') ? id : [])),
      departmentsBelow: (id) => [id],
    },
  })
  const rowsOf = async (text: string, values: unknown[] = []) => (await database.run({ text, values })).rows
  return {
    ...fixture,
    engine,
    people,
    departments,
    clock,
    rows: (table, order = 'id') => rowsOf(`select * from ${schema}."${table}" order by ${order}`),
    events: (record) =>
      record
        ? rowsOf(`select * from ${schema}.event where record_id = $1 order by id`, [record])
        : rowsOf(`select * from ${schema}.event order by id`),
    async upload(by, name = 'a.pdf') {
      const id = uuidv7()
      await database.run({
        text: `insert into ${schema}.file (id, name, size, type, storage_key, app, uploaded_by, uploaded_at)
          values ($1, $2, 3, 'application/pdf', 'key', 'crm', $3, now())`,
        values: [id, name, by],
      })
      return id
    },
  }
}
