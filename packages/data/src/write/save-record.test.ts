import { type AppError, uuidv7 } from '@mortise/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser, type Principal } from '../contract/access.ts'
import type { FieldProblem } from '../contract/write.ts'
import { field, fixtureModel, words } from '../testing/fixture-app.ts'
import { type EngineFixture, openEngine } from '../testing/open-engine.ts'
import { person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'

const model = fixtureModel(
  {
    seller: {
      company: { read: 'all', create: true, update: 'own', delete: 'own', fields: { rating: 'read', vip: 'none' } },
      customer: { read: 'own', create: true, update: 'own', delete: 'own' },
      ticket: { read: 'own', create: true, update: 'own', fields: { secret: 'mask' } },
    },
    // Reads all companies, and writes the rating of its own.
    rater: { company: { read: 'all', update: 'own', fields: { '*': 'read', rating: 'write' } } },
    clerk: { ticket: { read: 'none', create: true } },
    editor: { company: { read: 'all', create: true, update: 'all', fields: { '*': 'write', rating: 'read' } } },
  },
  (documents) => {
    documents.push({
      kind: 'entity',
      key: 'ticket',
      label: words('ticket'),
      titleField: 'subject',
      fields: [
        field('subject', 'text', { required: true }),
        field('state', 'select', { options: { optionSet: 'level' }, default: 'low' }),
        field('reporter', 'person', { default: { ctx: 'user' } }),
        field('opened', 'date', { default: { ctx: 'today', add: 1 } }),
        field('amount', 'decimal'),
        field('secret', 'text'),
        field('tags', 'multi_select', { options: { optionSet: 'level' } }),
        field('due', 'datetime'),
      ],
      duplicateChecks: [
        { key: 'same_subject', fields: ['subject', 'amount'], mode: 'warn' },
        { key: 'same_due', fields: ['due'], mode: 'refuse', message: { zh: '重复', en: 'Taken slot' } },
      ],
    })
  },
)

describe.each(testDatabases)('saving a record on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: EngineFixture
    let li: Principal
    let wang: Principal
    let asLi: Access
    const system = asSystem('test')

    beforeAll(async () => {
      fixture = await openEngine(test, model)
    })
    afterAll(() => fixture.close())
    beforeEach(() => {
      const department = uuidv7()
      fixture.departments.add(department)
      li = person(['seller'], { departmentId: department })
      wang = person(['seller'])
      fixture.people.set(li.id, { departmentId: department }).set(wang.id, { departmentId: null })
      asLi = asUser(li, { kind: 'request', id: 'r1' })
      fixture.forget()
    })

    const create = (access: Access, entity: string, values: { [field: string]: unknown }, options = {}) =>
      fixture.engine.create(access, fixture.scope, entity, values, options)
    const update = (
      access: Access,
      entity: string,
      { id, version }: { id: string; version?: number },
      values: { [field: string]: unknown },
      options = {},
    ) => fixture.engine.update(access, fixture.scope, entity, { id, version: version ?? 0 }, values, options)
    const get = (access: Access, entity: string, id: string, select?: string[]) =>
      fixture.engine.get(access, fixture.scope, entity, id, select)

    describe('create', () => {
      it('writes the record and its event in one statement, and answers what a read would', async () => {
        const company = await create(asLi, 'company', { name: 'Acme', city: '上海' })
        expect(fixture.statements).toHaveLength(1)
        expect(company).toMatchObject({ version: 1, name: 'Acme', city: '上海', owner: li.id, parent: null })
        expect(company).toMatchObject({ department: li.departmentId, created_by: li.id, archived_at: null })
        expect(company).not.toHaveProperty('vip')
        expect(await get(asLi, 'company', company.id)).toEqual(company)
        expect(await fixture.events(company.id)).toMatchObject([
          {
            kind: 'create',
            app: 'crm',
            entity: 'company',
            actor_id: li.id,
            at: '2026-11-22T08:00:00.000Z',
            changes: {
              name: [null, 'Acme'],
              city: [null, '上海'],
              owner: [null, li.id],
              department: [null, li.departmentId],
            },
            source: { kind: 'request', id: 'r1' },
          },
        ])
      })

      it('fills in defaults, also those known only now', async () => {
        const ticket = await create(asLi, 'ticket', { subject: 'A', due: '2026-01-01T00:00:00.000Z' })
        expect(ticket).toMatchObject({ state: 'low', reporter: li.id, opened: '2026-11-23', amount: null, tags: [] })
        const cleared = await create(asLi, 'ticket', { subject: 'B', state: null })
        expect(cleared.state).toBeNull()
      })

      it('gives a record the department of the owner it is made for', async () => {
        const department = uuidv7()
        fixture.people.set(wang.id, { departmentId: department })
        const company = await create(asLi, 'company', { name: 'X', owner: wang.id })
        expect(company).toMatchObject({ owner: wang.id, department })
      })

      it('answers only the id of a record that its maker cannot see', async () => {
        const ticket = await create(asLi, 'ticket', { subject: 'For Wang', owner: wang.id })
        expect(Object.keys(ticket)).toEqual(['id'])
        expect(await get(asUser(wang), 'ticket', ticket.id)).toMatchObject({ subject: 'For Wang' })
      })

      it('answers only the id to who may create but not read', async () => {
        const clerk = person(['clerk'])
        const made = await create(asUser(clerk), 'ticket', { subject: 'Box' })
        expect(Object.keys(made)).toEqual(['id'])
        const selected = await create(asUser(clerk), 'ticket', { subject: 'Box 2' }, { select: ['subject'] })
        expect(Object.keys(selected)).toEqual(['id'])
        expect(await get(system, 'ticket', selected.id, ['subject', 'owner'])).toMatchObject({
          subject: 'Box 2',
          owner: clerk.id,
        })
      })

      it('masks in its answer what the maker may not read', async () => {
        const made = await create(system, 'ticket', { subject: 'M', secret: 'hidden words', owner: li.id })
        expect(made.secret).toBe('hidden words')
        expect(await get(asLi, 'ticket', made.id)).toMatchObject({ secret: 'h***' })
        const changed = await update(asLi, 'ticket', made, { subject: 'N' })
        expect(changed).toMatchObject({ subject: 'N', secret: 'h***' })
      })

      it('names everything that is wrong at once, and what is hidden like what does not exist', async () => {
        const error = await create(asLi, 'company', {
          id: uuidv7(),
          created_by: li.id,
          rating: 5,
          vip: true,
          nonsense: 1,
          constructor: 1,
          name: 7,
          parent: 'x',
          owner: uuidv7(),
        }).catch((thrown: AppError) => thrown)
        const problems = (error as AppError).params.problems as FieldProblem[]
        expect(Object.fromEntries(problems.map(({ path, code }) => [path, code]))).toEqual({
          id: 'FIELD_READ_ONLY',
          created_by: 'FIELD_READ_ONLY',
          rating: 'FIELD_READ_ONLY',
          vip: 'FIELD_UNKNOWN',
          nonsense: 'FIELD_UNKNOWN',
          constructor: 'FIELD_UNKNOWN',
          name: 'VALUE_INVALID',
          parent: 'VALUE_INVALID',
          owner: 'PERSON_UNKNOWN',
        })
        const said = (path: string) => problems.find((problem) => problem.path === path)?.message
        expect(said('vip')?.replace('vip', '…')).toBe(said('nonsense')?.replace('nonsense', '…'))
        expect(fixture.statements).toEqual([])
      })

      it('asks for required fields', async () => {
        await expect(create(asLi, 'ticket', {})).rejects.toMatchObject({
          params: { problems: [{ path: 'subject', code: 'FIELD_REQUIRED', message: 'Please fill in this field.' }] },
        })
        await expect(create(asLi, 'customer', { name: null })).rejects.toMatchObject({ code: 'RECORD_INVALID' })
      })

      it('refuses who may not create, and tables that may not be seen', async () => {
        await expect(create(asUser(person(['rater'])), 'company', { name: 'x' })).rejects.toMatchObject({
          code: 'RECORD_FORBIDDEN',
        })
        await expect(create(asUser(person([])), 'company', { name: 'x' })).rejects.toMatchObject({
          code: 'ENTITY_UNKNOWN',
        })
        await expect(create(asLi, 'constructor', { name: 'x' })).rejects.toMatchObject({ code: 'ENTITY_UNKNOWN' })
      })

      it('refers only to records that exist and that the user may see', async () => {
        const hidden = await create(system, 'customer', { name: 'Hidden' })
        const line = { items: [{ product: 'p', maker: hidden.id }] }
        for (const company of [uuidv7(), hidden.id]) {
          await expect(create(asLi, 'customer', { name: 'A', company, ...line })).rejects.toMatchObject({
            code: 'RECORD_INVALID',
          })
          await expect(create(asLi, 'customer', { name: 'A', company })).rejects.toMatchObject({
            params: { problems: [{ path: 'company', code: 'RELATED_UNKNOWN' }] },
          })
        }
        expect(await fixture.rows('crm__customer')).toHaveLength(1)
      })

      it('refuses a value that must be unique, without saying whose it is', async () => {
        await create(system, 'customer', { name: 'First', code: 'C1' })
        await expect(create(asLi, 'customer', { name: 'Second', code: 'C1' })).rejects.toMatchObject({
          code: 'RECORD_INVALID',
          params: { problems: [{ path: 'code', code: 'VALUE_TAKEN', params: { fields: ['code'] } }] },
        })
      })

      it('warns of duplicates that the user may see, and saves when told to', async () => {
        const values = { subject: 'Twice', amount: '2.00' }
        await create(asUser(wang), 'ticket', values)
        const first = await create(asLi, 'ticket', values)
        await expect(create(asLi, 'ticket', values)).rejects.toMatchObject({
          code: 'RECORD_DUPLICATE',
          params: { duplicates: [{ check: 'same_subject', records: [{ id: first.id, title: 'Twice' }] }] },
        })
        const second = await create(asLi, 'ticket', values, { acceptDuplicates: true })
        await expect(update(asLi, 'ticket', second, { state: 'high' })).resolves.toMatchObject({ version: 2 })
      })

      it('refuses duplicates wherever they are, in the words of the app', async () => {
        const due = '2026-02-02T10:00:00.000Z'
        await create(asUser(wang), 'ticket', { subject: 'w', due })
        await expect(create(asLi, 'ticket', { subject: 'l', due }, { acceptDuplicates: true })).rejects.toMatchObject({
          params: {
            problems: [{ path: 'due', code: 'VALUE_DUPLICATE', message: 'Taken slot', params: { records: [] } }],
          },
        })
      })
    })

    describe('update', () => {
      it('writes only what differs, in one statement', async () => {
        const company = await create(asLi, 'company', { name: 'Acme', city: 'A' })
        fixture.forget()
        fixture.clock.time = new Date('2026-11-22T09:00:00.000Z')
        const changed = await update(asLi, 'company', company, { name: 'Acme', city: 'B' })
        expect(fixture.statements).toHaveLength(1)
        expect(changed).toEqual({ ...company, city: 'B', version: 2, updated_at: '2026-11-22T09:00:00.000Z' })
        expect((await fixture.events(company.id)).map(({ changes }) => changes)[1]).toEqual({ city: ['A', 'B'] })
      })

      it('writes nothing when nothing differs', async () => {
        const company = await create(asLi, 'company', { name: 'Acme', city: 'A' })
        const same = await update(asLi, 'company', company, { name: 'Acme', city: 'A' })
        expect(same).toEqual(company)
        expect(await update(asLi, 'company', company, {})).toEqual(company)
        expect(await fixture.events(company.id)).toHaveLength(1)
      })

      it('logs every kind of value as the API gives it', async () => {
        const ticket = await create(asLi, 'ticket', { subject: 'K', opened: null })
        const values = {
          amount: '12345678901234.50',
          opened: '2024-02-29',
          due: '2026-03-01T01:02:03.004Z',
          tags: ['high', 'low'],
          state: null,
        }
        await update(asLi, 'ticket', ticket, values)
        expect((await fixture.events(ticket.id))[1]?.changes).toEqual({
          amount: [null, values.amount],
          opened: [null, values.opened],
          due: [null, values.due],
          tags: [[], values.tags],
          state: ['low', null],
        })
      })

      it('refuses a stale version and shows the record as it is', async () => {
        const company = await create(asLi, 'company', { name: 'A' })
        await update(asLi, 'company', company, { name: 'B' })
        await expect(update(asLi, 'company', company, { name: 'C' })).rejects.toMatchObject({
          code: 'RECORD_CHANGED',
          params: { current: { id: company.id, name: 'B', version: 2 } },
        })
      })

      it('lets one of two writers of the same version win', async () => {
        const company = await create(asLi, 'company', { name: 'A' })
        const outcomes = await Promise.allSettled(
          Array.from({ length: 8 }, (_, index) => update(asLi, 'company', company, { name: `writer ${index}` })),
        )
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        expect(await fixture.events(company.id)).toHaveLength(2)
      })

      it('tells apart what cannot be seen and what cannot be changed', async () => {
        const company = await create(asUser(wang), 'company', { name: 'W' })
        const customer = await create(asUser(wang), 'customer', { name: 'W' })
        const attempts = [
          [() => update(asLi, 'company', company, { name: 'x' }), 'RECORD_FORBIDDEN'],
          [() => update(asLi, 'company', company, { name: 7 }), 'RECORD_FORBIDDEN'],
          [() => update(asLi, 'customer', customer, { name: 'x' }), 'RECORD_NOT_FOUND'],
          [() => update(asLi, 'customer', customer, { name: 7 }), 'RECORD_NOT_FOUND'],
          [() => update(asLi, 'customer', { id: uuidv7(), version: 1 }, { name: 'x' }), 'RECORD_NOT_FOUND'],
          [() => update(asLi, 'customer', { id: "' or 1=1", version: 1 }, { name: 'x' }), 'RECORD_NOT_FOUND'],
        ] as const
        for (const [attempt, code] of attempts) await expect(attempt()).rejects.toMatchObject({ code })
      })

      it('gives two roles never the union of their fields on one row', async () => {
        const both = person(['rater', 'editor'])
        fixture.people.set(both.id, { departmentId: null })
        const foreign = await create(system, 'company', { name: 'F', rating: 1 })
        await expect(update(asUser(both), 'company', foreign, { rating: 2 })).rejects.toMatchObject({
          params: { problems: [{ path: 'rating', code: 'FIELD_READ_ONLY' }] },
        })
        expect(await update(asUser(both), 'company', foreign, { name: 'G' })).toMatchObject({ name: 'G', rating: 1 })
        const own = await create(asUser(both), 'company', { name: 'O' })
        expect(await update(asUser(both), 'company', own, { rating: 3 })).toMatchObject({ rating: 3 })
      })

      it('keeps a reference that went out of sight, and refuses a new one', async () => {
        const parent = await create(system, 'company', { name: 'P' })
        const other = await create(system, 'company', { name: 'O' })
        const child = await create(system, 'company', { name: 'C', parent: parent.id, owner: li.id })
        await fixture.database.run({
          text: `update ws_main.crm__company set archived_at = now() where id = any($1)`,
          values: [[parent.id, other.id]],
        })
        const saved = await update(asLi, 'company', child, { name: 'C2', parent: parent.id })
        expect(saved).toMatchObject({ name: 'C2', parent: parent.id })
        await expect(update(asLi, 'company', saved, { parent: other.id })).rejects.toMatchObject({
          params: { problems: [{ path: 'parent', code: 'RELATED_UNKNOWN' }] },
        })
      })

      it('moves the department with the owner, only when the owner changes', async () => {
        const fresh = uuidv7()
        fixture.people.set(wang.id, { departmentId: fresh })
        const company = await create(asLi, 'company', { name: 'A', department: null })
        const same = await update(asLi, 'company', company, { owner: li.id, name: 'B' })
        expect(same).toMatchObject({ name: 'B', department: null })
        expect(await update(asLi, 'company', same, { owner: wang.id })).toMatchObject({
          owner: wang.id,
          department: fresh,
        })
      })

      it('finds what looks like values that are being typed: seen records by title, others only counted', async () => {
        const due = '2026-06-06T06:06:06.000Z'
        const look = (values: object, id: string | null = null) =>
          fixture.engine.lookalikes(asLi, fixture.scope, 'ticket', id, { ...values })
        const own = await create(asLi, 'ticket', { subject: 'Same', amount: '5' })
        await create(system, 'ticket', { subject: 'Same', amount: '5', owner: wang.id }, { acceptDuplicates: true })
        await create(system, 'ticket', { subject: 'Foreign', owner: wang.id, due })
        // A warning gives nothing away of what li may not see; a refusal says on saving that there is something.
        expect(await look({ subject: 'Same', amount: '5.0' })).toEqual([
          {
            ...{ check: 'same_subject', fields: ['subject', 'amount'], message: null, more: 0, hidden: 0 },
            records: [{ id: own.id, title: 'Same' }],
          },
        ])
        expect(await look({ due })).toEqual([
          {
            ...{ check: 'same_due', fields: ['due'], message: { zh: '重复', en: 'Taken slot' } },
            ...{ records: [], more: 0, hidden: 1 },
          },
        ])
        expect(await look({ subject: 'Same', amount: '5' }, own.id)).toEqual([])
        expect(await look({ subject: 'Same', amount: 'x', due: null })).toEqual([])
        expect(await look({ subject: 'Other', amount: '5' })).toEqual([])
      })

      it('checks unique values and duplicates against others only', async () => {
        const a = await create(asLi, 'customer', { name: 'a', code: 'U1' })
        const b = await create(asLi, 'customer', { name: 'b', code: 'U2' })
        await expect(update(asLi, 'customer', b, { code: 'U1' })).rejects.toMatchObject({
          params: { problems: [{ path: 'code', code: 'VALUE_TAKEN' }] },
        })
        expect(await update(asLi, 'customer', a, { code: 'U1', name: 'c' })).toMatchObject({ code: 'U1', name: 'c' })
        const due = '2026-05-05T05:05:05.000Z'
        await create(asLi, 'ticket', { subject: 'd1', due })
        const ticket = await create(asLi, 'ticket', { subject: 'd2' })
        await expect(update(asLi, 'ticket', ticket, { due })).rejects.toMatchObject({ code: 'RECORD_INVALID' })
      })
    })
  })
})
