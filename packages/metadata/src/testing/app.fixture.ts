import type { AppDocumentAny, DocumentByKind } from '../documents/documents.ts'
import type { EntityDocument, FieldDocument } from '../documents/entity.ts'

/** The same text in both languages, for tests where the words do not matter. */
export const text = (words: string) => ({ zh: words, en: words })

export function fieldOf(key: string, type = 'text', more: Partial<FieldDocument> = {}): FieldDocument {
  return { key, type, label: text(key), ...more }
}

export function entityOf(key: string, fields: FieldDocument[], more: Partial<EntityDocument> = {}): EntityDocument {
  return { kind: 'entity', key, label: text(key), titleField: fields[0]?.key ?? 'name', fields, ...more }
}

export const relationTo = (entity: string, more: Record<string, unknown> = {}) => ({ options: { entity, ...more } })

/** A small sales app that is valid: customers with a parent, orders with lines, one document of every kind. */
export function salesApp(): AppDocumentAny[] {
  return [
    app,
    level,
    customer,
    order,
    orderLine,
    form,
    publicForm,
    view,
    page,
    command,
    print,
    process,
    menu,
    role,
    french,
  ].map((document) => structuredClone(document))
}

const app: DocumentByKind['app'] = {
  kind: 'app',
  key: 'sales',
  label: { zh: '销售', en: 'Sales' },
  version: '1.0.0',
  menu: 'main',
  home: 'start',
}

const level: DocumentByKind['option_set'] = {
  kind: 'option_set',
  key: 'level',
  label: { zh: '等级', en: 'Level' },
  options: [
    { key: 'a', label: { zh: '甲', en: 'A' }, colour: 'red' },
    { key: 'b', label: { zh: '乙', en: 'B' } },
  ],
}

const customer = entityOf(
  'customer',
  [
    fieldOf('name', 'text', { label: { zh: '名称', en: 'Name' }, required: true, searchable: true }),
    fieldOf('code', 'text', { label: { zh: '编码', en: 'Code' }, unique: true, searchable: true }),
    fieldOf('level', 'select', { label: { zh: '等级', en: 'Level' }, options: { optionSet: 'level' }, default: 'b' }),
    fieldOf('parent', 'relation', { label: { zh: '上级客户', en: 'Parent' }, ...relationTo('customer') }),
    fieldOf('old', 'text', { archived: true }),
  ],
  {
    label: { zh: '客户', en: 'Customer' },
    plural: { zh: '客户', en: 'Customers' },
    duplicateChecks: [{ key: 'same_name', fields: ['name'], mode: 'warn' }],
    indexes: [{ key: 'name_code', fields: ['name', 'code'] }],
  },
)

const order = entityOf(
  'order',
  [
    fieldOf('number', 'text', { label: { zh: '单号', en: 'Number' }, required: true }),
    fieldOf('customer', 'relation', {
      label: { zh: '客户', en: 'Customer' },
      ...relationTo('customer', { inverse: { key: 'orders', label: { zh: '订单', en: 'Orders' } } }),
    }),
    fieldOf('customer_level', 'lookup', { options: { path: 'customer.level' } }),
    fieldOf('total', 'money', { label: { zh: '总额', en: 'Total' } }),
    fieldOf('lines', 'sub_table', { label: { zh: '明细', en: 'Lines' }, ...relationTo('order_line') }),
  ],
  { label: { zh: '订单', en: 'Order' }, plural: { zh: '订单', en: 'Orders' } },
)

const orderLine = entityOf(
  'order_line',
  [
    fieldOf('product'),
    fieldOf('quantity', 'integer'),
    fieldOf('order', 'relation', relationTo('order', { onDelete: 'cascade' })),
    fieldOf('level', 'lookup', { options: { path: 'order.customer_level' } }),
  ],
  { label: { zh: '订单明细', en: 'Order line' }, parentField: 'order' },
)

const form: DocumentByKind['form'] = {
  kind: 'form',
  key: 'customer',
  label: { zh: '客户表单', en: 'Customer form' },
  entity: 'customer',
  items: [
    {
      item: 'section',
      key: 'basic',
      label: { zh: '基本信息', en: 'Basics' },
      items: [
        { item: 'field', field: 'name' },
        { item: 'field', field: 'level', label: { zh: '客户等级', en: 'Level of customer' } },
      ],
    },
    { item: 'related_list', key: 'orders', entity: 'order', field: 'customer', columns: ['number', 'total'] },
  ],
}

const publicForm: DocumentByKind['public_form'] = {
  kind: 'public_form',
  key: 'new_customer',
  label: { zh: '新客户登记', en: 'New customer' },
  form: 'customer',
  fields: ['name'],
  thanks: { text: { zh: '谢谢', en: 'Thank you' }, link: 'https://example.com/thanks' },
}

const view: DocumentByKind['view'] = {
  kind: 'view',
  key: 'key_customers',
  label: { zh: '重点客户', en: 'Key customers' },
  entity: 'customer',
  type: 'list',
  options: {
    columns: [{ field: 'name' }, { field: 'parent.level' }, { field: 'owner' }],
    filter: {
      and: [
        { field: 'level', op: 'in', value: ['a'] },
        { field: 'owner', op: 'eq', value: { ctx: 'user' } },
      ],
    },
    sort: [{ field: 'name', direction: 'asc' }],
    group: 'level',
  },
}

const page: DocumentByKind['page'] = {
  kind: 'page',
  key: 'start',
  label: { zh: '工作台', en: 'Start' },
  blocks: [
    { block: 'view', key: 'mine', options: { view: 'key_customers' } },
    {
      block: 'figure',
      key: 'sum',
      label: { zh: '合计', en: 'Sum' },
      options: {
        entity: 'order',
        function: 'sum',
        field: 'total',
        filter: { field: 'customer.level', op: 'eq', value: 'a' },
      },
    },
    { block: 'actions', key: 'new', options: { buttons: [{ does: 'create', entity: 'customer' }] } },
  ],
}

const command: DocumentByKind['command'] = {
  kind: 'command',
  key: 'promote',
  label: { zh: '升级', en: 'Promote' },
  entity: 'customer',
  places: ['record'],
  roles: ['seller'],
  when: { v: 1, expr: { '!=': [{ var: 'name' }, 'A'] } },
  actions: [{ key: 'set', type: 'update_fields', options: {} }],
}

const process: DocumentByKind['process'] = {
  kind: 'process',
  key: 'customer_check',
  label: { zh: '客户审核', en: 'Customer check' },
  entity: 'customer',
  title: {
    text: { zh: '审核 {name}', en: 'Check {name}' },
    placeholders: [{ key: 'name', value: { v: 1, expr: { var: 'name' } } }],
  },
  start: { hand: { roles: ['seller'] }, record: { on: ['update'], fields: ['name'] } },
  nodes: [
    { key: 'begin', type: 'start' },
    { key: 'check', type: 'approval', label: { zh: '审核', en: 'Check' } },
    { key: 'done', type: 'end' },
  ],
  transitions: [
    { key: 'to_check', from: 'begin', to: 'check' },
    { key: 'to_done', from: 'check', to: 'done' },
  ],
  layout: { begin: { x: 0, y: 0 } },
}

const print: DocumentByKind['print'] = {
  kind: 'print',
  key: 'card',
  label: { zh: '客户卡片', en: 'Customer card' },
  entity: 'customer',
  items: [
    {
      item: 'text',
      key: 'title',
      text: { zh: '客户：{name}', en: 'Customer: {name}' },
      values: [{ key: 'name', value: { v: 1, expr: { var: 'name' } } }],
    },
    { item: 'fields', key: 'facts', fields: ['name', 'parent.level'] },
  ],
}

const menu: DocumentByKind['menu'] = {
  kind: 'menu',
  key: 'main',
  label: { zh: '主菜单', en: 'Main menu' },
  groups: [
    {
      key: 'sales',
      label: { zh: '销售', en: 'Sales' },
      items: [
        { key: 'start', page: 'start' },
        { key: 'customers', entity: 'customer', view: 'key_customers', roles: ['seller'] },
      ],
    },
  ],
}

const role: DocumentByKind['role'] = {
  kind: 'role',
  key: 'seller',
  label: { zh: '销售', en: 'Seller' },
  entities: {
    customer: { read: 'own', create: true, update: 'own', fields: { code: 'read' } },
    order: { read: 'department' },
  },
}

const french: DocumentByKind['translation'] = {
  kind: 'translation',
  key: 'fr',
  label: { zh: '法语', en: 'French' },
  language: 'fr',
  texts: {
    'entity/customer#/fields/name/label': 'Nom',
    'option_set/level#/options/a/label': 'Un',
    'form/customer#/items/basic/items/level/label': 'Niveau',
  },
}
