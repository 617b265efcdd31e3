import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '../contract/access.ts'
import type { RecordInput } from '../contract/write.ts'
import { type EngineFixture, openEngine } from '../testing/open-engine.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { computed, computedModel } from './computed-app.fixture.ts'

const access = asSystem('test')

describe.each(testDatabases)('computed fields on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: EngineFixture

    beforeAll(async () => {
      fixture = await openEngine(test, computedModel())
    })
    afterAll(() => fixture.close())

    const create = async (entity: string, input: RecordInput) =>
      await fixture.engine.create(access, fixture.scope, entity, input)
    const get = (entity: string, id: string) => fixture.engine.get(access, fixture.scope, entity, id)
    const update = async (entity: string, id: string, input: RecordInput) => {
      const { version = 0 } = await get(entity, id)
      return await fixture.engine.update(access, fixture.scope, entity, { id, version }, input)
    }
    const archive = (entity: string, id: string) => fixture.engine.archive(access, fixture.scope, entity, { id })
    const restore = (entity: string, id: string) => fixture.engine.restore(access, fixture.scope, entity, id)
    const different = async () =>
      (await fixture.engine.compareComputed(fixture.scope)).filter((one) => one.different > 0)

    /** A region with a customer, an order and two lines: 2 × 10 and 3 × 5. */
    async function sale() {
      const region = await create('region', { name: 'north' })
      const customer = await create('customer', { name: 'a', region: region.id, discount: '5.00' })
      const product = await create('product', { name: 'p', cost: '2.50' })
      const order = await create('order', {
        number: '1',
        date: '2026-11-01',
        customer: customer.id,
        lines: [
          { qty: 2, price: '10.00', product: product.id },
          { qty: 3, price: '5.00' },
        ],
      })
      return { region: region.id, customer: customer.id, product: product.id, order: order.id }
    }
    const linesOf = async (order: string) =>
      (await fixture.engine.get(access, fixture.scope, 'order', order, ['lines'])).lines as {
        id: string
        [field: string]: unknown
      }[]

    it('are there when a record is made, in the record and in all that read it', async () => {
      const made = await sale()
      expect(await linesOf(made.order)).toMatchObject([
        { amount: '20.00', gross: '22.60', cost: '5.00', in_words: '贰拾元整' },
        { amount: '15.00', gross: '16.95', cost: '0.00', in_words: '壹拾伍元整' },
      ])
      expect(await get('order', made.order)).toMatchObject({
        total: '35.00',
        net: '30.00',
        big_lines: 2,
        products: 'p',
      })
      expect(await get('customer', made.customer)).toMatchObject({
        ...{ total: '30.00', orders_count: 1, last_order: '2026-11-01', key_account: false, days_quiet: 21 },
      })
      expect(await get('region', made.region)).toMatchObject({ sales: '30.00', deep: '35.00' })
      expect(await get('product', made.product)).toMatchObject({ sold: 2 })
      expect(await different()).toEqual([])
    })

    it('wait for each other where many records are made, and are then computed from the ground up', async () => {
      const later = (entity: string, inputs: RecordInput[]) =>
        fixture.engine.createMany(access, fixture.scope, entity, inputs, { computeLater: true })
      const [region = ''] = (await later('region', [{ name: 'later' }])).ids
      const { ids } = await later('customer', [
        { name: 'b', region },
        { name: 'c', region },
      ])
      await later(
        'order',
        ids.map((customer) => ({ customer, lines: [{ qty: 2, price: '4.00' }] })),
      )
      const root = await create('category', { name: 'root', own: '1' })
      await later('category', [{ name: 'leaf', own: '2', parent: root.id }])
      expect(await get('region', region ?? '')).toMatchObject({ sales: null })
      expect(await different()).not.toEqual([])
      await fixture.engine.recalculateAll(fixture.scope)
      expect(await get('region', region ?? '')).toMatchObject({ sales: '16.00', deep: '16.00' })
      expect(await get('category', root.id)).toMatchObject({ total: '3.00' })
      expect(await different()).toEqual([])
    })

    it('are answered with the record that was saved', async () => {
      const order = await create('order', { number: '2', lines: [{ qty: 1, price: '7.00' }] })
      expect(order).toMatchObject({ total: '7.00', net: '7.00' })
      expect(await create('customer', { name: 'b' })).toMatchObject({
        total: '0.00',
        orders_count: 0,
        last_order: null,
      })
    })

    it('follow when a line changes, comes or goes, up to the last total', async () => {
      const made = await sale()
      const [first] = await linesOf(made.order)
      await update('order', made.order, {
        lines: [
          { id: first?.id, qty: 200 },
          { qty: 1, price: '1.00' },
        ],
      })
      expect(await get('order', made.order)).toMatchObject({ total: '2001.00', net: '1996.00' })
      expect(await get('customer', made.customer)).toMatchObject({ total: '1996.00', key_account: true })
      expect(await get('region', made.region)).toMatchObject({ sales: '1996.00', deep: '2001.00' })
      expect(await get('product', made.product)).toMatchObject({ sold: 200 })
      expect(await different()).toEqual([])
    })

    it('follow when what they read through a relation changes', async () => {
      const made = await sale()
      await update('customer', made.customer, { discount: '18.00' })
      expect(await get('order', made.order)).toMatchObject({ net: '17.00', big_lines: 1 })
      expect(await get('customer', made.customer)).toMatchObject({ total: '17.00' })
      await update('product', made.product, { cost: '4.00', name: 'q' })
      expect(await linesOf(made.order)).toMatchObject([{ cost: '8.00' }, { cost: '0.00' }])
      expect(await get('order', made.order)).toMatchObject({ products: 'q' })
      expect(await different()).toEqual([])
    })

    it('follow on both sides when a record moves', async () => {
      const [one, two] = [await sale(), await sale()]
      await update('order', one.order, { customer: two.customer })
      expect(await get('customer', one.customer)).toMatchObject({ total: '0.00', orders_count: 0, last_order: null })
      expect(await get('customer', two.customer)).toMatchObject({ total: '60.00', orders_count: 2 })
      await update('customer', two.customer, { region: one.region })
      expect(await get('region', one.region)).toMatchObject({ sales: '60.00', deep: '70.00' })
      expect(await get('region', two.region)).toMatchObject({ sales: '0.00', deep: '0.00' })
      await update('order', one.order, { customer: null })
      expect(await get('region', one.region)).toMatchObject({ sales: '30.00' })
      expect(await different()).toEqual([])
    })

    it('follow when records are archived and restored, with all that goes with them', async () => {
      const made = await sale()
      await archive('order', made.order)
      expect(await get('customer', made.customer)).toMatchObject({ total: '0.00', orders_count: 0 })
      expect(await get('product', made.product)).toMatchObject({ sold: 0 })
      expect(await different()).toEqual([])
      await update('product', made.product, { cost: '9.00' })
      await update('customer', made.customer, { discount: '1.00' })
      await restore('order', made.order)
      expect(await get('order', made.order)).toMatchObject({ total: '35.00', net: '34.00' })
      expect(await linesOf(made.order)).toMatchObject([{ cost: '18.00' }, {}])
      expect(await get('customer', made.customer)).toMatchObject({ total: '34.00', orders_count: 1 })
      // Archiving the customer takes the reference out of the order.
      await archive('customer', made.customer)
      expect(await get('order', made.order)).toMatchObject({ net: '35.00' })
      expect(await get('region', made.region)).toMatchObject({ sales: '0.00' })
      expect(await different()).toEqual([])
    })

    it('follow from the stamps of their record, and from a reference that another record takes away with it', async () => {
      const region = await create('region', { name: 'r' })
      const visit = await create('visit', { name: 'a', region: region.id })
      expect(visit).toMatchObject({ saves: 1, saved: '2026-11-22 16:00', fine: '贰元整' })
      fixture.clock.time = new Date('2026-11-22T09:00:00.000Z')
      expect(await update('visit', visit.id, { name: 'b' })).toMatchObject({ saves: 2, saved: '2026-11-22 17:00' })
      fixture.clock.time = new Date('2026-11-22T10:00:00.000Z')
      const untouched = { version: 2, saves: 2, saved: '2026-11-22 17:00' }
      expect(await update('visit', visit.id, { name: 'b' })).toMatchObject(untouched)
      await archive('region', region.id)
      const cleared = { saves: 3, saved: '2026-11-22 18:00', fine: '壹元整' }
      expect(await get('visit', visit.id)).toMatchObject(cleared)
      await archive('visit', visit.id)
      await restore('visit', visit.id)
      expect(await get('visit', visit.id)).toMatchObject({ version: 5, saves: 5 })
      expect(await different()).toEqual([])
      fixture.clock.time = new Date('2026-11-22T08:00:00.000Z')
    })

    it('follow in a tree, all the way up', async () => {
      const root = await create('category', { name: 'root', own: '1.00' })
      const middle = await create('category', { name: 'middle', own: '2.00', parent: root.id })
      const leaf = await create('category', { name: 'leaf', own: '4.00', parent: middle.id })
      expect(await get('category', root.id)).toMatchObject({ total: '7.00' })
      await update('category', leaf.id, { own: '14.00' })
      expect(await get('category', root.id)).toMatchObject({ total: '17.00' })
      await update('category', leaf.id, { parent: root.id })
      expect(await get('category', middle.id)).toMatchObject({ total: '2.00' })
      expect(await get('category', root.id)).toMatchObject({ total: '17.00' })
      expect(await different()).toEqual([])
    })

    it('refuse a tree that leads back to itself, and leave it as it was', async () => {
      const one = await create('category', { name: 'one', own: '1.00' })
      const two = await create('category', { name: 'two', own: '1.00', parent: one.id })
      await expect(update('category', one.id, { parent: two.id })).rejects.toMatchObject({ code: 'COMPUTED_TOO_DEEP' })
      expect(await get('category', one.id)).toMatchObject({ parent: null, total: '2.00' })
    })

    it('follow over links, from both sides', async () => {
      const [ann, bob] = [
        await create('member', { name: 'ann', rate: '10.00' }),
        await create('member', { name: 'bob', rate: '20.00' }),
      ]
      const project = await create('project', { name: 'x', people: [ann.id] })
      expect(project).toMatchObject({ rates: '10.00' })
      expect(await get('member', ann.id)).toMatchObject({ busy: 1 })
      await update('project', project.id, { people: [bob.id] })
      expect(await get('project', project.id)).toMatchObject({ rates: '20.00' })
      expect(await get('member', ann.id)).toMatchObject({ busy: 0 })
      expect(await get('member', bob.id)).toMatchObject({ busy: 1 })
      await update('member', bob.id, { rate: '25.00' })
      expect(await get('project', project.id)).toMatchObject({ rates: '25.00' })
      await archive('project', project.id)
      expect(await get('member', bob.id)).toMatchObject({ busy: 0 })
      expect(await different()).toEqual([])
    })

    it('follow in bulk', async () => {
      const made = await sale()
      const { ids } = await fixture.engine.createMany(
        access,
        fixture.scope,
        'order',
        [1, 2, 3].map((count) => ({ customer: made.customer, lines: [{ qty: count, price: '100.00' }] })),
      )
      expect(await get('customer', made.customer)).toMatchObject({ total: '615.00', orders_count: 4 })
      const named = ids.filter((id) => id !== null)
      await fixture.engine.updateMany(access, fixture.scope, 'order', { ids: named }, { date: '2026-12-24' })
      expect(await get('customer', made.customer)).toMatchObject({ last_order: '2026-12-24', days_quiet: -32 })
      await fixture.engine.archiveMany(access, fixture.scope, 'order', { ids: named.slice(1) })
      expect(await get('customer', made.customer)).toMatchObject({ total: '125.00', orders_count: 2 })
      expect(await different()).toEqual([])
    })

    it('raise no version, write no event and are told of', async () => {
      const made = await sale()
      const before = await get('customer', made.customer)
      const events = (await fixture.events(made.customer)).length
      const told: { entity: string; ids: string[] }[] = []
      const stop = fixture.engine.onChange((change) => told.push(change))
      const [first] = await linesOf(made.order)
      await update('order', made.order, { lines: [{ id: first?.id, qty: 7 }] })
      stop()
      const after = await get('customer', made.customer)
      expect(after).toMatchObject({ total: '65.00', version: before.version, updated_at: before.updated_at })
      expect(await fixture.events(made.customer)).toHaveLength(events)
      expect(told.filter(({ entity }) => entity === 'customer')).toMatchObject([{ ids: [made.customer] }])
      const [event] = (await fixture.events(first?.id)).slice(-1)
      expect(Object.keys(event?.changes as object)).toEqual(['qty'])
    })

    /** Those of the call itself: other servers are told of changes a moment later. */
    const statements = () => fixture.statements.filter(({ text }) => !text.includes('pg_notify'))

    it('of the record alone cost no statement more, nor do changes that nobody reads', async () => {
      fixture.forget()
      const made = await create('tariff', { name: 'a', rate: '1.50' })
      expect(made).toMatchObject({ shown: 'a 1.5' })
      expect(statements()).toHaveLength(1)
      fixture.forget()
      const { id, version = 0 } = made
      const renamed = await fixture.engine.update(access, fixture.scope, 'tariff', { id, version }, { name: 'b' })
      expect(renamed).toMatchObject({ shown: 'b 1.5' })
      expect(statements()).toHaveLength(1)
      // Fees read the rate: now there is something to look for.
      fixture.forget()
      await fixture.engine.update(access, fixture.scope, 'tariff', { id, version: version + 1 }, { rate: '2.00' })
      expect(statements()).toHaveLength(2)
      expect(await get('tariff', id)).toMatchObject({ shown: 'b 2' })
    })

    it('cannot be written', async () => {
      await expect(create('customer', { name: 'x', total: '1.00' })).rejects.toMatchObject({ code: 'RECORD_INVALID' })
    })

    it('are filtered, sorted and summed up like fields of their type, kept or not', async () => {
      const made = await sale()
      await update('order', made.order, { date: '2026-11-20' })
      const query = {
        select: ['name'],
        filter: {
          and: [
            { field: 'id', op: 'eq' as const, value: made.customer },
            { field: 'days_quiet', op: 'lt' as const, value: 10 },
          ],
        },
      }
      const { records } = await fixture.engine.query(access, fixture.scope, 'customer', {
        ...query,
        sort: [{ field: 'days_quiet', direction: 'desc' }],
      })
      expect(records).toHaveLength(1)
      const metrics = [
        { key: 'quiet', function: 'max' as const, field: 'days_quiet' },
        { key: 'total', function: 'sum' as const, field: 'total' },
      ]
      const [row] = await fixture.engine.aggregate(access, fixture.scope, 'customer', { filter: query.filter, metrics })
      expect(row?.metrics).toEqual({ quiet: '2', total: '30.00' })
    })

    it('are read over relations, and there blank where there is no record', async () => {
      const made = await sale()
      const other = await create('customer', { name: 'peer', region: made.region })
      const select = ['customer.days_quiet', 'customer.peers', 'customer.total']
      const order = await fixture.engine.get(access, fixture.scope, 'order', made.order, select)
      expect(order).toMatchObject({ 'customer.days_quiet': 21, 'customer.peers': 'peer', 'customer.total': '30.00' })
      expect(await get('customer', other.id)).toMatchObject({ peers: 'a' })
      await update('order', made.order, { customer: null })
      expect(await fixture.engine.get(access, fixture.scope, 'order', made.order, select)).toMatchObject({
        'customer.days_quiet': null,
        'customer.peers': null,
      })
    })
  })
})

describe.each(testDatabases)('a formula that does not pass the check any more on $name', (test) => {
  it.skipIf(test.skip)('is blank, and everything else goes on', async () => {
    const model = computedModel((documents) => {
      const [, region] = documents
      if (region?.kind === 'entity') region.fields.push(computed('gone', { no_such_function: [{ var: 'name' }] }))
    })
    const fixture = await openEngine(test, model)
    try {
      const region = await fixture.engine.create(access, fixture.scope, 'region', { name: 'north' })
      expect(region).toMatchObject({ name: 'north', sales: '0.00', gone: null })
      const sort = [{ field: 'gone', direction: 'asc' as const }]
      const filter = { field: 'gone', op: 'blank' as const }
      const { records } = await fixture.engine.query(access, fixture.scope, 'region', { sort, filter })
      expect(records).toHaveLength(1)
    } finally {
      await fixture.close()
    }
  })
})
