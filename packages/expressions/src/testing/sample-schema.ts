import type { ExpressionSchema, SchemaEntity, SchemaField } from '../model/expression-schema.ts'
import { type ExpressionType, hasBlank, types } from '../model/expression-type.ts'

const field = (key: string, en: string, zh: string, type: ExpressionType): SchemaField => ({
  key,
  label: { zh, en },
  type,
  nullable: hasBlank(type),
  volatile: false,
})

const entity = (
  key: string,
  label: { zh: string; en: string },
  fields: readonly SchemaField[],
  relations: readonly { key: string; label: { zh: string; en: string }; entity: string }[] = [],
): SchemaEntity => {
  const id: SchemaField = { ...field('id', 'ID', '编号', { kind: 'ref', entity: key }), nullable: false }
  const byKey = new Map([id, ...fields].map((one) => [one.key, one]))
  const related = new Map(relations.map((one) => [one.key, one]))
  return {
    key,
    label,
    field: (name) => byKey.get(name) ?? null,
    fields: () => byKey.values(),
    relation: (name) => related.get(name) ?? null,
    relations: () => related.values(),
  }
}

const status: ExpressionType = { kind: 'enum', optionSet: 'status' }
const level: ExpressionType = { kind: 'enum', optionSet: 'level' }

const entities = [
  entity(
    'customer',
    { zh: '客户', en: 'Customer' },
    [
      field('name', 'Name', '名称', types.text),
      field('level', 'Level', '级别', level),
      field('credit', 'Credit', '信用额度', types.num),
      field('since', 'Since', '成为客户', types.date),
      field('parent', 'Parent', '上级客户', { kind: 'ref', entity: 'customer' }),
      field('active', 'Active', '有效', types.bool),
      field('owner', 'Owner', '负责人', types.user),
    ],
    [
      { key: 'orders', label: { zh: '订单', en: 'Orders' }, entity: 'order' },
      { key: 'children', label: { zh: '下级客户', en: 'Children' }, entity: 'customer' },
    ],
  ),
  entity(
    'order',
    { zh: '订单', en: 'Order' },
    [
      field('title', 'Title', '标题', types.text),
      field('note', 'Note', '备注', types.text),
      field('amount', 'Amount', '金额', types.num),
      field('rate', 'Rate', '比率', types.num),
      field('count', 'Count', '件数', types.num),
      field('paid', 'Paid', '已付款', types.bool),
      field('status', 'Status', '状态', status),
      field('tags', 'Tags', '标签', { kind: 'set', optionSet: 'tag' }),
      field('ordered', 'Ordered on', '下单日期', types.date),
      field('due', 'Due on', '到期日', types.date),
      field('shipped', 'Shipped at', '发货时间', types.datetime),
      field('photos', 'Photos', '照片', types.files),
      field('owner', 'Owner', '负责人', types.user),
      field('department', 'Department', '部门', types.department),
      field('customer', 'Customer', '客户', { kind: 'ref', entity: 'customer' }),
    ],
    [{ key: 'lines', label: { zh: '明细', en: 'Lines' }, entity: 'line' }],
  ),
  entity('line', { zh: '订单明细', en: 'Order line' }, [
    field('name', 'Product', '产品', types.text),
    field('qty', 'Quantity', '数量', types.num),
    field('price', 'Price', '单价', types.num),
    field('gift', 'Gift', '赠品', types.bool),
    field('needed', 'Needed on', '需要日期', types.date),
    field('order', 'Order', '订单', { kind: 'ref', entity: 'order' }),
  ]),
]

const optionSets = [
  { key: 'status', label: { zh: '状态', en: 'Status' }, options: ['new', 'open', 'won', 'lost'] },
  { key: 'level', label: { zh: '级别', en: 'Level' }, options: ['a', 'b', 'c'] },
  { key: 'tag', label: { zh: '标签', en: 'Tag' }, options: ['big', 'late', 'vip'] },
].map((set) => ({
  ...set,
  options: set.options.map((key) => ({ key, label: { zh: `「${key}」`, en: key.toUpperCase() } })),
}))

/** Customers with orders with lines: every type of field, to-one and to-many relations. */
export const sampleSchema: ExpressionSchema = {
  entity: (key) => entities.find((one) => one.key === key) ?? null,
  entities: () => entities,
  optionSet: (key) => optionSets.find((one) => one.key === key) ?? null,
}
