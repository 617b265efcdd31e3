import { type AppDocumentAny, type AppModel, compileApp, type EntityGrant, type FieldDocument } from '@mortise/metadata'
import { fixtureFieldTypes } from './fixture-fields.ts'

/** The same words in both languages, where they do not matter. */
export const words = (text: string) => ({ zh: text, en: text })

export function field(key: string, type: string, more: Partial<FieldDocument> = {}): FieldDocument {
  return { key, type, label: words(key), ...more }
}

const to = (entity: string, more: { [option: string]: unknown } = {}) => ({ options: { entity, ...more } })

/** An app with a field of every kind: companies in a tree, customers of companies, the items of a customer. */
export function fixtureDocuments(): AppDocumentAny[] {
  return [
    { kind: 'app', key: 'crm', label: words('crm'), version: '1.0.0' },
    {
      kind: 'option_set',
      key: 'level',
      label: words('level'),
      // Not in the order of the alphabet, so that sorting by option is seen.
      options: ['high', 'middle', 'low'].map((key) => ({ key, label: words(key) })),
    },
    company,
    customer,
    item,
  ]
}

/** The fixture app compiled, with the given roles: role → table → rights. */
export function fixtureModel(
  roles: { [role: string]: { [entity: string]: EntityGrant } } = {},
  change: (documents: AppDocumentAny[]) => void = () => {},
): AppModel {
  const documents = fixtureDocuments()
  for (const [key, entities] of Object.entries(roles)) {
    documents.push({ kind: 'role', key, label: words(key), entities })
  }
  change(documents)
  return compileApp(documents, { fieldTypes: fixtureFieldTypes, revision: 1 })
}

const company: AppDocumentAny = {
  kind: 'entity',
  key: 'company',
  label: words('company'),
  titleField: 'name',
  fields: [
    field('name', 'text', { searchable: true }),
    field('city', 'text'),
    field('parent', 'relation', to('company')),
    field('vip', 'checkbox'),
    field('rating', 'integer'),
  ],
}

const customer: AppDocumentAny = {
  kind: 'entity',
  key: 'customer',
  label: words('customer'),
  titleField: 'name',
  fields: [
    field('name', 'text', { searchable: true, required: true }),
    field('code', 'text', { unique: true }),
    field('notes', 'long_text', { searchable: true }),
    field('level', 'select', { options: { optionSet: 'level' } }),
    field('tags', 'multi_select', { options: { optionSet: 'level' } }),
    field('revenue', 'decimal', { indexed: true }),
    field('employees', 'integer'),
    field('active', 'checkbox'),
    field('birthday', 'date'),
    field('last_contact', 'datetime', { indexed: true }),
    field('seller', 'person'),
    field('unit', 'department'),
    field('company', 'relation', to('company', { inverse: { key: 'customers', label: words('customers') } })),
    field('company_city', 'lookup', { options: { path: 'company.city' } }),
    field('company_vip', 'lookup', { options: { path: 'company.vip' } }),
    field('partners', 'relation_many', to('company', { inverse: { key: 'partner_of', label: words('partner of') } })),
    field('papers', 'file'),
    field('items', 'sub_table', to('item')),
  ],
}

const item: AppDocumentAny = {
  kind: 'entity',
  key: 'item',
  label: words('item'),
  titleField: 'product',
  parentField: 'customer',
  fields: [
    field('customer', 'relation', to('customer', { onDelete: 'cascade' })),
    field('product', 'text', { searchable: true }),
    field('quantity', 'integer'),
    field('price', 'decimal'),
    field('maker', 'relation', to('company')),
  ],
}
