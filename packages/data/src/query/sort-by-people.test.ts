import { systemClock, uuidv7 } from '@mortise/core'
import type { Sort } from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '../contract/access.ts'
import type { Query } from '../contract/query.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { fixtureStorages } from '../testing/fixture-fields.ts'
import { type Fixture, openFixture } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { createReader } from './create-reader.ts'
import { textCollationOf } from './text-collation.ts'

const access = asSystem('test')
const reader = createReader({
  storages: fixtureStorages,
  clock: systemClock,
  directory: { membersOf: () => [], departmentsBelow: (id) => [id] },
})

/** In the order of pinyin, which is neither that of the ids nor that of the code points. Two have one name. */
const people = ['陈晨', '李雷', '王伟', '王伟', '张三'].map((name) => ({ id: uuidv7(), name }))
const shuffled = [3, 0, 4, 2, 1].map((place) => people[place])
const units = ['财务部', '研发部', '销售部'].map((name) => ({ id: uuidv7(), name }))
const gone = uuidv7()

describe.each(testDatabases)('sorting by people and departments on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: Fixture

    beforeAll(async () => {
      fixture = await openFixture(test, fixtureModel())
      for (const [index, person] of [...shuffled].reverse().entries())
        await run('insert into mortise.person (id, name, email) values ($1, $2, $3)', [
          person?.id,
          person?.name,
          `p${index}@example.com`,
        ])
      for (const { id, name } of [...units].reverse())
        await run('insert into mortise.department (id, name) values ($1, $2::jsonb)', [
          id,
          JSON.stringify({ zh: name, en: 'same' }),
        ])
      const sellers = [...shuffled.map((person) => person?.id ?? null), null, gone]
      await fixture.insert(
        'customer',
        Array.from({ length: 35 }, (_, index) => ({
          name: `c${index}`,
          code: `c${index}`,
          seller: sellers[index % sellers.length],
          unit: index % 4 === 3 ? null : units[(index * 2) % 3]?.id,
        })),
      )
    })
    afterAll(() => fixture.close())

    const run = (text: string, values: unknown[]) => fixture.database.run({ text, values })
    const list = (query: Query) =>
      reader.query(access, fixture.scope, 'customer', { select: ['seller', 'unit'], ...query })
    const namesIn = async (field: 'seller' | 'unit', direction: 'asc' | 'desc') => {
      const { records } = await list({ sort: [{ field, direction }], page: { size: 100 } })
      const known = new Map([...people, ...units].map(({ id, name }) => [id, name]))
      return runs(records.map((record) => known.get(record[field] as string) ?? null))
    }

    /** In the order of the list's collation: pinyin where the database has it. */
    const sorted = async (names: string[]) => {
      const collation = await textCollationOf(fixture.database)
      const { rows } = await fixture.database.run<{ name: string }>({
        text: `select distinct name collate "${collation}" as name from unnest($1::text[]) as name order by 1`,
        values: [names],
      })
      return rows.map(({ name }) => name)
    }

    it('goes by their names, whoever has none last both ways', async () => {
      const sellers = await sorted(people.map(({ name }) => name))
      const departments = await sorted(units.map(({ name }) => name))
      expect(await namesIn('seller', 'asc')).toEqual([...sellers, null])
      expect(await namesIn('seller', 'desc')).toEqual([...sellers.reverse(), null])
      expect(await namesIn('unit', 'asc')).toEqual([...departments, null])
      expect(await namesIn('unit', 'desc')).toEqual([...departments.reverse(), null])
    })

    it('keeps two people of one name apart', async () => {
      const { records } = await list({ sort: [{ field: 'seller', direction: 'asc' }], page: { size: 100 } })
      const sellers = runs(records.map(({ seller }) => seller))
      expect(sellers.length).toBe(new Set(sellers).size)
    })

    it.each<Sort[]>([
      [{ field: 'seller', direction: 'asc' }],
      [{ field: 'seller', direction: 'desc' }],
      [
        { field: 'unit', direction: 'desc' },
        { field: 'seller', direction: 'asc' },
        { field: 'name', direction: 'asc' },
      ],
    ])('meets each record once, forward and back: %j %j %j', async (...sort) => {
      const wanted = sort.filter(Boolean)
      const page = (more: object = {}) => list({ sort: wanted, page: { size: 4, ...more } })
      const whole = (await list({ sort: wanted, page: { size: 100 } })).records.map(({ id }) => id)
      expect(new Set(whole).size).toBe(35)
      let at = await page()
      const forward = at.records.map(({ id }) => id)
      while (at.next) {
        at = await page({ after: at.next })
        forward.push(...at.records.map(({ id }) => id))
      }
      let back = at.records.map(({ id }) => id)
      while (at.previous) {
        at = await page({ before: at.previous })
        back = [...at.records.map(({ id }) => id), ...back]
      }
      expect(forward).toEqual(whole)
      expect(back).toEqual(whole)
    })
  })
})

/** Without repetitions that stand side by side. */
function runs<Value>(values: readonly Value[]): Value[] {
  return values.filter((value, index) => index === 0 || value !== values[index - 1])
}
