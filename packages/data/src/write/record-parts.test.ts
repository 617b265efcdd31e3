import { uuidv7 } from '@mortise/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser, type Principal } from '../contract/access.ts'
import type { EntityRecord } from '../contract/query.ts'
import { field, fixtureModel, words } from '../testing/fixture-app.ts'
import { type EngineFixture, openEngine } from '../testing/open-engine.ts'
import { person } from '../testing/open-fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'

const model = fixtureModel(
  {
    seller: {
      customer: { read: 'own', create: true, update: 'own' },
      company: { read: 'own' },
      item: { read: 'own', fields: { price: 'read' } },
      contract: { read: 'own', create: true },
    },
  },
  (documents) => {
    documents.push({
      kind: 'entity',
      key: 'contract',
      label: words('contract'),
      titleField: 'number',
      fields: [
        field('number', 'auto_number', { options: { prefix: 'HT-' } }),
        field('name', 'text', { unique: true }),
        field('party', 'relation', { options: { entity: 'company' } }),
      ],
    })
  },
)

describe.each(testDatabases)('parts of a record on $name', (test) => {
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

    const create = (access: Access, entity: string, values: { [field: string]: unknown }, select?: string[]) =>
      fixture.engine.create(access, fixture.scope, entity, values, { select })
    const update = (record: EntityRecord, values: { [field: string]: unknown }, access: Access = system) =>
      fixture.engine.update(access, fixture.scope, 'customer', { id: record.id, version: record.version ?? 0 }, values)
    const linesOf = async (id: string) => {
      const rows = await fixture.rows('crm__item', 'position')
      return rows.filter((row) => row.customer === id && row.archived_at === null)
    }
    const linksOf = async (id: string) => {
      const rows = await fixture.rows('crm__customer__partners', 'target_id')
      return rows.filter((row) => row.record_id === id).map((row) => row.target_id)
    }

    describe('lines', () => {
      it('are made with the record, in their order, each with an event', async () => {
        const items = [
          { product: 'b', quantity: 1 },
          { product: 'a', price: '2.50' },
        ]
        const customer = await create(asUser({ ...li, administrator: true }), 'customer', { name: 'A', items })
        expect(await linesOf(customer.id)).toMatchObject([
          { product: 'b', quantity: 1, position: 0, version: 1 },
          { product: 'a', price: '2.50', position: 1 },
        ])
        const lines = await linesOf(customer.id)
        expect(await fixture.events(String(lines[1]?.id))).toMatchObject([
          { kind: 'create', entity: 'item', changes: { product: [null, 'a'], price: [null, '2.50'] } },
        ])
      })

      it('are changed, added, archived and moved by saving the record', async () => {
        const customer = await create(system, 'customer', {
          name: 'A',
          items: [{ product: 'one' }, { product: 'two' }, { product: 'three', quantity: 3 }],
        })
        const [one, two, three] = await linesOf(customer.id)
        fixture.forget()
        const saved = await update(customer, {
          items: [{ id: three?.id, quantity: 4 }, { product: 'new' }, { id: one?.id }],
        })
        expect(saved.version).toBe(2)
        expect(await linesOf(customer.id)).toMatchObject([
          { id: three?.id, product: 'three', quantity: 4, version: 2 },
          { product: 'new', version: 1 },
          { id: one?.id, product: 'one', position: 2 },
        ])
        const rows = await fixture.rows('crm__item')
        expect(rows.find(({ id }) => id === two?.id)?.archived_at).not.toBeNull()
        const kinds = async (id: unknown) =>
          (await fixture.events(String(id))).map(({ kind, changes }) => [kind, changes])
        expect((await kinds(three?.id)).slice(1)).toEqual([['update', { quantity: [3, 4] }]])
        expect((await kinds(two?.id)).at(-1)).toEqual(['archive', {}])
        // A line that only moved, and the record of which only lines changed, tell nothing of themselves.
        expect(await kinds(one?.id)).toHaveLength(1)
        expect(await kinds(customer.id)).toHaveLength(1)
      })

      it('cost a number of statements that does not grow with them', async () => {
        const many = (count: number) => Array.from({ length: count }, (_, index) => ({ product: `p${index}` }))
        const counts = []
        for (const count of [2, 50]) {
          const customer = await create(system, 'customer', { name: 'A', items: many(count) })
          const lines = await linesOf(customer.id)
          fixture.forget()
          await update(customer, { items: lines.map(({ id }, index) => ({ id, quantity: index })) })
          // News for other servers go out by the clock.
          counts.push(fixture.statements.length)
        }
        expect(counts[1]).toBe(counts[0])
      })

      it('that are sent as they are change nothing', async () => {
        const customer = await create(system, 'customer', { name: 'A', items: [{ product: 'one', price: '1.00' }] })
        const [line] = await linesOf(customer.id)
        const saved = await update(customer, { items: [{ id: line?.id, product: 'one', price: '1.00' }] })
        expect(saved.version).toBe(1)
      })

      it('of another record cannot be touched, and problems name the line', async () => {
        const other = await create(system, 'customer', { name: 'B', items: [{ product: 'theirs' }] })
        const [theirs] = await linesOf(other.id)
        const mine = await create(asLi, 'customer', { name: 'A', items: [{ product: 'mine' }] })
        const [line] = await linesOf(mine.id)
        const problem = async (items: unknown) => {
          const error = await update(mine, { items }, asLi).catch((thrown) => thrown)
          return error.params.problems.map(({ path, code }: { path: string; code: string }) => [path, code])
        }
        expect(await problem([{ id: theirs?.id, product: 'x' }])).toEqual([['items/0/id', 'LINE_UNKNOWN']])
        expect(await problem([{ id: line?.id }, { id: line?.id }])).toEqual([['items/1/id', 'LINE_UNKNOWN']])
        expect(await problem([{ id: line?.id, price: '1.00' }])).toEqual([['items/0/price', 'FIELD_READ_ONLY']])
        expect(await problem([{ id: line?.id }, { product: 7, customer: other.id, zzz: 1 }])).toEqual([
          ['items/1/product', 'VALUE_INVALID'],
          ['items/1/customer', 'FIELD_READ_ONLY'],
          ['items/1/zzz', 'FIELD_UNKNOWN'],
        ])
        expect(await problem([{ product: 'x', maker: uuidv7() }])).toEqual([['items/0/maker', 'RELATED_UNKNOWN']])
        expect(await linesOf(mine.id)).toHaveLength(1)
        expect(await linesOf(other.id)).toHaveLength(1)
      })

      it('are not written past the record that owns them', async () => {
        const customer = await create(asLi, 'customer', { name: 'A', items: [{ product: 'x' }] })
        const [line] = await linesOf(customer.id)
        const id = String(line?.id)
        const { engine, scope } = fixture
        for (const attempt of [
          () => engine.create(asLi, scope, 'item', { product: 'y', customer: customer.id }),
          () => engine.update(asLi, scope, 'item', { id, version: 1 }, { product: 'y' }),
          () => engine.archive(asLi, scope, 'item', { id }),
          () => engine.updateMany(asLi, scope, 'item', { ids: [id] }, { product: 'y' }),
        ]) {
          await expect(attempt()).rejects.toMatchObject({ code: 'LINES_WITH_PARENT' })
        }
      })

      it('saved by two at once: one wins, and no line is lost or doubled', async () => {
        const customer = await create(system, 'customer', { name: 'A', items: [{ product: 'x' }] })
        const outcomes = await Promise.allSettled(
          ['p', 'q', 'r'].map((product) => update(customer, { items: [{ product }] })),
        )
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        expect(await linesOf(customer.id)).toHaveLength(1)
      })
    })

    describe('links', () => {
      it('are added and removed, and the event tells the list before and after', async () => {
        const [a, b, c] = await fixture.insert('company', [{ name: 'a' }, { name: 'b' }, { name: 'c' }])
        const customer = await create(system, 'customer', { name: 'A', partners: [a, b] })
        expect(await linksOf(customer.id)).toEqual([a, b])
        const saved = await update(customer, { partners: [b, c] })
        expect(saved.version).toBe(2)
        expect(await linksOf(customer.id)).toEqual([b, c])
        const changes = (await fixture.events(customer.id)).map((event) => event.changes)
        expect(changes).toMatchObject([
          { partners: [null, [a, b]] },
          {
            partners: [
              [a, b],
              [b, c],
            ],
          },
        ])
        expect((await update(saved, { partners: [b, c] })).version).toBe(2)
      })

      it('to records that the user cannot see stay, and cannot be made', async () => {
        const [hidden, mine] = await fixture.insert('company', [{ name: 'h' }, { name: 'm', owner: li.id }])
        const customer = await create(system, 'customer', { name: 'A', owner: li.id, partners: [hidden] })
        await update(customer, { partners: [mine] }, asLi)
        expect(new Set(await linksOf(customer.id))).toEqual(new Set([hidden, mine]))
        await expect(create(asLi, 'customer', { name: 'B', partners: [hidden] })).rejects.toMatchObject({
          params: { problems: [{ path: 'partners', code: 'RELATED_UNKNOWN' }] },
        })
      })
    })

    describe('files', () => {
      const papers = (id: string) => ({ papers: [{ id, name: 'lie', size: 1 }] })
      const fileRow = async (id: string) => (await fixture.rows('file')).find((row) => row.id === id)

      it('are filled in, taken by the record, and put away when they are removed', async () => {
        const id = await fixture.upload(li.id, 'offer.pdf')
        const customer = await create(asLi, 'customer', { name: 'A', ...papers(id) })
        expect(customer.papers).toEqual([{ id, name: 'offer.pdf', size: 3, type: 'application/pdf' }])
        expect(await fileRow(id)).toMatchObject({ entity: 'customer', record_id: customer.id, field: 'papers' })
        const kept = await update(customer, { ...papers(id), name: 'B' }, asLi)
        expect((await fixture.events(customer.id)).at(-1)?.changes).toEqual({ name: ['A', 'B'] })
        expect(await fileRow(id)).toMatchObject({ archived_at: null })
        await update(kept, { papers: [] }, asLi)
        expect((await fileRow(id))?.archived_at).not.toBeNull()
      })

      it('of others, of other records and of nobody are refused', async () => {
        const foreign = await fixture.upload(uuidv7())
        const own = await fixture.upload(li.id)
        await create(asLi, 'customer', { name: 'A', ...papers(own) })
        for (const id of [foreign, own, uuidv7()]) {
          await expect(create(asLi, 'customer', { name: 'B', ...papers(id) })).rejects.toMatchObject({
            params: { problems: [{ path: 'papers', code: 'FILE_UNKNOWN' }] },
          })
        }
      })

      it('are taken in a second attempt, after another record of the call was refused', async () => {
        const id = await fixture.upload(li.id, 'offer.pdf')
        await create(asLi, 'customer', { name: 'first', code: 'retry' })
        const inputs = [
          { name: 'with a file', ...papers(id) },
          { name: 'second', code: 'retry' },
        ]
        const { ids } = await fixture.engine.createMany(asLi, fixture.scope, 'customer', inputs, { partial: true })
        expect(ids.map((made) => made !== null)).toEqual([true, false])
        const [made] = (await fixture.rows('crm__customer')).filter((row) => row.id === ids[0])
        expect(made?.papers).toEqual([{ id, name: 'offer.pdf', size: 3, type: 'application/pdf' }])
        expect(await fileRow(id)).toMatchObject({ record_id: ids[0] })
      })

      it('go to one of two records that want them at once', async () => {
        const id = await fixture.upload(li.id)
        const outcomes = await Promise.allSettled(
          ['A', 'B', 'C'].map((name) => create(asLi, 'customer', { name, ...papers(id) })),
        )
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      })
    })

    describe('automatic numbers', () => {
      it('have no gaps and no doubles, however many are made at once and however many fail', async () => {
        const before = (await fixture.rows('crm__contract')).length
        await create(system, 'contract', { name: 'taken' })
        const outcomes = await Promise.allSettled(
          Array.from({ length: 100 }, (_, index) =>
            create(system, 'contract', { name: index % 10 === 0 ? 'taken' : `c${index}` }),
          ),
        )
        expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10)
        const numbers = (await fixture.rows('crm__contract', 'number')).map((row) => row.number)
        expect(numbers).toEqual(
          Array.from({ length: before + 91 }, (_, index) => `HT-${String(index + 1).padStart(4, '0')}`),
        )
      })

      it('are not written by anybody, and not used up by what is refused', async () => {
        const last = (await fixture.rows('crm__contract', 'number')).length
        await expect(create(system, 'contract', { number: 'HT-9999' })).rejects.toMatchObject({
          code: 'RECORD_INVALID',
        })
        await expect(create(system, 'contract', { party: uuidv7() })).rejects.toMatchObject({ code: 'RECORD_INVALID' })
        const contract = await create(system, 'contract', {})
        expect(contract.number).toBe(`HT-${String(last + 1).padStart(4, '0')}`)
        const { ids } = await fixture.engine.createMany(system, fixture.scope, 'contract', [{}, {}, {}])
        const numbers = (await fixture.rows('crm__contract', 'number')).slice(-3)
        expect(numbers.map(({ id }) => id)).toEqual(ids)
      })
    })

    it('lets one of many have a unique value', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 12 }, () => create(system, 'customer', { name: 'same', code: 'only-one' })),
      )
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'RECORD_INVALID' })
      }
    })
  })
})
