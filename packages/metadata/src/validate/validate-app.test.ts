import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentKind } from '../documents/document-names.ts'
import type { AppDocumentAny, DocumentByKind } from '../documents/documents.ts'
import type { FieldDocument } from '../documents/entity.ts'
import { compileApp } from '../model/compile-app.ts'
import { entityOf, fieldOf, relationTo, salesApp, text } from '../testing/app.fixture.ts'
import { testFieldTypes as fieldTypes } from '../testing/field-types.fixture.ts'
import { largeApp } from '../testing/large-app.fixture.ts'
import { testViewTypes as viewTypes } from '../testing/view-types.fixture.ts'
import { isPublishable, validateApp } from './validate-app.ts'

const found = (documents: readonly unknown[]) =>
  validateApp(documents, { fieldTypes, viewTypes }).map(
    ({ code, document, pointer }) => `${code} ${document}#${pointer}`,
  )

describe('validateApp', () => {
  it('finds nothing in a valid app', () => {
    expect(validateApp(salesApp(), { fieldTypes, viewTypes })).toEqual([])
    expect(validateApp(largeApp({ entities: 5, fields: 20 }), { fieldTypes })).toEqual([])
  })

  it('says what is wrong, where, and how to mend it, in both languages', () => {
    const documents = change('view', 'key_customers', (view) => {
      view.options.columns = [{ field: 'nmae' }]
    })
    const files = new Map([['view/key_customers' as const, 'views/key_customers.json']])
    expect(validateApp(documents, { fieldTypes, viewTypes, files })).toEqual([
      {
        code: 'REFERENCE_UNKNOWN',
        params: expect.objectContaining({ name: 'nmae' }),
        severity: 'error',
        document: 'view/key_customers',
        file: 'views/key_customers.json',
        pointer: '/options/columns/0/field',
        message: { zh: '没有字段「nmae」。', en: 'There is no field "nmae".' },
        fix: { zh: '是否想写「name」？', en: 'Did you mean "name"?' },
      },
    ])
  })

  it('names a wrong key inside a filter, and not every branch the filter could have had', () => {
    const documents = change('view', 'key_customers', (view) => {
      view.options.filter = { and: [{ field: 'level', opp: 'in', value: ['a'] }] } as never
    })
    expect(found(documents)).toEqual([
      'SHAPE_MISSING_KEY view/key_customers#/options/filter/and/0',
      'SHAPE_UNKNOWN_KEY view/key_customers#/options/filter/and/0/opp',
    ])
  })

  it('says nothing more about what a broken document or field is used for', () => {
    const documents = changeField('customer', 'level', { type: 'selct' })
    expect(found(documents)).toEqual(['FIELD_TYPE_UNKNOWN entity/customer#/fields/2/type'])
    const broken = change('entity', 'customer', (entity) => Object.assign(entity, { titel: 1 }))
    expect(found(broken)).toEqual(['SHAPE_UNKNOWN_KEY entity/customer#/titel'])
  })

  it('lets warnings be published and errors not', () => {
    const warned = change('role', 'seller', (role) => Object.assign(role.entities, { order_line: { read: 'all' } }))
    const issues = validateApp(warned, { fieldTypes })
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['ROLE_SUB_TABLE', 'warning']])
    expect(isPublishable(issues)).toBe(true)
    expect(isPublishable(validateApp([], { fieldTypes }))).toBe(false)
  })

  it('does not look at what is archived', () => {
    const documents = change('entity', 'customer', (entity) => {
      entity.fields.push(fieldOf('gone', 'relation', { archived: true, ...relationTo('nothing') }))
    })
    const old = entityOf('old_table', [fieldOf('name', 'nothing')], { archived: true })
    expect(found(documents)).toEqual([])
    expect(found([...salesApp(), old])).toEqual([])
  })

  it('lists a thousand findings and says how many more there are', () => {
    const issues = validateApp(
      Array.from({ length: 1500 }, () => null),
      { fieldTypes },
    )
    expect(issues).toHaveLength(1001)
    expect(issues.at(-1)?.message.en).toBe('501 more findings are not listed.')
  })
})

describe('validateApp finds', () => {
  it.each<[string, AppDocumentAny[] | unknown[], string[]]>([
    ['a missing app document', salesApp().slice(1), ['APP_DOCUMENT_MISSING null#']],
    ['a second app document', [...salesApp(), { ...salesApp()[0], key: 'other' }], ['APP_DOCUMENT_TWICE app/other#']],
    ['a document that is there twice', [...salesApp(), salesApp()[1]], ['DOCUMENT_DUPLICATE option_set/level#']],
    ['nesting without end', [...salesApp(), nested(500)], ['DOCUMENT_TOO_DEEP view/deep#']],
    [
      'an unknown home page',
      change('app', 'sales', (app) => Object.assign(app, { home: 'strat' })),
      ['REFERENCE_UNKNOWN app/sales#/home'],
    ],
    [
      'an option that is there twice',
      change('option_set', 'level', (set) => set.options.push({ key: 'a', label: text('A') })),
      ['KEY_DUPLICATE option_set/level#/options/2/key'],
    ],

    [
      'a field that is there twice',
      addField('customer', fieldOf('name')),
      ['KEY_DUPLICATE entity/customer#/fields/5/key'],
    ],
    [
      'a key of the system',
      addField('customer', fieldOf('owner')),
      ['FIELD_KEY_RESERVED entity/customer#/fields/5/key'],
    ],
    [
      'the column of a system field',
      addField('customer', fieldOf('owner_id')),
      ['FIELD_KEY_RESERVED entity/customer#/fields/5/key'],
    ],
    [
      'a field type for system fields',
      addField('customer', fieldOf('x', 'id')),
      ['FIELD_TYPE_INTERNAL entity/customer#/fields/5/type'],
    ],
    [
      'a wrong option',
      addField('customer', fieldOf('x', 'text', { options: { maxLenght: 3 } })),
      ['SHAPE_UNKNOWN_KEY entity/customer#/fields/5/options/maxLenght'],
    ],
    [
      'options of the type that contradict',
      addField('customer', fieldOf('x', 'integer', { options: { min: 3, max: 1 } })),
      ['FIELD_OPTION_CHECK entity/customer#/fields/5/options'],
    ],
    [
      'an unknown option set',
      addField('customer', fieldOf('x', 'select', { options: { optionSet: 'levle' } })),
      ['REFERENCE_UNKNOWN entity/customer#/fields/5/options/optionSet'],
    ],
    [
      'an unknown table',
      addField('customer', fieldOf('x', 'relation', relationTo('nothing'))),
      ['REFERENCE_UNKNOWN entity/customer#/fields/5/options/entity'],
    ],
    [
      'an inverse with the key of a field',
      addField(
        'order',
        fieldOf('x', 'relation', relationTo('customer', { inverse: { key: 'name', label: text('x') } })),
      ),
      ['INVERSE_KEY_TAKEN entity/order#/fields/5/options'],
    ],
    [
      'two inverses with one key',
      addField(
        'order',
        fieldOf('x', 'relation', relationTo('customer', { inverse: { key: 'orders', label: text('x') } })),
      ),
      ['INVERSE_KEY_TAKEN entity/order#/fields/1/options'],
    ],
    [
      'unique on a type that cannot',
      changeField('order', 'total', { unique: true }),
      ['FIELD_NOT_UNIQUE entity/order#/fields/3/unique'],
    ],
    [
      'search over a relation',
      changeField('order', 'customer', { searchable: true }),
      ['FIELD_NOT_SEARCHABLE entity/order#/fields/1/searchable'],
    ],
    [
      'a required look-up',
      changeField('order', 'customer_level', { required: true }),
      ['FIELD_NOT_WRITABLE entity/order#/fields/2/required'],
    ],
    [
      'a default that is no option',
      changeField('customer', 'code', { default: 3 }),
      ['FIELD_DEFAULT_INVALID entity/customer#/fields/1/default'],
    ],
    [
      'a default of another kind of context',
      changeField('customer', 'code', { default: { ctx: 'user' } }),
      ['FIELD_DEFAULT_INVALID entity/customer#/fields/1/default'],
    ],
    [
      'an unknown title field',
      change('entity', 'customer', (entity) => Object.assign(entity, { titleField: 'nam' })),
      ['REFERENCE_UNKNOWN entity/customer#/titleField'],
    ],
    [
      'a title that cannot be one',
      change('entity', 'customer', (entity) => Object.assign(entity, { titleField: 'level' })),
      ['TITLE_KIND entity/customer#/titleField'],
    ],
    [
      'an index over an unknown field',
      change('entity', 'customer', (entity) => entity.indexes?.push({ key: 'x', fields: ['nothing'] })),
      ['REFERENCE_UNKNOWN entity/customer#/indexes/1/fields/0'],
    ],
    [
      'a duplicate check over an archived field',
      change('entity', 'customer', (entity) =>
        entity.duplicateChecks?.push({ key: 'x', fields: ['old'], mode: 'warn' }),
      ),
      ['REFERENCE_ARCHIVED entity/customer#/duplicateChecks/1/fields/0'],
    ],
    [
      'two indexes with one key',
      change('entity', 'customer', (entity) => entity.indexes?.push({ key: 'name_code', fields: ['name'] })),
      ['KEY_DUPLICATE entity/customer#/indexes/1/key'],
    ],

    [
      'a look-up without a relation',
      addField('order', fieldOf('x', 'lookup', { options: { path: 'number' } })),
      ['LOOKUP_INVALID entity/order#/fields/5/options/path'],
    ],
    [
      'a look-up into nothing',
      addField('order', fieldOf('x', 'lookup', { options: { path: 'customer.nothing' } })),
      ['REFERENCE_UNKNOWN entity/order#/fields/5/options/path'],
    ],
    [
      'a look-up over a value',
      addField('order', fieldOf('x', 'lookup', { options: { path: 'number.name' } })),
      ['PATH_NOT_RELATION entity/order#/fields/5/options/path'],
    ],
    [
      'a look-up that reads itself',
      changeField('customer', 'level', { type: 'lookup', options: { path: 'parent.level' }, default: undefined }),
      [
        'LOOKUP_CYCLE entity/customer#/fields/2/options/path',
        'LOOKUP_CYCLE entity/order#/fields/2/options/path',
        'LOOKUP_CYCLE entity/order_line#/fields/3/options/path',
      ],
    ],
    [
      'a look-up over more than three relations',
      addField('order_line', fieldOf('x', 'lookup', { options: { path: 'order.customer.parent.parent.code' } })),
      ['LOOKUP_TOO_LONG entity/order_line#/fields/4/options/path'],
    ],
    [
      'a parent field that is no relation',
      change('entity', 'order_line', (entity) => Object.assign(entity, { parentField: 'product' })),
      [
        'SUB_TABLE_NOT_CHILD entity/order#/fields/4/options/entity',
        'PARENT_FIELD_INVALID entity/order_line#/parentField',
      ],
    ],
    [
      'a sub-table that its parent does not show',
      change('entity', 'order', (entity) => entity.fields.pop()),
      ['SUB_TABLE_UNSHOWN entity/order_line#/parentField'],
    ],
    [
      'a sub-table shown twice',
      addField('order', fieldOf('more', 'sub_table', relationTo('order_line'))),
      ['SUB_TABLE_TWICE entity/order#/fields/5/options/entity'],
    ],
    [
      'a sub-table that belongs elsewhere',
      addField('customer', fieldOf('x', 'sub_table', relationTo('order_line'))),
      ['SUB_TABLE_NOT_CHILD entity/customer#/fields/5/options/entity'],
    ],
    [
      'sub-tables that own each other',
      circle(),
      ['SUB_TABLE_CYCLE entity/left#/parentField', 'SUB_TABLE_CYCLE entity/right#/parentField'],
    ],

    [
      'a view of an unknown table',
      changeView({ entity: 'custmer' as never }),
      ['REFERENCE_UNKNOWN view/key_customers#/entity'],
    ],
    [
      'a column that is there twice',
      changeOptions({ columns: [{ field: 'name' }, { field: 'name' }] }),
      ['MEMBER_DUPLICATE view/key_customers#/options/columns/1'],
    ],
    [
      'a column over more than a relation',
      changeOptions({ columns: [{ field: 'name.level' }] }),
      ['PATH_NOT_RELATION view/key_customers#/options/columns/0/field'],
    ],
    [
      'a sum over text',
      changeOptions({ columns: [{ field: 'name', summary: 'sum' }] }),
      ['AGGREGATE_IMPOSSIBLE view/key_customers#/options/columns/0/summary'],
    ],
    ['sorting by what cannot be sorted', sortByTags(), ['SORT_FIELD_UNFIT view/key_customers#/options/sort/0/field']],
    ['grouping by what cannot be grouped', groupByTags(), ['GROUP_FIELD_UNFIT view/key_customers#/options/group']],

    [
      'an operator the field does not know',
      filtered({ field: 'level', op: 'contains', value: 'a' }),
      ['FILTER_OPERATOR view/key_customers#/options/filter/op'],
    ],
    [
      'an option that is not there',
      filtered({ field: 'level', op: 'in', value: ['a', 'c'] }),
      ['FILTER_OPTION_UNKNOWN view/key_customers#/options/filter/value'],
    ],
    [
      'a list where one value is wanted',
      filtered({ field: 'level', op: 'eq', value: ['a'] }),
      ['FILTER_VALUE view/key_customers#/options/filter/value'],
    ],
    [
      'one value where a list is wanted',
      filtered({ field: 'level', op: 'in', value: 'a' }),
      ['FILTER_VALUE view/key_customers#/options/filter/value'],
    ],
    [
      'a value of the wrong type',
      filtered({ field: 'name', op: 'eq', value: 3 }),
      ['FILTER_VALUE view/key_customers#/options/filter/value'],
    ],
    [
      'a value where none is wanted',
      filtered({ field: 'name', op: 'blank', value: 'x' }),
      ['FILTER_VALUE view/key_customers#/options/filter/value'],
    ],
    [
      'a bound that is missing',
      filtered({ field: 'created_at', op: 'between', value: ['2026-01-01'] }),
      ['FILTER_VALUE view/key_customers#/options/filter/value'],
    ],
    [
      'a span that is none',
      filtered({ field: 'created_at', op: 'within', value: 'today' }),
      ['FILTER_VALUE view/key_customers#/options/filter/value'],
    ],
    [
      'today compared with text',
      filtered({ field: 'name', op: 'eq', value: { ctx: 'today' } }),
      ['FILTER_VALUE view/key_customers#/options/filter/value'],
    ],
    [
      'an unknown to-many relation',
      filtered({ and: [{ any: 'ordres' }] }),
      ['REFERENCE_UNKNOWN view/key_customers#/options/filter/and/0/any'],
    ],
    [
      'a wrong field on the other side',
      filtered({ not: { none: 'orders', where: { or: [{ field: 'nothing', op: 'blank' }] } } }),
      ['REFERENCE_UNKNOWN view/key_customers#/options/filter/not/where/or/0/field'],
    ],
    [
      'a filter that is too large',
      filtered({
        or: Array.from({ length: 6 }, () => ({
          or: Array.from({ length: 100 }, () => ({ field: 'name', op: 'blank' })),
        })),
      }),
      ['CONDITION_TOO_LARGE view/key_customers#/options/filter'],
    ],

    [
      'a form field that is there twice',
      formItems({ item: 'field', field: 'name' }, { item: 'field', field: 'name' }),
      ['MEMBER_DUPLICATE form/customer#/items/1/field'],
    ],
    [
      'two form items with one key',
      formItems(
        { item: 'divider', key: 'x' },
        { item: 'field', field: 'name' },
        { item: 'tabs', key: 'y', tabs: [{ key: 'x', label: text('x'), items: [] }] },
      ),
      ['KEY_DUPLICATE form/customer#/items/2/tabs/0/key'],
    ],
    [
      'a sub-table shown as a field',
      orderForm({ item: 'field', field: 'lines' }),
      ['FORM_FIELD_IS_SUB_TABLE form/order#/items/0/field'],
    ],
    [
      'a field shown as a sub-table',
      orderForm({ item: 'sub_table', field: 'number' }),
      ['FORM_NOT_SUB_TABLE form/order#/items/0/field'],
    ],
    [
      'an unknown column of lines',
      orderForm({ item: 'sub_table', field: 'lines', columns: ['product', 'x'] }),
      ['REFERENCE_UNKNOWN form/order#/items/0/columns/1'],
    ],
    [
      'the total of an unknown column of lines',
      orderForm({ item: 'sub_table', field: 'lines', totals: ['x'] }),
      ['REFERENCE_UNKNOWN form/order#/items/0/totals/0'],
    ],
    [
      'a related list that does not lead here',
      orderForm({ item: 'related_list', key: 'x', entity: 'order', field: 'customer' }),
      ['RELATED_LIST_FIELD form/order#/items/0/field'],
    ],

    [
      'two blocks of one key, one of them on a tab',
      block({
        block: 'tabs',
        key: 'x',
        tabs: [{ key: 't', label: text('t'), blocks: [{ block: 'view', key: 'sum' }] }],
      }),
      ['KEY_DUPLICATE page/start#/blocks/3/tabs/0/blocks/0/key'],
    ],
    [
      'a block for a role that is not there',
      block({ block: 'view', key: 'x', roles: ['nobody'] }),
      ['REFERENCE_UNKNOWN page/start#/blocks/3/roles/0'],
    ],
    [
      'a condition on a page without a record',
      block({ block: 'view', key: 'x', when: { v: 1, expr: true } }),
      ['PAGE_CONDITION_ALONE page/start#/blocks/3/when'],
    ],
    ['a menu entry that leads nowhere', entry({ key: 'x' }), ['MENU_TARGET menu/main#/groups/0/items/2']],
    [
      'a menu entry that leads to two places',
      entry({ key: 'x', entity: 'customer', page: 'start' }),
      ['MENU_TARGET menu/main#/groups/0/items/2'],
    ],
    [
      'an unknown role',
      entry({ key: 'x', page: 'start', roles: ['nobody'] }),
      ['REFERENCE_UNKNOWN menu/main#/groups/0/items/2/roles/0'],
    ],
    [
      'an unknown table of a role',
      grant('custmer', { read: 'all' }),
      ['REFERENCE_UNKNOWN role/seller#/entities/custmer'],
    ],
    [
      'an unknown field of a role',
      grant('order', { read: 'all', fields: { '*': 'read', totl: 'mask' } }),
      ['REFERENCE_UNKNOWN role/seller#/entities/order/fields/totl'],
    ],
    [
      'writing wider than reading',
      grant('order', { read: 'own', update: 'all' }),
      ['ROLE_WIDER_THAN_READ role/seller#/entities/order/update'],
    ],
    [
      'a translation of what is not there',
      change('translation', 'fr', (fr) => Object.assign(fr.texts, { 'entity/customer#/fields/nam/label': 'x' })),
      ['TRANSLATION_PLACE translation/fr#/texts/entity~1customer#~1fields~1nam~1label'],
    ],
    [
      'a translation into Chinese',
      change('translation', 'fr', (fr) => Object.assign(fr, { language: 'zh' })),
      ['TRANSLATION_LANGUAGE translation/fr#/language'],
    ],
  ])('%s', (_what, documents, expected) => {
    expect(found(documents)).toEqual(expected)
  })
})

describe('whatever it is given, validateApp', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), looseDocument())), (values) => {
        for (const issue of validateApp(values, { fieldTypes })) {
          expect(issue.message.zh && issue.message.en && issue.fix.zh && issue.fix.en).toBeTruthy()
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never throws on a valid app with something in it replaced, and what it passes compiles', () => {
    const replacement = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('customer', 'name', 'order', 'level', 'relation', 'lookup'),
    )
    fc.assert(
      fc.property(fc.nat(), fc.nat(), replacement, (documentChoice, placeChoice, value) => {
        const documents: unknown[] = salesApp()
        const position = documentChoice % documents.length
        const places = placesOf(documents[position])
        documents[position] = replaced(documents[position], places[placeChoice % places.length] ?? [], value)
        const issues = validateApp(documents, { fieldTypes })
        if (isPublishable(issues)) compileApp(documents as AppDocumentAny[], { fieldTypes, revision: 0 })
      }),
      { numRuns: 800 },
    )
  })
})

function change<Kind extends DocumentKind>(kind: Kind, key: string, edit: (document: DocumentByKind[Kind]) => unknown) {
  const documents = salesApp()
  for (const document of documents)
    if (document.kind === kind && document.key === key) edit(document as DocumentByKind[Kind])
  return documents
}

function changeField(entity: string, key: string, more: Partial<FieldDocument>) {
  return change('entity', entity, ({ fields }) => {
    for (const field of fields) if (field.key === key) Object.assign(field, more)
  })
}

function addField(entity: string, field: FieldDocument) {
  return change('entity', entity, ({ fields }) => fields.push(field))
}

function changeView(more: Partial<DocumentByKind['view']>) {
  return change('view', 'key_customers', (view) => Object.assign(view, more))
}

function changeOptions(more: Partial<DocumentByKind['view']['options']>) {
  return change('view', 'key_customers', (view) => Object.assign(view.options, more))
}

function filtered(filter: unknown) {
  return changeOptions({ filter: filter as never })
}

const tags = () => fieldOf('tags', 'multi_select', { options: { optionSet: 'level' } })

function sortByTags() {
  return changeOptions({ sort: [{ field: 'tags', direction: 'asc' }] }).map((document) => withTags(document))
}

function groupByTags() {
  return changeOptions({ group: 'tags' }).map((document) => withTags(document))
}

function withTags(document: AppDocumentAny): AppDocumentAny {
  if (document.kind !== 'entity' || document.key !== 'customer') return document
  return { ...document, fields: [...document.fields, tags()] }
}

function formItems(...items: DocumentByKind['form']['items']) {
  const documents = change('form', 'customer', (form) => Object.assign(form, { items }))
  return documents.filter(({ kind }) => kind !== 'translation')
}

function orderForm(...items: DocumentByKind['form']['items']): AppDocumentAny[] {
  return [...salesApp(), { kind: 'form', key: 'order', label: text('Order'), entity: 'order', items }]
}

function block(added: DocumentByKind['page']['blocks'][number]) {
  return change('page', 'start', ({ blocks }) => blocks.push(added))
}

function entry(added: DocumentByKind['menu']['groups'][number]['items'][number]) {
  return change('menu', 'main', ({ groups }) => groups[0]?.items.push(added))
}

function grant(entity: string, added: DocumentByKind['role']['entities'][string]) {
  return change('role', 'seller', ({ entities }) => Object.assign(entities, { [entity]: added }))
}

function circle(): AppDocumentAny[] {
  const side = (key: string, other: string) =>
    entityOf(
      key,
      [
        fieldOf('name'),
        fieldOf('parent', 'relation', relationTo(other)),
        fieldOf('lines', 'sub_table', relationTo(other)),
      ],
      {
        parentField: 'parent',
      },
    )
  return [...salesApp(), side('left', 'right'), side('right', 'left')]
}

function nested(depth: number): unknown {
  let filter: unknown = { field: 'name', op: 'blank' }
  for (let level = 0; level < depth; level++) filter = { not: filter }
  return {
    kind: 'view',
    key: 'deep',
    label: text('Deep'),
    entity: 'customer',
    type: 'list',
    options: { columns: [{ field: 'name' }], filter },
  }
}

/** Documents with the right kind and key and anything else. */
function looseDocument() {
  const kinds = ['app', 'entity', 'form', 'menu', 'option_set', 'page', 'role', 'translation', 'view']
  return fc.record({
    kind: fc.constantFrom(...kinds),
    key: fc.constantFrom('a', 'b', '__proto__', 'constructor'),
    label: fc.constant(text('x')),
    fields: fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b'),
        type: fc.constantFrom('text', 'lookup', 'x'),
        label: fc.constant(text('x')),
        options: fc.jsonValue(),
      }),
    ),
    titleField: fc.constant('a'),
    options: fc.jsonValue(),
  })
}

type Place = (string | number)[]

function placesOf(value: unknown, at: Place = []): Place[] {
  if (!value || typeof value !== 'object') return [at]
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [at, ...inner.flatMap(([step, one]) => placesOf(one, [...at, step]))]
}

function replaced(value: unknown, [step, ...rest]: Place, by: unknown): unknown {
  if (step === undefined) return by
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? replaced(one, rest, by) : one))
  const object = value as Record<string, unknown>
  return { ...object, [step]: replaced(object[step], rest, by) }
}
