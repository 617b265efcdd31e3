import type { ExpressionJson } from '@mortise/expressions'
import { type AppDocumentAny, type AppModel, compileApp, type FieldDocument } from '@mortise/metadata'
import { field, words } from '../testing/fixture-app.ts'
import { fixtureFieldTypes } from '../testing/fixture-fields.ts'

/** A computed field with its expression; `kept` as roll-ups are. */
export function computed(
  key: string,
  expr: ExpressionJson,
  type = 'decimal',
  more: { kept?: boolean; options?: object } = {},
): FieldDocument {
  const { kept, options } = more
  const result = { type, ...(options ? { options } : {}) }
  return field(key, 'formula', { options: { expression: { v: 1, expr }, result, ...(kept ? { kept } : {}) } })
}

const to = (entity: string, more: { [option: string]: unknown } = {}) => ({ options: { entity, ...more } })
const inverse = (key: string) => ({ inverse: { key, label: words(key) } })
const times = (a: string, b: string): ExpressionJson => ({ '*': [{ var: a }, { var: b }] })

/** Sales over four levels of totals, with values that go down, too; a tree; people in projects. */
export function computedDocuments(): AppDocumentAny[] {
  return [
    { kind: 'app', key: 'shop', label: words('shop'), version: '1.0.0' },
    entity('region', [
      field('name', 'text'),
      computed('sales', { sum: ['customers', { var: 'total' }] }, 'decimal', { kept: true }),
      computed('deep', { sum: ['customers', { sum: ['orders', { var: 'total' }] }] }, 'decimal', { kept: true }),
    ]),
    entity('customer', [
      field('name', 'text'),
      field('region', 'relation', to('region', { ...inverse('customers'), onDelete: 'clear' })),
      field('discount', 'decimal'),
      computed('total', { sum: ['orders', { var: 'net' }] }, 'decimal', { kept: true }),
      computed('orders_count', { count: ['orders'] }, 'integer'),
      computed('last_order', { maxof: ['orders', { var: 'date' }] }, 'date', { kept: true }),
      computed('key_account', { '>': [{ var: 'total' }, 1000] }, 'checkbox'),
      computed('days_quiet', { datedif: [{ var: 'last_order' }, { ctx: 'today' }, 'days'] }, 'integer'),
      computed(
        'peers',
        {
          lookup: [
            'customer',
            { and: [{ '==': [{ var: 'region' }, { outer: 'region' }] }, { '!=': [{ var: 'id' }, { outer: 'id' }] }] },
            { var: 'name' },
          ],
        },
        'text',
      ),
    ]),
    entity('order', [
      field('number', 'text'),
      field('date', 'date'),
      field('customer', 'relation', to('customer', { ...inverse('orders'), onDelete: 'clear' })),
      field('lines', 'sub_table', to('line')),
      computed('total', { sum: ['lines', { var: 'amount' }] }, 'decimal', { kept: true }),
      computed(
        'big_lines',
        { count: ['lines', { '>': [{ var: 'amount' }, { outer: 'customer.discount' }] }] },
        'integer',
        { kept: true },
      ),
      computed('net', { '-': [{ var: 'total' }, { var: 'customer.discount' }] }),
      computed('products', { joinof: ['lines', { var: 'product.name' }, '+', true, { var: 'position' }] }, 'text', {
        kept: true,
      }),
    ]),
    entity(
      'line',
      [
        field('note', 'text'),
        field('order', 'relation', to('order', { onDelete: 'cascade' })),
        field('product', 'relation', to('product', { ...inverse('sold_lines'), onDelete: 'clear' })),
        field('qty', 'integer'),
        field('price', 'decimal'),
        computed('amount', times('qty', 'price')),
        computed('gross', { '*': [{ var: 'amount' }, 1.13] }),
        computed('cost', times('qty', 'product.cost')),
        computed('in_words', { rmbupper: [{ var: 'amount' }] }, 'text'),
      ],
      { parentField: 'order' },
    ),
    entity('product', [
      field('name', 'text'),
      field('cost', 'decimal'),
      computed('sold', { sum: ['sold_lines', { var: 'qty' }] }, 'integer', { kept: true }),
    ]),
    entity('category', [
      field('name', 'text'),
      field('parent', 'relation', to('category', { ...inverse('children'), onDelete: 'clear' })),
      field('own', 'decimal'),
      computed('total', { '+': [{ var: 'own' }, { sum: ['children', { var: 'total' }] }] }),
    ]),
    // Only up, and only down: what else holds records elsewhere is not there to help.
    entity('box', [
      field('name', 'text'),
      computed('weight', { sum: ['things', { var: 'weight' }] }, 'integer', { kept: true }),
    ]),
    entity('tariff', [
      field('name', 'text'),
      field('rate', 'decimal'),
      computed('shown', { cat: [{ var: 'name' }, ' ', { text: [{ var: 'rate' }] }] }, 'text'),
    ]),
    entity('thing', [
      field('name', 'text'),
      field('weight', 'integer'),
      field('box', 'relation', to('box', inverse('things'))),
      field('tariff', 'relation', to('tariff')),
      computed('fee', times('weight', 'tariff.rate')),
    ]),
    // What follows from stamps, and what only JavaScript computes from a reference that others may take away.
    entity('visit', [
      field('name', 'text'),
      field('region', 'relation', to('region', { onDelete: 'clear' })),
      computed('saves', { '+': [{ var: 'version' }, 0] }, 'integer'),
      computed('saved', { formatdate: [{ var: 'updated_at' }, 'YYYY-MM-DD HH:mm'] }, 'text'),
      computed('fine', { rmbupper: [{ if: [{ isblank: [{ var: 'region' }] }, 1, 2] }] }, 'text'),
    ]),
    entity('member', [
      field('name', 'text'),
      field('rate', 'decimal'),
      computed('busy', { count: ['projects'] }, 'integer', { kept: true }),
    ]),
    entity('project', [
      field('name', 'text'),
      field('people', 'relation_many', to('member', inverse('projects'))),
      computed('rates', { sum: ['people', { var: 'rate' }] }, 'decimal', { kept: true }),
    ]),
  ]
}

export function computedModel(change: (documents: AppDocumentAny[]) => void = () => {}, revision = 1): AppModel {
  const documents = computedDocuments()
  change(documents)
  return compileApp(documents, { fieldTypes: fixtureFieldTypes, revision })
}

function entity(key: string, fields: FieldDocument[], more: { parentField?: string } = {}): AppDocumentAny {
  return { kind: 'entity', key, label: words(key), titleField: fields[0]?.key ?? 'name', fields, ...more }
}
