import { createRegistry, type LocalizedText } from '@mortise/core'
import { type AppDocumentAny, type AppModel, compileApp, type FieldType, filterOperators } from '@mortise/metadata'
import { type TSchema, Type } from '@mortise/metadata/schema'
import { type ColumnSpec, defineFieldStorage, type FieldStorage } from '../contract/field-storage.ts'

/** Field types with just what tables depend on; the real ones are above this package. */
interface TestKind {
  column?: ColumnSpec | ((options: Readonly<Record<string, unknown>>) => ColumnSpec)
  structure?: FieldStorage['structure']
  type?: Partial<FieldType>
}

const entityOption = Type.Object({ entity: Type.String() })
const optionSetOption = Type.Object({ optionSet: Type.String() })

const kinds: Record<string, TestKind> = {
  id: { column: { class: 'reference', type: 'uuid' } },
  text: { column: { class: 'text', type: 'text' }, type: { unique: true, title: true } },
  long_text: { column: { class: 'text', type: 'text' } },
  integer: {
    column: { class: 'number', type: 'bigint' },
    type: {
      unique: true,
      normalise: (value: unknown) =>
        Number.isSafeInteger(value) ? { value } : { code: 'VALUE_NOT_INTEGER', params: {} },
      fromText: (text: string) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined),
    },
  },
  decimal: {
    column: ({ scale }) => ({ class: 'number', type: `numeric(${18 + Number(scale)},${scale})` }),
    type: { options: Type.Object({ scale: Type.Optional(Type.Integer({ default: 2 })) }) },
  },
  checkbox: { column: { class: 'boolean', type: 'boolean', default: 'false' }, type: { blank: false } },
  date: { column: { class: 'date', type: 'date' } },
  datetime: { column: { class: 'instant', type: 'timestamptz(3)' } },
  person: { column: { class: 'reference', type: 'uuid' } },
  department: { column: { class: 'reference', type: 'uuid' } },
  select: {
    column: { class: 'choice', type: 'text' },
    type: {
      ...{ options: optionSetOption, references: { optionSet: 'option_set' }, unique: true },
      text: (value: string, { optionSet }, language) =>
        optionSet?.options.get(value)?.label[language as 'zh' | 'en'] ?? value,
    },
  },
  multi_select: {
    column: { class: 'choices', type: 'text[]', default: `'{}'` },
    type: { options: optionSetOption, references: { optionSet: 'option_set' }, blank: [] },
  },
  relation: {
    column: { class: 'reference', type: 'uuid' },
    type: { options: entityOption, references: { entity: 'entity' }, relation: 'one', unique: true },
  },
  relation_many: {
    structure: 'link',
    type: { options: entityOption, references: { entity: 'entity' }, relation: 'many' },
  },
  sub_table: {
    structure: 'children',
    type: { options: entityOption, references: { entity: 'entity' }, relation: 'children', writable: true },
  },
}

export const testFieldTypes = createRegistry('field type', Object.entries(kinds).map(fieldType))

export const testStorages = createRegistry('field type', Object.entries(kinds).map(fieldStorage))

export function label(zh: string, en = zh): LocalizedText {
  return { zh, en }
}

/** Documents of a small shop: customers, orders with lines, tags. */
export function shopDocuments(): AppDocumentAny[] {
  return [
    { kind: 'app', key: 'shop', label: label('小店', 'Shop'), version: '1.0.0' },
    {
      kind: 'option_set',
      key: 'level',
      label: label('等级', 'Level'),
      options: [
        { key: 'a', label: label('甲', 'A') },
        { key: 'b', label: label('乙', 'B') },
      ],
    },
    {
      kind: 'entity',
      key: 'customer',
      label: label('客户', 'Customer'),
      titleField: 'name',
      fields: [
        { key: 'name', type: 'text', label: label('名称', "Customer's name"), required: true },
        { key: 'code', type: 'text', label: label('编码', 'Code'), unique: true },
        { key: 'level', type: 'select', label: label('等级', 'Level'), options: { optionSet: 'level' } },
        { key: 'labels', type: 'multi_select', label: label('标签', 'Labels'), options: { optionSet: 'level' } },
        { key: 'turnover', type: 'decimal', label: label('营业额', 'Turnover') },
        { key: 'active', type: 'checkbox', label: label('有效', 'Active') },
        { key: 'friends', type: 'relation_many', label: label('朋友', 'Friends'), options: { entity: 'customer' } },
      ],
      duplicateChecks: [{ key: 'same', fields: ['name', 'level'], mode: 'warn' }],
    },
    {
      kind: 'entity',
      key: 'order',
      label: label('订单', 'Order'),
      titleField: 'number',
      fields: [
        { key: 'number', type: 'text', label: label('编号', 'Number') },
        { key: 'customer', type: 'relation', label: label('客户', 'Customer'), options: { entity: 'customer' } },
        { key: 'due', type: 'date', label: label('交期', 'Due') },
        { key: 'remark', type: 'long_text', label: label('备注', 'Remark'), searchable: true },
        { key: 'lines', type: 'sub_table', label: label('明细', 'Lines'), options: { entity: 'line' } },
      ],
    },
    {
      kind: 'entity',
      key: 'line',
      label: label('明细', 'Line'),
      titleField: 'product',
      parentField: 'order',
      fields: [
        { key: 'order', type: 'relation', label: label('订单', 'Order'), options: { entity: 'order' } },
        { key: 'product', type: 'text', label: label('产品', 'Product') },
      ],
    },
    {
      kind: 'view',
      key: 'orders_due',
      label: label('待交订单', 'Orders due'),
      entity: 'order',
      type: 'list',
      options: {
        columns: [{ field: 'number' }],
        sort: [{ field: 'due', direction: 'desc' }],
        filter: { and: [{ field: 'number', op: 'eq', value: 'x' }, { or: [{ field: 'due', op: 'blank' }] }] },
      },
    },
  ]
}

export function shopModel(change: (documents: AppDocumentAny[]) => void = () => {}, revision = 1): AppModel {
  const documents = shopDocuments()
  change(documents)
  return compileApp(documents, { fieldTypes: testFieldTypes, revision })
}

/** The entity document of that key, to be changed in place. */
export function entityOf(documents: AppDocumentAny[], key: string) {
  const found = documents.find((document) => document.kind === 'entity' && document.key === key)
  if (found?.kind !== 'entity') throw new Error(`no entity ${key}`)
  return found
}

function fieldType([type, kind]: [string, TestKind]): FieldType {
  return {
    type,
    label: label(type),
    description: label(type),
    group: 'text',
    options: Type.Object({}),
    value: (): TSchema => Type.Unknown(),
    operators: () => filterOperators,
    sortable: true,
    samples: { valid: [], invalid: [] },
    ...kind.type,
  } as FieldType
}

function fieldStorage([type, { column, structure = 'column' }]: [string, TestKind]): FieldStorage {
  return defineFieldStorage(testFieldTypes.get(type), {
    structure,
    column: (field) => {
      if (!column) throw new Error(`${type} has no column`)
      return typeof column === 'function' ? column(field.options) : column
    },
  })
}
