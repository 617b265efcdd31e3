import { uuidv7 } from '@mortise/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asUser } from '../contract/access.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { fixtureStorages } from '../testing/fixture-fields.ts'
import { type Fixture, openFixture, person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createDataEngine } from './create-data-engine.ts'
import type { DataEngine } from './data-engine.ts'
import type { Directory } from './directory.ts'

const [east, eastOne] = [uuidv7(), uuidv7()]
const admin = person([], { administrator: true, departmentId: east })

describe.each(testDatabases)('several writes in one transaction on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: Fixture
    let engine: DataEngine

    beforeAll(async () => {
      fixture = await openFixture(test, fixtureModel())
      const { database } = fixture
      const known: Omit<Directory, 'snapshot'> = {
        person: () => null,
        hasDepartment: () => true,
        membersOf: () => [],
        departmentsBelow: (id) => (id === east ? [east, eastOne] : [id]),
      }
      // As one whose memory of people has just run out: every question goes to the database.
      const asked = async () => void (await database.run({ text: 'select 1', values: [] }))
      const directory: Directory = {
        person: (id) => asked().then(() => known.person(id)),
        hasDepartment: (id) => asked().then(() => known.hasDepartment(id)),
        membersOf: (ids) => asked().then(() => known.membersOf(ids)),
        departmentsBelow: (id) => asked().then(() => known.departmentsBelow(id)),
        snapshot: async () => known,
      }
      engine = createDataEngine({ storages: fixtureStorages, directory })
    })
    afterAll(() => fixture?.close())

    it('know people and departments as they were when it began: nothing else may be asked meanwhile', async () => {
      const below = { field: 'unit', op: 'below' as const, value: { ctx: 'department' as const } }
      const found = await engine.together(fixture.scope, async ({ engine: inside, scope }) => {
        const access = asUser(admin)
        await inside.create(access, scope, 'customer', { name: 'a', unit: eastOne, seller: admin.id })
        return await inside.query(access, scope, 'customer', { select: ['name'], filter: below })
      })
      expect(found.records).toMatchObject([{ name: 'a' }])
    })

    it('end with the last of them; none is there when that fails', async () => {
      const { scope } = fixture
      const make = (name: string, last: string) =>
        engine.together(scope, async ({ engine: inside, scope: joined, finish }) => {
          await inside.create(asUser(admin), joined, 'customer', { name })
          await finish?.([{ text: last, values: [] }])
        })
      await make('kept', 'select 1')
      await expect(make('lost', 'select 1 / 0')).rejects.toThrow()
      const filter = { field: 'name', op: 'in' as const, value: ['kept', 'lost'] }
      const { records } = await engine.query(asUser(admin), scope, 'customer', { select: ['name'], filter })
      expect(records).toMatchObject([{ name: 'kept' }])
    })
  })
})
