import type { RelatedRecords, Values } from '../model/value.ts'
import { hostileValues } from './hostile-values.ts'
import { sampleIds } from './sample-ids.ts'
import type { Chance } from './seeded-chance.ts'

/** Records of the tables of `sampleSchema`, and what orders were before a change. */
export interface SampleRecords {
  customer: readonly Values[]
  order: readonly Values[]
  line: readonly Values[]
  before: readonly Values[]
}

/** Where the items of to-many relations are: table and the field that leads back. */
export const sampleRelations: {
  readonly [relation: string]: { entity: 'customer' | 'order' | 'line'; field: string }
} = {
  'order.lines': { entity: 'line', field: 'order' },
  'customer.orders': { entity: 'order', field: 'customer' },
  'customer.children': { entity: 'customer', field: 'parent' },
}

/** The sample records as closures find them. */
export function relatedOf(records: SampleRecords): RelatedRecords {
  const tables: { readonly [entity: string]: readonly Values[] } = { ...records }
  const byId = new Map(Object.values(records).flatMap((rows) => rows.map((row: Values) => [row.id, row] as const)))
  for (const row of [...records.customer, ...records.order, ...records.line]) byId.set(row.id, row)
  return {
    one: (record, _entity, field) => (byId.get(record[field]) as Values | undefined) ?? null,
    many(record, entity, relation) {
      const target = sampleRelations[`${entity}.${relation}`]
      return target ? (tables[target.entity] ?? []).filter((row) => row[target.field] === record.id) : []
    },
    all: (entity) => tables[entity] ?? [],
  }
}

/** Records full of what goes wrong: blanks, limits, customers that are their own parents, orders without lines. */
export function hostileRecords(chance: Chance, count: number): SampleRecords {
  const row = (id: string, fields: { [field: string]: unknown }): Values => ({ id, ...fields })
  const customers = Math.max(4, Math.floor(count / 6))
  const maybe = <T>(value: () => T, share = 0.2): T | null => (chance.happens(share) ? null : value())
  const order = (id: string): Values =>
    row(id, {
      title: maybe(() => chance.pick(hostileValues.text)),
      note: maybe(() => chance.pick(hostileValues.text), 0.5),
      amount: maybe(() => chance.pick(amounts)),
      rate: maybe(() => chance.pick(hostileValues.num)),
      count: maybe(() => chance.pick([0, 1, 2, 3, 7, -1, 40, 365, 1_000_000_000_000, 98_765_432_109_877])),
      paid: chance.happens(0.5),
      status: maybe(() => chance.pick(['new', 'open', 'won', 'lost'])),
      tags: ['big', 'late', 'vip'].filter(() => chance.happens(0.4)),
      ordered: maybe(() => chance.pick(hostileValues.date)),
      due: maybe(() => chance.pick(hostileValues.date)),
      shipped: maybe(() => chance.pick(hostileValues.datetime)),
      photos: Array.from({ length: chance.below(3) }, (_, index) => ({ id: `file${index}`, name: 'a.png' })),
      owner: maybe(() => chance.pick(sampleIds.users)),
      department: maybe(() => chance.pick(sampleIds.departments)),
      customer: maybe(() => sampleIds.customer(1 + chance.below(customers))),
    })
  const orders = Array.from({ length: count }, (_, index) => order(sampleIds.order(index + 1)))
  return {
    customer: Array.from({ length: customers }, (_, index) =>
      row(sampleIds.customer(index + 1), {
        name: maybe(() => chance.pick(hostileValues.text)),
        level: maybe(() => chance.pick(['a', 'b', 'c'])),
        credit: maybe(() => chance.pick(hostileValues.num)),
        since: maybe(() => chance.pick(hostileValues.date)),
        parent: maybe(() => sampleIds.customer(1 + chance.below(customers)), 0.4),
        active: chance.happens(0.5),
        owner: maybe(() => chance.pick(sampleIds.users)),
      }),
    ),
    order: orders,
    line: Array.from({ length: count * 2 }, (_, index) =>
      row(sampleIds.line(index + 1), {
        name: maybe(() => chance.pick(hostileValues.text)),
        qty: maybe(() => chance.pick([0, 1, 2, 3, 10, -5])),
        price: maybe(() => chance.pick(amounts)),
        gift: chance.happens(0.3),
        needed: maybe(() => chance.pick(hostileValues.date)),
        order: maybe(() => sampleIds.order(1 + chance.below(count)), 0.1),
      }),
    ),
    before: orders.map(({ id, ...values }) => (chance.happens(0.5) ? { id, ...values } : order(String(id)))),
  }
}

const amounts = ['0.00', '1.00', '-1.00', '2.50', '99.99', '0.01', '-0.05', '1234.56', '9999999999999999.99'] as const
