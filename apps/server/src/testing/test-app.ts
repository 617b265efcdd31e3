import type { AppDocumentAny, EntityGrant, FieldDocument } from '@mortise/metadata'

const words = (text: string) => ({ zh: text, en: text })
const field = (key: string, type: string, more: Partial<FieldDocument> = {}): FieldDocument => ({
  key,
  type,
  label: words(key),
  ...more,
})
const relation = (entity: string) => ({ options: { entity } })

const own: EntityGrant = { read: 'own', create: true, update: 'own', delete: 'own' }
const all: EntityGrant = { read: 'all', create: true, update: 'all', delete: 'all' }

const role = (
  key: string,
  entities: { [entity: string]: EntityGrant },
  more: { design?: boolean } = {},
): AppDocumentAny => ({
  kind: 'role',
  key,
  label: words(key),
  entities,
  ...more,
})

/** Small, with everything the HTTP layer has to keep apart: rows by scope, hidden fields, hidden tables, files. */
export const testApp: AppDocumentAny[] = [
  {
    ...{ kind: 'app', key: 'crm', label: words('CRM'), version: '1.0.0', menu: 'main', home: 'start' },
    homes: [{ roles: ['boss'], page: 'desk' }],
  },
  {
    kind: 'option_set',
    key: 'level',
    label: words('level'),
    options: ['high', 'low'].map((key) => ({ key, label: words(key) })),
  },
  {
    kind: 'option_set',
    key: 'secret_grade',
    label: words('secret grade'),
    options: [{ key: 'top', label: words('top') }],
  },
  {
    kind: 'entity',
    key: 'customer',
    label: words('customer'),
    titleField: 'name',
    fields: [
      field('name', 'text', { required: true, searchable: true }),
      field('code', 'text', { unique: true }),
      field('level', 'select', { options: { optionSet: 'level' } }),
      field('credit', 'decimal'),
      field('grade', 'select', { options: { optionSet: 'secret_grade' } }),
      field('papers', 'file'),
      field('vault', 'relation', relation('vault')),
    ],
  },
  {
    kind: 'entity',
    key: 'deal',
    label: words('deal'),
    titleField: 'title',
    fields: [
      field('title', 'text', { required: true }),
      field('customer', 'relation', relation('customer')),
      field('customer_credit', 'lookup', { options: { path: 'customer.credit' } }),
      field('lines', 'sub_table', relation('deal_line')),
    ],
  },
  {
    kind: 'entity',
    key: 'deal_line',
    label: words('line'),
    titleField: 'product',
    parentField: 'deal',
    fields: [
      field('deal', 'relation', { options: { entity: 'deal', onDelete: 'cascade' } }),
      field('product', 'text'),
      field('quantity', 'integer'),
    ],
  },
  { kind: 'entity', key: 'vault', label: words('vault'), titleField: 'name', fields: [field('name', 'text')] },
  {
    kind: 'form',
    key: 'customer_form',
    label: words('form'),
    entity: 'customer',
    items: [
      {
        item: 'section',
        key: 'base',
        label: words('base'),
        items: [
          { item: 'field', field: 'name' },
          { item: 'field', field: 'credit' },
        ],
      },
      { item: 'section', key: 'closed', label: words('closed'), items: [{ item: 'field', field: 'grade' }] },
      { item: 'related_list', key: 'deals', entity: 'deal', field: 'customer', columns: ['title', 'customer_credit'] },
    ],
  },
  {
    kind: 'view',
    key: 'customers',
    label: words('customers'),
    entity: 'customer',
    type: 'list',
    options: { columns: [{ field: 'name' }, { field: 'credit' }], sort: [{ field: 'credit', direction: 'desc' }] },
  },
  {
    kind: 'view',
    key: 'rich',
    label: words('rich'),
    entity: 'customer',
    type: 'list',
    options: { columns: [{ field: 'name' }], filter: { field: 'credit', op: 'gt', value: '1000' } },
  },
  {
    kind: 'view',
    key: 'vaults',
    label: words('vaults'),
    entity: 'vault',
    type: 'list',
    options: { columns: [{ field: 'name' }] },
  },
  {
    kind: 'page',
    key: 'start',
    label: words('start'),
    blocks: [
      { block: 'view', key: 'a', options: { view: 'customers' } },
      { block: 'view', key: 'b', options: { view: 'vaults' } },
      {
        ...{ block: 'figure', key: 'c', label: words('credit') },
        options: { entity: 'customer', function: 'sum', field: 'credit' },
      },
      {
        block: 'actions',
        key: 'd',
        options: { buttons: ['vault', 'deal'].map((entity) => ({ does: 'create', entity })) },
      },
    ],
  },
  { kind: 'page', key: 'desk', label: words('desk'), use: { roles: ['boss'] }, blocks: [] },
  {
    kind: 'page',
    key: 'card',
    label: words('card'),
    entity: 'customer',
    use: { roles: ['sales', 'manager'] },
    blocks: [
      {
        ...{ block: 'section', key: 'part' },
        blocks: [
          { block: 'text', key: 'of_manager', roles: ['manager'], options: { text: words('x') } },
          { block: 'fields', key: 'of_all', options: { fields: ['name', 'credit'] } },
          {
            block: 'text',
            key: 'by_credit',
            when: { v: 1, expr: { '>': [{ var: 'credit' }, 0] } },
            options: { text: words('x') },
          },
        ],
      },
    ],
  },
  {
    kind: 'print',
    key: 'customer_card',
    label: words('customer card'),
    entity: 'customer',
    items: [
      {
        item: 'text',
        key: 'title',
        text: { zh: '客户：{name}', en: 'Customer: {name}' },
        values: [{ key: 'name', value: { v: 1, expr: { var: 'name' } } }],
        bold: true,
      },
      { item: 'fields', key: 'facts', fields: ['name', 'level', 'credit', 'vault', 'owner'] },
    ],
  },
  {
    kind: 'command',
    key: 'raise',
    label: words('raise'),
    entity: 'customer',
    places: ['record'],
    input: [{ field: 'level' }],
    actions: [
      {
        key: 'name',
        type: 'update_fields',
        options: { values: [{ field: 'name', value: { v: 1, expr: { cat: [{ var: 'name' }, '!'] } } }] },
      },
    ],
  },
  {
    kind: 'menu',
    key: 'main',
    label: words('main'),
    groups: [
      {
        key: 'work',
        label: words('work'),
        items: [
          { key: 'start', page: 'start' },
          { key: 'customers', entity: 'customer' },
          { key: 'rich', view: 'rich' },
          { key: 'vaults', entity: 'vault' },
          { key: 'bosses', page: 'start', roles: ['manager'] },
        ],
      },
    ],
  },
  role('sales', {
    customer: { ...own, fields: { credit: 'none', grade: 'none', '*': 'write' } },
    deal: own,
  }),
  role('manager', { '*': { read: 'department_and_below', create: true, update: 'department_and_below' } }),
  role('boss', { '*': all }),
  role('designer', { customer: { read: 'all' } }, { design: true }),
]
