import { commandActions } from '@mortise/kinds/actions'
import { blockTypes, fieldTypes, viewTypes } from '@mortise/kinds/runtime'
import { type AppDocumentAny, type EntityDocument, type FormDocument, validateApp } from '@mortise/metadata'
import { beforeEach, expect, it } from 'vitest'
import type { Design } from '../../draft/design-context.ts'
import { memoryStorage } from '../../draft/draft-storage.ts'
import { createDraftStore } from '../../draft/draft-store.ts'
import { nodeTypes, processes } from '../../draft/process-knowledge.ts'
import { DraftServer } from '../../testing/draft-server.ts'
import { indexForm } from '../tree/form-node.ts'
import { createFormActions } from './form-actions.ts'
import { createSelection } from './selection-store.ts'

const both = (words: string) => ({ zh: words, en: words })
const text = (key: string) => ({ key, type: 'text', label: both(key) })

const documents: AppDocumentAny[] = [
  { kind: 'app', key: 'shop', label: both('Shop'), version: '1.0.0' },
  { kind: 'entity', key: 'order', label: both('Order'), titleField: 'name', fields: ['name', 'note'].map(text) },
  { kind: 'entity', key: 'visit', label: both('Visit'), titleField: 'name', fields: ['name'].map(text) },
  {
    ...{ kind: 'form', key: 'order_form', label: both('Order'), entity: 'order' },
    items: [{ item: 'section', key: 'basic', label: both('Basic'), items: [{ item: 'field', field: 'name' }] }],
  },
  { kind: 'form', key: 'visit_form', label: both('Visit'), entity: 'visit', items: [] },
]

async function openDesigner() {
  const calls = new DraftServer(documents)
  const validate = (all: ReadonlyMap<string, AppDocumentAny>) =>
    validateApp([...all.values()], { fieldTypes, viewTypes })
  const store = createDraftStore({
    ...{ loaded: await calls.load(), kept: null, calls, storage: memoryStorage(), storageKey: 'here', fieldTypes },
    validate,
  })
  const design: Design = {
    app: 'shop',
    draft: null,
    store,
    fieldTypes,
    viewTypes,
    blockTypes,
    commandActions,
    nodeTypes,
    processes,
    published: new Map(),
  }
  const designerOf = (form: string) => {
    const selection = createSelection()
    return { selection, actions: createFormActions(design, form, selection) }
  }
  const table = (key: string) => store.snapshot().documents.get(`entity/${key}`) as EntityDocument
  const fields = (key: string) => table(key).fields.map((field) => field.key)
  const nodes = (form: string) => {
    const { items } = store.snapshot().documents.get(`form/${form}`) as FormDocument
    return [...indexForm(items).keys()].slice(1)
  }
  const errors = () =>
    validate(store.snapshot().documents).flatMap(({ code, severity, pointer }) =>
      severity === 'error' ? [`${code} ${pointer}`] : [],
    )
  return { store, designerOf, fields, nodes, errors, all: () => [...store.snapshot().documents.keys()] }
}

beforeEach(() => localStorage.clear())

it('adds a new field to the table and to the form as one step', async () => {
  const { store, designerOf, fields, nodes } = await openDesigner()
  const { actions, selection } = designerOf('order_form')
  actions.addField({ field: text('amount'), lines: false }, { beside: 'field:name', side: 'right' })
  expect(fields('order')).toEqual(['name', 'note', 'amount'])
  expect(nodes('order_form')).toEqual(['basic', 'field:name', 'field:amount'])
  expect([...selection.get().ids]).toEqual(['field:amount'])
  store.undo()
  expect(fields('order')).toEqual(['name', 'note'])
  expect(nodes('order_form')).toEqual(['basic', 'field:name'])
})

it('makes the option set and the table of lines that a new field needs, in the same step', async () => {
  const { store, designerOf, all, errors, nodes } = await openDesigner()
  const { actions } = designerOf('order_form')
  const before = all()
  actions.addField({ field: { ...text('level'), type: 'select' }, lines: false, newOptions: [both('A'), both('B')] })
  actions.addField({ field: { ...text('lines'), type: 'sub_table' }, lines: true, newTable: both('Order line') })
  expect(all().filter((id) => !before.includes(id))).toEqual(['option_set/order_level', 'entity/order_line'])
  expect(nodes('order_form')).toContain('field:lines')
  expect(errors()).toEqual([])
  store.undo()
  store.undo()
  expect(all()).toEqual(before)
})

it('duplicates a field by making another one of the table, never by showing it twice', async () => {
  const { designerOf, fields, nodes, errors } = await openDesigner()
  designerOf('order_form').actions.duplicate(['basic'])
  expect(fields('order')).toEqual(['name', 'note', 'name_2'])
  expect(nodes('order_form')).toEqual(['basic', 'field:name', 'basic_2', 'field:name_2'])
  expect(errors()).toEqual([])
})

it('pastes into a form of another table, where fields that it lacks are made', async () => {
  const { designerOf, fields, nodes, errors } = await openDesigner()
  const orders = designerOf('order_form').actions
  orders.insert({ adds: 'field', field: 'note', lines: false }, { place: { parent: 'basic', index: 1 } })
  orders.copy(['basic'])
  expect(designerOf('visit_form').actions.paste()).toEqual({ left: 0 })
  expect(fields('visit')).toEqual(['name', 'note'])
  expect(nodes('visit_form')).toEqual(['basic', 'field:name', 'field:note'])
  expect(errors()).toEqual([])
})

it('pastes what was cut where it is wanted, and leaves out what the form shows already', async () => {
  const { designerOf, nodes } = await openDesigner()
  const { actions, selection } = designerOf('order_form')
  actions.cut(['basic'])
  expect(nodes('order_form')).toEqual([])
  selection.select([])
  expect(actions.paste()).toEqual({ left: 0 })
  expect(nodes('order_form')).toEqual(['basic', 'field:name'])
  selection.select([])
  expect(actions.paste()).toEqual({ left: 1 })
})
