import type { EvaluationContext, ExpressionJson, StoredExpression } from '@mortise/expressions'
import { loadFieldTypes } from '@mortise/kinds/server'
import {
  type AppDocumentAny,
  type AppModel,
  compileApp,
  type EntityModel,
  type FormDocument,
  type FormRule,
  formFieldKeys,
} from '@mortise/metadata'
import { createFormProgram, type FormProgram } from '../form-program.ts'

const words = (text: string) => ({ zh: text, en: text })
const field = (key: string, type: string, options?: object, more: object = {}) => ({
  ...{ key, type, label: words(key), ...more },
  ...(options && { options: options as Record<string, unknown> }),
})

/** A quote with its lines, for a customer, of products. */
const documents: AppDocumentAny[] = [
  { kind: 'app', key: 'sales', label: words('sales'), version: '1.0.0' },
  {
    kind: 'option_set',
    key: 'status',
    label: words('status'),
    options: ['draft', 'sent', 'won', 'lost'].map((key) => ({ key, label: words(key) })),
  },
  {
    kind: 'entity',
    key: 'customer',
    label: words('customer'),
    titleField: 'name',
    fields: [field('name', 'text'), field('level', 'text'), field('address', 'text'), field('credit', 'decimal')],
  },
  {
    kind: 'entity',
    key: 'contact',
    label: words('contact'),
    titleField: 'name',
    fields: [field('name', 'text'), field('customer', 'relation', { entity: 'customer' })],
  },
  {
    kind: 'entity',
    key: 'product',
    label: words('product'),
    titleField: 'name',
    fields: [field('name', 'text'), field('price', 'decimal', { scale: 2 }), field('unit', 'text')],
  },
  {
    kind: 'entity',
    key: 'quote',
    label: words('quote'),
    titleField: 'name',
    fields: [
      field('name', 'text'),
      field('status', 'select', { optionSet: 'status' }, { default: 'draft' }),
      field('customer', 'relation', { entity: 'customer' }),
      field('contact', 'relation', { entity: 'contact' }),
      field('address', 'text'),
      field('reason', 'long_text'),
      field('discount', 'decimal', { scale: 2 }),
      field('total', 'decimal', { scale: 2 }),
      field('payable', 'decimal', { scale: 2 }),
      field('urgent', 'checkbox'),
      field('due', 'date'),
      field('lines', 'sub_table', { entity: 'quote_line' }),
      field('sum', 'rollup', {
        relation: 'lines',
        function: 'sum',
        value: { v: 1, expr: { '*': [{ var: 'qty' }, { var: 'price' }] } },
        result: { type: 'decimal', options: { scale: 2 } },
      }),
    ],
  },
  {
    kind: 'entity',
    key: 'quote_line',
    label: words('quote line'),
    titleField: 'item',
    parentField: 'quote',
    fields: [
      field('item', 'text'),
      field('quote', 'relation', { entity: 'quote' }, { required: true }),
      field('product', 'relation', { entity: 'product' }),
      field('qty', 'decimal', { scale: 2 }),
      field('price', 'decimal', { scale: 2 }),
      field('free', 'checkbox'),
      field('note', 'text'),
    ],
  },
] as AppDocumentAny[]

const fieldTypes = await loadFieldTypes()

export const is = (expr: ExpressionJson): StoredExpression => ({ v: 1, expr })
export const v = (name: string) => ({ var: name })

/** The form of a quote with these rules. */
export function quoteForm(rules: readonly FormRule[], more: Partial<FormDocument> = {}): FormDocument {
  return {
    kind: 'form',
    key: 'quote_form',
    label: words('quote form'),
    entity: 'quote',
    items: [
      { item: 'field', field: 'name' },
      { item: 'field', field: 'status' },
      { item: 'field', field: 'urgent' },
      {
        item: 'section',
        key: 'parties',
        label: words('parties'),
        items: ['customer', 'contact', 'address'].map((key) => ({ item: 'field', field: key })),
      },
      {
        item: 'tabs',
        key: 'more',
        tabs: [
          {
            key: 'money',
            label: words('money'),
            items: ['discount', 'total', 'payable', 'due'].map((key) => ({ item: 'field', field: key })),
          },
          { key: 'why', label: words('why'), items: [{ item: 'field', field: 'reason', whenHidden: 'clear' }] },
        ],
      },
      { item: 'sub_table', field: 'lines' },
      { item: 'field', field: 'sum' },
    ],
    rules: [...rules],
    ...more,
  }
}

export function quoteDocuments(form: FormDocument): AppDocumentAny[] {
  return [...documents, form]
}

export function quoteModel(form: FormDocument): { model: AppModel; entity: EntityModel } {
  const model = compileApp(quoteDocuments(form), { fieldTypes, revision: 1 })
  const entity = model.entities.get('quote')
  if (!entity) throw new Error('unreachable: it was just compiled')
  return { model, entity }
}

/** The form of a quote, ready to run in a browser. */
export function quoteProgram(rules: readonly FormRule[], { isNew = false } = {}): FormProgram {
  const form = quoteForm(rules)
  const { model, entity } = quoteModel(form)
  const fields = formFieldKeys(form.items).flatMap((key) => entity.fields.get(key) ?? [])
  return createFormProgram({ model, form, entity, fields, isNew, readable: () => true })
}

export { fieldTypes }

export const context: EvaluationContext = {
  ...{ now: '2026-11-22T04:00:00.000Z', today: '2026-11-22', timeZone: 'Asia/Shanghai', workspace: 'main' },
  ...{ user: null, calendar: { exceptions: new Map() } },
}
