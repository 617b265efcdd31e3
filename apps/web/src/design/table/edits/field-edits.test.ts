import type { LocalizedText } from '@mortise/core'
import { commandActions } from '@mortise/kinds/actions'
import { blockTypes, fieldTypes, viewTypes } from '@mortise/kinds/runtime'
import {
  type AppDocumentAny,
  type CommandDocument,
  compileApp,
  type EntityDocument,
  type FieldDocument,
  type FormDocument,
  isPublishable,
  type PageDocument,
  type PrintDocument,
  type RoleDocument,
  type ViewDocument,
  validateApp,
} from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { dropOffer, dropSteps } from '../../button/button-edits.ts'
import { type Documents, type DraftEdit, indexDocuments, runEdit, withSteps } from '../../draft/draft-documents.ts'
import { dropField } from './drop-field.ts'
import { dropTable } from './drop-table.ts'
import { addField, moveField } from './field-edits.ts'
import { newTable } from './new-table.ts'
import { withOptions } from './option-set-edits.ts'
import { renameField } from './rename-field.ts'
import { restoreField } from './restore-field.ts'
import { newSubTable } from './sub-table.ts'

const text = (words: string): LocalizedText => ({ zh: words, en: words })
const app: AppDocumentAny = { kind: 'app', key: 'shop', label: text('Shop'), version: '1.0.0' }
const role: RoleDocument = { kind: 'role', key: 'clerk', label: text('Clerk'), entities: { order: { read: 'all' } } }

const after = (documents: Documents, ...edits: DraftEdit[]) =>
  edits.reduce((present, edit) => withSteps(present, runEdit(present, edit)), documents)
const issuesOf = (documents: Documents) =>
  validateApp([...documents.values()], { fieldTypes, viewTypes, blockTypes, commandActions })
const contextOf = (documents: Documents) => ({
  model: compileApp([...documents.values()], { fieldTypes, revision: 0, partial: true }),
  viewTypes,
  blockTypes,
  commandActions,
})
const add = (field: FieldDocument, at?: number): DraftEdit =>
  addField({ entity: 'order', field, at, shown: true }, fieldTypes.get(field.type))
const keysOf = (documents: Documents) => (documents.get('entity/order') as EntityDocument).fields.map(({ key }) => key)

/** An order with an amount that is on the form, in the list, in an index, and readable by a role. */
function orders(): Documents {
  const made = after(
    indexDocuments([app, role]),
    newTable({ key: 'order', label: text('Order') }),
    add({ key: 'amount', type: 'money', label: text('Amount') }),
    add({ key: 'number', type: 'text', label: text('Number') }),
  )
  return after(made, ({ get, put }) => {
    const table = get('entity', 'order')
    if (table) put({ ...table, indexes: [{ key: 'by_number', fields: ['number', 'name'] }] })
    put({ ...role, entities: { order: { read: 'all', fields: { amount: 'read', number: 'none' } } } })
  })
}

/** A field of each type that some view needs. */
const types: { [key: string]: [type: string, options?: Record<string, unknown>] } = {
  stage_choice: ['select', { optionSet: 'level' }],
  begins_on: ['date'],
  ends_on: ['date'],
  above_order: ['relation', { entity: 'order', onDelete: 'clear' }],
  keeper: ['person'],
  place_text: ['text'],
  picture: ['image'],
}

describe('a new table', () => {
  it('has a form, a list and a place in the menu, and can be published', () => {
    const made = after(indexDocuments([app]), newTable({ key: 'order', label: text('Order') }))
    expect([...made.keys()].toSorted()).toEqual([
      'app/shop',
      'entity/order',
      'form/order_form',
      'menu/main',
      'view/order_all',
    ])
    expect(isPublishable(issuesOf(made))).toBe(true)
  })

  it('takes nothing of others: a second one gets its own keys', () => {
    const both = after(
      indexDocuments([app]),
      ({ put }) => put({ ...role, kind: 'role', key: 'x', entities: {} }),
      newTable({ key: 'order', label: text('Order') }),
      newTable({ key: 'order_2', label: text('Order') }),
    )
    const menu = both.get('menu/main')
    expect(menu?.kind === 'menu' && menu.groups.map(({ items }) => items.map(({ entity }) => entity))).toEqual([
      ['order', 'order_2'],
    ])
    expect(isPublishable(issuesOf(both))).toBe(true)
  })
})

describe('a field', () => {
  it('is put on the form and into the list with it', () => {
    const documents = orders()
    const form = documents.get('form/order_form') as FormDocument
    const view = documents.get('view/order_all') as ViewDocument
    expect(JSON.stringify(form.items)).toContain('"field":"amount"')
    expect(JSON.stringify(view.options)).toContain('"field":"amount"')
    expect(isPublishable(issuesOf(documents))).toBe(true)
  })

  it('comes to a place among those in use, also behind which archived ones are', () => {
    const archived = after(orders(), dropField({ entity: 'order', field: 'amount' }, true, contextOf(orders())))
    expect(keysOf(after(archived, add({ key: 'first', type: 'text', label: text('First') }, 0)))).toEqual([
      'first',
      'name',
      'number',
      'amount',
    ])
    expect(keysOf(after(archived, moveField('order', 'name', 1)))).toEqual(['number', 'name', 'amount'])
  })

  it('is taken from everything that shows it; one that was published is archived', () => {
    const documents = orders()
    const dropped = after(documents, dropField({ entity: 'order', field: 'number' }, true, contextOf(documents)))
    const table = dropped.get('entity/order') as EntityDocument
    expect(table.fields.find(({ key }) => key === 'number')).toMatchObject({ archived: true })
    expect(table.indexes).toEqual([])
    for (const id of ['form/order_form', 'view/order_all', 'role/clerk'] as const)
      expect(JSON.stringify(dropped.get(id))).not.toContain('"number"')
    expect(isPublishable(issuesOf(dropped))).toBe(true)
    expect(
      keysOf(after(documents, dropField({ entity: 'order', field: 'number' }, false, contextOf(documents)))),
    ).toEqual(['name', 'amount'])
  })

  it('comes back to its places and rights, beside what was changed there since', () => {
    const documents = orders()
    const place = { entity: 'order', field: 'amount' }
    const dropped = after(documents, dropField(place, true, contextOf(documents)))
    const changed = after(dropped, ({ get, put }) => {
      const view = get('view', 'order_all')
      if (view) put({ ...view, label: text('Another name') })
    })
    const restored = after(changed, restoreField(place, documents, contextOf(changed)))
    expect(restored.get('form/order_form')).toEqual(documents.get('form/order_form'))
    expect(restored.get('role/clerk')).toEqual(documents.get('role/clerk'))
    expect(restored.get('view/order_all')).toEqual({
      ...(documents.get('view/order_all') as ViewDocument),
      label: text('Another name'),
    })
    expect(isPublishable(issuesOf(restored))).toBe(true)
  })

  it.each([...viewTypes.all()].map((type) => ({ type })))('renames it in views of type $type.type', ({ type }) => {
    const rich = Object.entries(types).map(([key, [of, options]]) => ({
      ...{ key, type: of, label: text(key) },
      ...(options && { options }),
    }))
    const level: AppDocumentAny = {
      ...{ kind: 'option_set', key: 'level', label: text('Level') },
      options: [{ key: 'a', label: text('A') }],
    }
    const made = after(orders(), ({ put }) => put(level), ...rich.map((field) => add(field)))
    const model = contextOf(made).model
    const order = model.entities.get('order')
    const options = order && type.defaultOptions(order, model)
    if (!options) throw new Error('the table has a field of every kind')
    const view: ViewDocument = {
      kind: 'view',
      key: 'some',
      entity: 'order',
      type: type.type,
      label: text('V'),
      options,
    }
    const named = Object.keys(type.fields).flatMap((option) => options[option as never] ?? [])
    expect(type.type === 'split' || named.length > 0).toBe(true)
    for (const key of Object.keys(types)) {
      const documents = after(made, ({ put }) => put(view))
      const renamed = after(documents, renameField('order', key, 'another', contextOf(documents)))
      expect(JSON.stringify(renamed.get('view/some'))).not.toContain(`"${key}"`)
    }
  })

  it('gets another key wherever it is named', () => {
    const renamed = after(orders(), renameField('order', 'number', 'code', contextOf(orders())))
    expect(JSON.stringify([...renamed.values()])).not.toContain('"number"')
    expect((renamed.get('entity/order') as EntityDocument).indexes?.[0]?.fields).toEqual(['code', 'name'])
    expect(isPublishable(issuesOf(renamed))).toBe(true)
  })
})

describe('lines', () => {
  it('get a table of their own that belongs to the record', () => {
    const documents = after(
      orders(),
      add({ key: 'lines', type: 'sub_table', label: text('Lines') }),
      newSubTable({ table: 'order', field: 'lines', label: text('Lines') }),
    )
    expect(documents.get('entity/lines')).toMatchObject({ parentField: 'order', titleField: 'name' })
    expect(isPublishable(issuesOf(documents))).toBe(true)
  })
})

describe('a table that is deleted', () => {
  it('takes its forms, views, rights and places in the menu with it', () => {
    const dropped = after(orders(), dropTable('order', true, contextOf(orders())))
    expect([...dropped.keys()].toSorted()).toEqual(['app/shop', 'entity/order', 'menu/main', 'role/clerk'])
    expect(isPublishable(issuesOf(dropped))).toBe(true)
    expect([...after(orders(), dropTable('order', false, contextOf(orders()))).keys()]).not.toContain('entity/order')
  })
})

describe('options', () => {
  it('get keys by their names, each its own, and the next colour', () => {
    const options = withOptions({ options: [] }, [text('已修'), text('Done'), text('Done')])
    expect(options.map(({ key }) => key)).toEqual(['yi_xiu', 'done', 'done_2'])
    expect(new Set(options.map(({ colour }) => colour)).size).toBe(3)
  })
})

describe('pages', () => {
  const page = (fields: string[], figure: string | null): PageDocument => ({
    ...{ kind: 'page', key: 'order_page', label: text('Order'), entity: 'order' },
    blocks: [
      {
        ...{ block: 'tabs', key: 'tabs' },
        tabs: [{ key: 'one', label: text('One'), blocks: [{ block: 'fields', key: 'profile', options: { fields } }] }],
      },
      ...(figure === null
        ? []
        : [{ block: 'figure', key: 'sum', options: { entity: 'order', function: 'sum', field: figure } }]),
    ],
  })
  const withPage = () => after(orders(), ({ put }) => put(page(['number', 'amount'], 'amount')))
  const pageOf = (documents: Documents) => documents.get('page/order_page')

  it('lose a field that is deleted, and blocks that are nothing without it', () => {
    const documents = withPage()
    const place = { entity: 'order', field: 'amount' }
    expect(pageOf(after(documents, dropField(place, true, contextOf(documents))))).toEqual(page(['number'], null))
  })

  it('follow the key of a field', () => {
    const documents = withPage()
    const renamed = after(documents, renameField('order', 'amount', 'total', contextOf(documents)))
    expect(pageOf(renamed)).toEqual(page(['number', 'total'], 'total'))
  })

  it('go with their table', () => {
    const documents = withPage()
    expect(pageOf(after(documents, dropTable('order', true, contextOf(documents))))).toBeUndefined()
  })
})

describe('actions and prints', () => {
  const value = (expr: unknown) => ({ v: 1 as const, expr })
  const command: CommandDocument = {
    ...{ kind: 'command', key: 'close', label: text('Close'), entity: 'order', places: ['record'] },
    input: [{ field: 'number' }],
    actions: [
      { key: 'set', type: 'update_fields', options: { values: [{ field: 'amount', value: value(1) }] } },
      { key: 'open', type: 'open_form', options: { entity: 'order', values: [{ field: 'amount', value: value(2) }] } },
    ],
  }
  const print: PrintDocument = {
    ...{ kind: 'print', key: 'slip', label: text('Slip'), entity: 'order' },
    items: [{ item: 'fields', key: 'all', fields: ['number', 'amount'] }],
  }
  const page: PageDocument = {
    ...{ kind: 'page', key: 'order_page', label: text('Order'), entity: 'order' },
    blocks: [
      {
        block: 'actions',
        key: 'quick',
        options: {
          buttons: [
            { does: 'command', command: 'close' },
            { does: 'create', entity: 'order' },
          ],
        },
      },
    ],
  }
  const all = () =>
    after(orders(), ({ put }) => {
      for (const document of [command, print, page]) put(document)
    })
  const drop = (documents: Documents, field: string) =>
    after(documents, dropField({ entity: 'order', field }, true, contextOf(documents)))

  it('lose a field that is deleted; steps that did nothing else go', () => {
    const left = drop(all(), 'amount')
    expect(left.get('command/close')).toEqual({
      ...command,
      actions: [{ key: 'open', type: 'open_form', options: { entity: 'order' } }],
    })
    expect(left.get('print/slip')).toMatchObject({ items: [{ fields: ['number'] }] })
    expect(isPublishable(issuesOf(left))).toBe(true)
    expect(drop(all(), 'number').get('command/close')).not.toHaveProperty('input')
  })

  it('are gone, with their buttons on pages, when nothing is left of them', () => {
    const only = after(all(), ({ put }) => put({ ...command, actions: command.actions.slice(0, 1) }))
    const left = drop(only, 'amount')
    expect(left.has('command/close')).toBe(false)
    expect(left.get('page/order_page')).toMatchObject({ blocks: [{ options: { buttons: [{ does: 'create' }] } }] })
    expect(isPublishable(issuesOf(left))).toBe(true)
  })

  it('follow the key of a field', () => {
    const documents = all()
    const renamed = after(documents, renameField('order', 'amount', 'total', contextOf(documents)))
    expect(JSON.stringify(renamed.get('command/close'))).not.toContain('amount')
    expect(renamed.get('print/slip')).toMatchObject({ items: [{ fields: ['number', 'total'] }] })
    expect(isPublishable(issuesOf(renamed))).toBe(true)
  })

  describe('about records around', () => {
    const slip: FormDocument = { kind: 'form', key: 'slip', label: text('Slip'), entity: 'order', items: [] }
    const around: CommandDocument = {
      ...command,
      actions: [
        { key: 'form', type: 'edit_form', options: { form: 'slip' } },
        { key: 'fresh', type: 'open_form', options: { entity: 'order', form: 'slip' } },
        {
          ...{ key: 'parts', type: 'update_related' },
          options: {
            relation: 'whole.parts',
            filter: { and: [{ field: 'amount', op: 'gt', value: '1' }] },
            values: [{ field: 'number', value: value({ outer: 'name' }) }],
          },
        },
      ],
    }
    const { input: _, ...unasked } = around
    const documents = () =>
      after(
        all(),
        add({
          ...{ key: 'whole', type: 'relation', label: text('Whole') },
          options: { entity: 'order', inverse: { key: 'parts', label: text('Parts') } },
        }),
        ({ put }) => {
          for (const document of [slip, unasked]) put(document)
        },
      )

    it('follow the keys of fields on their way, and in what they filter by', () => {
      const made = documents()
      expect(issuesOf(made).filter(({ severity }) => severity === 'error')).toEqual([])
      const first = after(made, renameField('order', 'whole', 'total', contextOf(made)))
      const renamed = after(first, renameField('order', 'amount', 'sum', contextOf(first)))
      expect(renamed.get('command/close')).toMatchObject({
        actions: [{}, {}, { options: { relation: 'total.parts', filter: { and: [{ field: 'sum' }] } } }],
      })
      expect(isPublishable(issuesOf(renamed))).toBe(true)
    })

    it('lose the step that goes over a field that is deleted', () => {
      const left = drop(documents(), 'whole')
      expect(left.get('command/close')).toMatchObject({ actions: [{ key: 'form' }, { key: 'fresh' }] })
      expect(isPublishable(issuesOf(left))).toBe(true)
    })

    it('lose the steps that open a form that is deleted; one that can be without it keeps the rest', () => {
      const made = documents()
      const left = after(made, (draft) => {
        draft.remove('form/slip')
        dropSteps(draft, 'form/slip', contextOf(made))
      })
      expect(left.get('command/close')).toMatchObject({
        actions: [{ key: 'fresh', options: { entity: 'order' } }, { key: 'parts' }],
      })
      expect(isPublishable(issuesOf(left))).toBe(true)
    })
  })

  it('lose the steps that print with a template that is deleted', () => {
    const prints: CommandDocument = {
      ...command,
      actions: [{ key: 'p', type: 'print', options: { template: 'slip' } }],
    }
    const documents = after(all(), ({ put }) => put(prints))
    const left = after(documents, dropOffer('print', 'slip', contextOf(documents)))
    expect(left.has('command/close')).toBe(false)
    expect(isPublishable(issuesOf(left))).toBe(true)
  })
})
