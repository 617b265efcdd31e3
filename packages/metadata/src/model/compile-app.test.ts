import { describe, expect, it } from 'vitest'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { EntityDocument } from '../documents/entity.ts'
import { entityOf, fieldOf, relationTo, salesApp } from '../testing/app.fixture.ts'
import { testFieldTypes as fieldTypes } from '../testing/field-types.fixture.ts'
import type { EntityModel } from './app-model.ts'
import { compileApp } from './compile-app.ts'
import { resolvePath, shownField } from './resolve-path.ts'

const model = compileApp(salesApp(), { fieldTypes, revision: 3 })
const entity = (key: string, of = model): EntityModel => {
  const found = of.entities.get(key)
  if (!found) throw new Error(`no ${key}`)
  return found
}

describe('compileApp', () => {
  it('gives every table its own fields in order, then the system fields, and leaves archived ones out', () => {
    expect([...entity('customer').fields.keys()]).toEqual(
      'name code level parent id version created_at created_by updated_at updated_by owner department archived_at'.split(
        ' ',
      ),
    )
    expect(entity('customer').ownFields.map(({ key }) => key)).toEqual(['name', 'code', 'level', 'parent'])
    expect(entity('customer').fields.get('owner')?.label.zh).toBe('负责人')
  })

  it('gives lines of a sub-table a position and their parent instead of an owner', () => {
    const line = entity('order_line')
    expect([...line.fields.keys()]).toEqual(expect.arrayContaining(['position']))
    expect(line.fields.has('owner') || line.fields.has('department')).toBe(false)
    expect(line.parent).toEqual({ entity: 'order', field: line.fields.get('order'), subTableField: 'lines' })
    expect(entity('order').parent).toBeNull()
  })

  it('fills in the defaults of options without touching the documents', () => {
    const documents = salesApp()
    const before = structuredClone(documents)
    const compiled = compileApp(documents, { fieldTypes, revision: 0 })
    expect(compiled.entities.get('customer')?.fields.get('name')?.options).toEqual({ maxLength: 255 })
    expect(compiled.entities.get('customer')?.fields.get('parent')?.options).toMatchObject({ onDelete: 'restrict' })
    expect(documents).toEqual(before)
  })

  it('resolves option sets, targets, titles and search fields', () => {
    const customer = entity('customer')
    expect(customer.fields.get('level')?.optionSet).toBe(model.optionSets.get('level'))
    expect(customer.fields.get('parent')?.target).toBe('customer')
    expect(customer.title.key).toBe('name')
    expect(customer.searchFields.map(({ key }) => key)).toEqual(['name', 'code'])
  })

  it('names inverse relations by their declaration, else by table and field', () => {
    expect([...entity('customer').inverses.values()]).toEqual([
      {
        key: 'customer_parent',
        label: { zh: '客户', en: 'Customers' },
        entity: 'customer',
        field: 'parent',
        many: false,
      },
      { key: 'orders', label: { zh: '订单', en: 'Orders' }, entity: 'order', field: 'customer', many: false },
    ])
  })

  it('tells two relations to the same table apart in the labels of their inverses', () => {
    const target = entityOf('person_card', [fieldOf('name')])
    const source = entityOf('deal', [
      fieldOf('name'),
      fieldOf('buyer', 'relation', relationTo('person_card')),
      fieldOf('seller', 'relation', relationTo('person_card')),
      fieldOf('others', 'relation_many', relationTo('person_card')),
    ])
    const compiled = compileApp([salesApp()[0] as AppDocumentAny, target, source], { fieldTypes, revision: 0 })
    const inverses = [...entity('person_card', compiled).inverses.values()]
    expect(inverses.map(({ key, label }) => [key, label.en])).toEqual([
      ['deal_buyer', 'deal (buyer)'],
      ['deal_seller', 'deal (seller)'],
    ])
  })

  it('follows look-ups, and look-ups of look-ups, to the field that holds the value', () => {
    const level = entity('customer').fields.get('level')
    const direct = entity('order').fields.get('customer_level')
    expect(direct?.lookup?.field).toBe(level)
    const nested = entity('order_line').fields.get('level')
    expect(nested?.lookup?.field).toBe(level)
    expect(nested?.lookup?.path.map(({ entity: table, key }) => `${table}.${key}`)).toEqual([
      'order_line.order',
      'order.customer',
    ])
    expect(nested && shownField(nested)).toBe(level)
  })

  it('resolves paths over to-one relations only', () => {
    const path = resolvePath(model, entity('order'), 'customer.parent.level')
    expect(path?.relations.map(({ key }) => key)).toEqual(['customer', 'parent'])
    expect(path?.field).toBe(entity('customer').fields.get('level'))
    expect(resolvePath(model, entity('order'), 'lines.product')).toBeNull()
    expect(resolvePath(model, entity('order'), 'customer.nothing')).toBeNull()
  })

  it('merges translations into the labels of every document', () => {
    expect(entity('customer').fields.get('name')?.label).toEqual({ zh: '名称', en: 'Name', fr: 'Nom' })
    expect(model.optionSets.get('level')?.options.get('a')?.label).toMatchObject({ fr: 'Un' })
    expect(JSON.stringify(model.forms.get('customer'))).toContain('Niveau')
  })

  it('leaves archived tables and their views and forms out', () => {
    const documents = salesApp().map((document) =>
      document.key === 'order' || document.key === 'order_line' ? { ...document, archived: true } : document,
    )
    const compiled = compileApp(documents as AppDocumentAny[], { fieldTypes, revision: 0 })
    expect([...compiled.entities.keys()]).toEqual(['customer'])
    expect([...entity('customer', compiled).inverses.keys()]).toEqual(['customer_parent'])
  })

  it('compiles the part of an app that one user may see', () => {
    const documents = salesApp().filter(({ key }) => key !== 'customer' && key !== 'order_line')
    const compiled = compileApp(documents, { fieldTypes, revision: 0, partial: true })
    const order = entity('order', compiled)
    expect(order.ownFields.map(({ key }) => key)).toEqual(['number', 'customer', 'total', 'lines'])
    expect(order.fields.has('customer_level')).toBe(false)
    expect(order.fields.get('customer')?.target).toBe('customer')
    expect(compiled.views.has('key_customers')).toBe(false)
    expect(() => compileApp(documents, { fieldTypes, revision: 0 })).toThrow(/cannot be compiled/)
  })

  it.each([
    ['a look-up that leads nowhere', 'order', 'customer_level', { options: { path: 'customer.nothing' } }],
    ['a look-up that reads itself', 'customer', 'level', { type: 'lookup', options: { path: 'parent.level' } }],
    ['an option set that is not there', 'customer', 'level', { options: { optionSet: 'nothing' } }],
    ['a field type that is not there', 'customer', 'code', { type: 'nothing' }],
    ['a table that is not there', 'order', 'customer', { options: { entity: 'nothing' } }],
  ])('refuses %s', (_what, table, field, change) => {
    const documents = changeEntity(salesApp(), table, (document) => ({
      ...document,
      fields: document.fields.map((one) => (one.key === field ? { ...one, ...change } : one)),
    }))
    expect(() => compileApp(documents, { fieldTypes, revision: 0 })).toThrow(/cannot be compiled/)
  })
})

describe('compileApp with the model before', () => {
  const relabel = (document: EntityDocument) => ({ ...document, label: { zh: '新', en: 'New' } })

  it('takes every table over when nothing changed, even from documents that were read anew', () => {
    const next = compileApp(salesApp(), { fieldTypes, revision: 4, previous: model })
    expect(next.revision).toBe(4)
    for (const [key, table] of next.entities) expect(table).toBe(model.entities.get(key))
  })

  it('compiles a changed table and those that read it anew, and no other', () => {
    const next = compileApp(changeEntity(salesApp(), 'order_line', relabel), {
      fieldTypes,
      revision: 4,
      previous: model,
    })
    expect(next.entities.get('order_line')).not.toBe(model.entities.get('order_line'))
    expect(next.entities.get('customer')).toBe(model.entities.get('customer'))
    const order = entity('order', next)
    expect(order.inverses.get('order_line_order')?.label.en).toBe('New')
  })

  it('never keeps a look-up into a table that was compiled anew', () => {
    const next = compileApp(
      changeEntity(salesApp(), 'customer', (document) => ({ ...document, icon: 'user' })),
      {
        fieldTypes,
        revision: 4,
        previous: model,
      },
    )
    expect(entity('order', next).fields.get('customer_level')?.lookup?.field).toBe(
      entity('customer', next).fields.get('level'),
    )
    expect(entity('order_line', next).fields.get('level')?.lookup?.field).toBe(
      entity('customer', next).fields.get('level'),
    )
  })

  it('notices a changed option set and a changed translation', () => {
    const documents = salesApp().map((document) =>
      document.kind === 'option_set' ? { ...document, options: document.options.slice(0, 1) } : document,
    )
    const next = compileApp(documents, { fieldTypes, revision: 4, previous: model })
    expect(entity('customer', next).fields.get('level')?.optionSet?.options.size).toBe(1)
    const german = salesApp().map((document) =>
      document.kind === 'translation' ? { ...document, language: 'de' } : document,
    )
    const translated = compileApp(german, { fieldTypes, revision: 5, previous: model })
    expect(entity('customer', translated).fields.get('name')?.label).toEqual({ zh: '名称', en: 'Name', de: 'Nom' })
  })

  it('gives the same model as compiling from nothing', () => {
    const documents = changeEntity(salesApp(), 'order', relabel)
    const fresh = compileApp(documents, { fieldTypes, revision: 4 })
    const next = compileApp(documents, { fieldTypes, revision: 4, previous: model })
    expect(next).toEqual(fresh)
  })
})

function changeEntity(documents: AppDocumentAny[], key: string, change: (document: EntityDocument) => EntityDocument) {
  return documents.map((document) => (document.kind === 'entity' && document.key === key ? change(document) : document))
}
