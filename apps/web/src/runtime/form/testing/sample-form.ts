import type { AppDescription, Session } from '@mortise/api'
import { fieldRuntimes, fieldTypes } from '@mortise/kinds/runtime'
import { type AppDocumentAny, compileApp, type EntityModel, type FormDocument } from '@mortise/metadata'
import type { RuntimeServices } from '@mortise/ui'
import type { RunningApp } from '../../../api/app-description.ts'

export const me = '01900000-0000-7000-8000-0000000000a1'

const documents: AppDocumentAny[] = [
  { kind: 'app', key: 'shop', label: { zh: '商店', en: 'Shop' }, version: '1.0.0' },
  {
    kind: 'entity',
    key: 'order',
    label: { zh: '订单', en: 'Order' },
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', label: { zh: '标题', en: 'Title' }, required: true },
      { key: 'note', type: 'text', label: { zh: '备注', en: 'Note' } },
      { key: 'amount', type: 'money', label: { zh: '金额', en: 'Amount' } },
      { key: 'urgent', type: 'checkbox', label: { zh: '加急', en: 'Urgent' }, required: true },
      { key: 'due', type: 'date', label: { zh: '交期', en: 'Due' }, default: { ctx: 'today', add: 7 } },
      { key: 'code', type: 'auto_number', label: { zh: '编号', en: 'Code' } },
      { key: 'lines', type: 'sub_table', label: { zh: '明细', en: 'Lines' }, options: { entity: 'order_line' } },
      {
        key: 'customer',
        type: 'relation',
        label: { zh: '客户', en: 'Customer' },
        options: { entity: 'customer', inverse: { key: 'orders', label: { zh: '订单', en: 'Orders' } } },
      },
      {
        key: 'total',
        type: 'rollup',
        label: { zh: '合计', en: 'Total' },
        options: {
          relation: 'lines',
          function: 'sum',
          value: { v: 1, expr: { var: 'value' } },
          result: { type: 'money' },
        },
      },
      {
        key: 'payable',
        type: 'formula',
        label: { zh: '应付', en: 'Payable' },
        help: { zh: '合计减去客户的返利', en: 'The total less the rebate of the customer' },
        options: {
          expression: { v: 1, expr: { '-': [{ var: 'total' }, { var: 'customer.rebate' }] } },
          result: { type: 'money' },
        },
      },
    ],
  },
  {
    kind: 'entity',
    key: 'customer',
    label: { zh: '客户', en: 'Customer' },
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: { zh: '名称', en: 'Name' }, required: true },
      { key: 'rebate', type: 'money', label: { zh: '返利', en: 'Rebate' } },
      {
        key: 'orders_count',
        type: 'rollup',
        label: { zh: '订单数', en: 'Orders' },
        options: { relation: 'orders', function: 'count', result: { type: 'integer' } },
      },
    ],
  },
  {
    kind: 'entity',
    key: 'order_line',
    label: { zh: '订单明细', en: 'Order line' },
    titleField: 'item',
    parentField: 'order',
    fields: [
      {
        key: 'order',
        type: 'relation',
        label: { zh: '订单', en: 'Order' },
        required: true,
        options: { entity: 'order' },
      },
      { key: 'item', type: 'text', label: { zh: '品名', en: 'Item' }, required: true },
      { key: 'qty', type: 'decimal', label: { zh: '数量', en: 'Quantity' }, options: { scale: 0 } },
      { key: 'price', type: 'money', label: { zh: '单价', en: 'Price' } },
      {
        key: 'value',
        type: 'formula',
        label: { zh: '小计', en: 'Value' },
        options: {
          expression: { v: 1, expr: { '*': [{ var: 'qty' }, { var: 'price' }] } },
          result: { type: 'money' },
        },
      },
    ],
  },
  {
    kind: 'form',
    key: 'order_form',
    label: { zh: '订单', en: 'Order' },
    entity: 'order',
    columns: 2,
    items: [
      {
        item: 'tabs',
        key: 'main',
        tabs: [
          {
            key: 'basics',
            label: { zh: '基本', en: 'Basics' },
            items: [
              { item: 'field', field: 'title' },
              { item: 'field', field: 'note' },
              { item: 'field', field: 'urgent' },
              { item: 'field', field: 'code' },
              { item: 'sub_table', field: 'lines' },
              { item: 'field', field: 'total' },
              { item: 'field', field: 'payable' },
            ],
          },
          {
            key: 'money',
            label: { zh: '金额', en: 'Money' },
            items: [
              { item: 'field', field: 'amount', required: true },
              { item: 'field', field: 'due' },
              { item: 'field', field: 'customer' },
            ],
          },
        ],
      },
    ],
  },
]

/** A small app with a table of orders, as a user runs it who may do everything with it. */
export function sampleApp(form?: FormDocument): RunningApp {
  const others = documents.filter(({ kind }) => kind !== 'form')
  return appOfDocuments(form ? [...others, form] : documents)
}

/** An app of these documents, as a user runs it who may do everything with it. */
export function appOfDocuments(all: readonly AppDocumentAny[]): RunningApp {
  const model = compileApp(all, { fieldTypes, revision: 1 })
  const capabilities = Object.fromEntries([...model.entities.values()].map((entity) => [entity.key, full(entity)]))
  return { key: model.key, model, capabilities, description: {} as AppDescription }
}

export function orderEntity(app: RunningApp = sampleApp()): EntityModel {
  const entity = app.model.entities.get('order')
  if (!entity) throw new Error('unreachable: the sample has orders')
  return entity
}

function full(entity: EntityModel) {
  const fields = Object.fromEntries(
    [...entity.fields.values()].map((field) => [field.key, field.kind.writable === false ? 'read' : 'write'] as const),
  )
  return { read: true, create: true, update: true, delete: true, fields }
}

export const sampleSession: Session = {
  user: {
    id: me,
    name: '张伟',
    email: 'zhang@example.com',
    language: 'en',
    departmentId: null,
    administrator: false,
    avatarColour: 'blue',
  },
  workspace: { key: 'main', name: { zh: '榫卯', en: 'Mortise' }, timeZone: 'Asia/Shanghai' },
  apps: [],
  database: 'pglite',
}

export function sampleServices(app: RunningApp): RuntimeServices {
  return {
    app: app.model,
    language: 'en',
    timeZone: 'Asia/Shanghai',
    workspace: 'main',
    userId: me,
    departmentId: null,
    fieldRuntimes,
    people: [],
    departments: [],
    query: async () => ({ records: [], next: null, previous: null }),
    openRecord() {},
    canCreate: () => false,
    upload: () => Promise.reject(new Error('no uploads here')),
    fileUrl: (id) => `/files/${id}`,
  }
}
