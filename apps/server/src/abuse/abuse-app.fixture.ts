import type { AppDocumentAny, FieldDocument } from '@mortise/metadata'
import { testApp } from '../testing/test-app.ts'

const words = (text: string) => ({ zh: text, en: text })
const field = (key: string, type: string, more: Partial<FieldDocument> = {}): FieldDocument => ({
  key,
  type,
  label: words(key),
  ...more,
})

/** A table with a field of every type that takes values. */
const specimen: AppDocumentAny = {
  kind: 'entity',
  key: 'specimen',
  label: words('specimen'),
  titleField: 'text',
  fields: [
    field('text', 'text', { searchable: true }),
    field('code', 'text', { unique: true }),
    field('long_text', 'long_text'),
    field('integer', 'integer'),
    field('decimal', 'decimal', { options: { scale: 4 } }),
    field('percent', 'percent'),
    field('money', 'money'),
    field('checkbox', 'checkbox'),
    field('date', 'date'),
    field('datetime', 'datetime'),
    field('select', 'select', { options: { optionSet: 'level' } }),
    field('multi_select', 'multi_select', { options: { optionSet: 'level' } }),
    field('email', 'email'),
    field('phone', 'phone'),
    field('url', 'url'),
    field('person', 'person'),
    field('department', 'department'),
    field('relation', 'relation', { options: { entity: 'vault' } }),
    field('relation_many', 'relation_many', { options: { entity: 'vault' } }),
    field('file', 'file'),
    field('image', 'image'),
    field('auto_number', 'auto_number'),
  ].map((one) => (one.key === 'department' ? { ...one, key: 'unit' } : one)),
}

/** A process that is over at once. */
export const checkProcess: AppDocumentAny = {
  kind: 'process',
  key: 'check',
  label: words('check'),
  entity: 'customer',
  start: { hand: {}, several: true },
  nodes: [
    { key: 'start', type: 'start' },
    { key: 'end', type: 'end' },
  ],
  transitions: [{ key: 'a', from: 'start', to: 'end' }],
}

/** The app of the other tests with more to hide from the role "sales", and a table of every field type. */
export const abuseApp: AppDocumentAny[] = [
  ...testApp.map((document): AppDocumentAny => {
    if (document.kind === 'entity' && document.key === 'customer')
      return {
        ...document,
        fields: [...document.fields, field('memo', 'text', { searchable: true })],
      }
    if (document.kind === 'form')
      return {
        kind: 'form',
        key: 'deal_form',
        label: words('deal form'),
        entity: 'deal',
        items: [{ item: 'sub_table', field: 'lines', columns: ['product', 'quantity'] }],
      }
    if (document.kind === 'role' && document.key === 'sales')
      return {
        ...document,
        entities: {
          customer: {
            ...document.entities.customer,
            read: 'own',
            fields: { credit: 'none', grade: 'none', memo: 'none', '*': 'write' },
          },
          deal: { ...document.entities.deal, read: 'own' },
          deal_line: { read: 'all', create: true, update: 'all', fields: { quantity: 'none', '*': 'write' } },
        },
      }
    return document
  }),
  specimen,
  checkProcess,
]
