import { uuidv7 } from '@mortise/core'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser, type Principal } from '../contract/access.ts'
import type { ChangeEvent, RecordChanged } from '../contract/changes.ts'
import { createDataEngine } from '../engine/create-data-engine.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { fixtureStorages } from '../testing/fixture-fields.ts'
import { type EngineFixture, openEngine } from '../testing/open-engine.ts'
import { person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'

const model = fixtureModel({
  seller: {
    customer: { read: 'own', create: true, update: 'own', delete: 'own', fields: { revenue: 'none', code: 'mask' } },
    company: { read: 'all' },
    item: { read: 'own', fields: { price: 'none' } },
  },
})

describe.each(testDatabases)('change events on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: EngineFixture
    let li: Principal
    let asLi: Access
    const system = asSystem('test')

    beforeAll(async () => {
      fixture = await openEngine(test, model)
    })
    afterAll(() => fixture.close())
    beforeEach(() => {
      li = person(['seller'])
      fixture.people.set(li.id, { departmentId: null })
      asLi = asUser(li)
    })

    const create = (values: { [field: string]: unknown }, access: Access = system) =>
      fixture.engine.create(access, fixture.scope, 'customer', values)
    const update = (record: { id: string; version?: number }, values: { [field: string]: unknown }) =>
      fixture.engine.update(system, fixture.scope, 'customer', { id: record.id, version: record.version ?? 0 }, values)
    const history = (id: string, access: Access = system, page: { size: number; before?: string } = { size: 50 }) =>
      fixture.engine.history(access, fixture.scope, 'customer', id, page)

    describe('history', () => {
      it('tells of the record and its lines, newest first, without what the reader may not read', async () => {
        const made = await create({
          name: 'A',
          code: 'C-1',
          revenue: '5.00',
          owner: li.id,
          items: [{ product: 'p', price: '9.00' }],
        })
        const changed = await update(made, { revenue: '6.00' })
        await update(changed, { name: 'B', revenue: '7.00' })
        const { events, next } = await history(made.id, asLi)
        expect(next).toBeNull()
        expect(events.map(({ kind, field, changes }) => ({ kind, field, changes }))).toMatchObject([
          { kind: 'update', changes: { name: ['A', 'B'] } },
          { kind: 'create', field: 'items', changes: { product: [null, 'p'] } },
          { kind: 'create', field: undefined, changes: { name: [null, 'A'], owner: [null, li.id] } },
        ])
        expect(JSON.stringify(events)).not.toMatch(/revenue|code|price|C-1|[5-9]\.00/)
        expect((await history(made.id)).events).toHaveLength(4)
      })

      it('comes in pages that leave nothing out', async () => {
        let record = await create({ name: 'v0' })
        for (let index = 1; index <= 6; index++) record = await update(record, { name: `v${index}` })
        const names: unknown[] = []
        for (let before: string | undefined, first = true; first || before; first = false) {
          const page = await history(record.id, system, { size: 3, ...(before ? { before } : {}) })
          names.push(...page.events.map(({ changes }) => changes.name?.[1]))
          before = page.next ?? undefined
        }
        expect(names).toEqual(['v6', 'v5', 'v4', 'v3', 'v2', 'v1', 'v0'])
        await expect(history(record.id, system, { size: 3, before: 'x' })).rejects.toMatchObject({ status: 400 })
      })

      it('of a record that may not be seen is not found', async () => {
        const hidden = await create({ name: 'H' })
        await expect(history(hidden.id, asLi)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' })
        await expect(history(uuidv7(), asLi)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' })
      })
    })

    describe('comments', () => {
      const comment = (id: string, text: unknown, mentions: unknown = [], access: Access = asLi) =>
        fixture.engine.comment(access, fixture.scope, 'customer', id, { text, mentions } as never)

      it('stand in the history', async () => {
        const record = await create({ name: 'A' }, asLi)
        const said = await comment(record.id, '  请跟进\r\n谢谢 ', [li.id, li.id])
        expect(said).toMatchObject({
          kind: 'comment',
          comment: { text: '请跟进\n谢谢', mentions: [li.id] },
          actorId: li.id,
        })
        expect((await history(record.id, asLi)).events[0]).toEqual(said)
        expect((await fixture.rows('crm__customer')).find(({ id }) => id === record.id)).toMatchObject({ version: 1 })
      })

      it('are refused on records out of sight, and when they are none', async () => {
        const hidden = await create({ name: 'H' })
        await expect(comment(hidden.id, 'x')).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' })
        const record = await create({ name: 'A' }, asLi)
        for (const [text, mentions] of [
          ['', []],
          [' \n', []],
          ['x'.repeat(5001), []],
          [{ a: 1 }, []],
          ['\u0000', []],
          ['x', [uuidv7()]],
          ['x', ['me']],
          ['x', null],
        ]) {
          await expect(comment(record.id, text, mentions)).rejects.toMatchObject({ code: 'COMMENT_INVALID' })
        }
        await expect(comment(record.id, '😀'.repeat(5000))).resolves.toMatchObject({ kind: 'comment' })
      })
    })

    it('tells listeners of what was committed, and of nothing else', async () => {
      const heard: RecordChanged[] = []
      const end = fixture.engine.onChange(({ app, entity, ids, kind }) => heard.push({ app, entity, ids, kind }))
      const record = await create({ name: 'A', items: [{ product: 'x' }] })
      await update(record, { name: 'A' })
      await expect(create({ name: 7 })).rejects.toThrow()
      await expect(update({ id: record.id, version: 9 }, { name: 'B' })).rejects.toThrow()
      const changed = await update(record, { name: 'B' })
      await fixture.engine.archive(system, fixture.scope, 'customer', { id: changed.id })
      end()
      await fixture.engine.restore(system, fixture.scope, 'customer', changed.id)
      const of = (kind: string) => ({ app: 'crm', entity: 'customer', ids: [record.id], kind })
      expect(heard.filter(({ entity }) => entity === 'customer')).toEqual([of('create'), of('update'), of('archive')])
    })

    // Only one process can use the embedded database.
    if (test.name === 'postgres')
      it('reaches other servers on the same database', async () => {
        const other = createDataEngine({
          storages: fixtureStorages,
          directory: {
            person: () => null,
            hasDepartment: () => false,
            membersOf: () => [],
            departmentsBelow: () => [],
          },
        })
        const heard: RecordChanged[] = []
        other.onChange((change) => heard.push(change))
        const own: RecordChanged[] = []
        const endOwn = fixture.engine.onChange((change) => own.push(change))
        const ends = [await other.hearOthers(fixture.database), await fixture.engine.hearOthers(fixture.database)]
        const inputs = Array.from({ length: 400 }, (_, index) => ({ name: `n${index}` }))
        const { ids } = await fixture.engine.createMany(system, fixture.scope, 'customer', inputs)
        // What was written just before may be on its way still.
        const made = new Set(ids)
        await expect.poll(() => heard.flatMap((change) => change.ids).filter((id) => made.has(id))).toEqual(ids)
        expect(heard.at(-1)).toMatchObject({ workspace: 'main', app: 'crm', entity: 'customer', kind: 'create' })
        expect(own).toHaveLength(1)
        endOwn()
        for (const end of ends) await end()
      })

    it('can be replayed: folding the events of a record gives its row', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
          let record = await create({ name: 'start', owner: li.id })
          for (const values of changes) {
            record = await update(record, values)
            if ((values.employees as number) % 5 === 0) {
              await fixture.engine.archive(system, fixture.scope, 'customer', { id: record.id })
              record = await fixture.engine.restore(system, fixture.scope, 'customer', record.id)
            }
          }
          const whole = [...Object.keys(record), 'partners']
          const now = await fixture.engine.get(system, fixture.scope, 'customer', record.id, whole)
          const { events } = await history(record.id)
          expect(fold(events)).toEqual(withoutStamps(now))
        }),
        { numRuns: 25 },
      )
    })

    const companies = ['019aa000-0000-7000-8000-000000000001', '019aa000-0000-7000-8000-000000000002']
    beforeAll(async () => {
      await fixture.insert(
        'company',
        companies.map((id) => ({ id, name: id })),
      )
    })

    const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
    const change: fc.Arbitrary<{ [field: string]: unknown }> = fc.record(
      {
        name: fc.constantFrom('x', '名称', "o'hara \\ %", '😀'),
        notes: optional(
          fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => text !== '' && !text.includes('\u0000')),
        ),
        level: optional(fc.constantFrom('high', 'low')),
        tags: fc.subarray(['high', 'low', 'middle']),
        revenue: optional(fc.constantFrom('0.00', '-12.30', '9999999999999999.99')),
        employees: optional(fc.integer()),
        active: fc.boolean(),
        birthday: optional(fc.constantFrom('0001-01-01', '2024-02-29', '9999-12-31')),
        last_contact: optional(fc.constantFrom('2024-02-29T23:59:59.999Z', '1970-01-01T00:00:00.000Z')),
        company: optional(fc.constantFrom(...companies)),
        partners: fc.subarray(companies),
      },
      { requiredKeys: [] },
    )
  })
})

/** The values that the events leave behind; blank where no event spoke of a field. */
function fold(events: readonly ChangeEvent[]): { [field: string]: unknown } {
  const values: { [field: string]: unknown } = {}
  for (const { changes } of [...events].reverse()) {
    for (const [key, [before, after]] of Object.entries(changes)) {
      const blank = Array.isArray(after) && before === null ? null : (values[key] ?? blanks[key] ?? null)
      expect(before, key).toEqual(blank)
      values[key] = after
    }
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlankValue(value)))
}

const blanks: { [field: string]: unknown } = { tags: [], active: false, partners: [], papers: [] }
const stamps = ['id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by', 'archived_at']
const lookups = ['company_city', 'company_vip']

function withoutStamps(record: { [field: string]: unknown }): { [field: string]: unknown } {
  const own = Object.entries(record).filter(([key]) => !stamps.includes(key) && !lookups.includes(key))
  return Object.fromEntries(own.filter(([, value]) => !isBlankValue(value)))
}

function isBlankValue(value: unknown): boolean {
  return value === null || value === false || (Array.isArray(value) && value.length === 0)
}
