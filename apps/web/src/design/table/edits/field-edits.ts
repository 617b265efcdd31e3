import type { EntityDocument, FieldDocument, FieldType, FormDocument, FormItem, ViewDocument } from '@mortise/metadata'
import type { DraftEdit, DraftEditing } from '../../draft/draft-documents.ts'

/** Changes a field of a table. */
export function changeField(entity: string, key: string, change: (field: FieldDocument) => FieldDocument): DraftEdit {
  return changeTable(entity, (table) => ({
    ...table,
    fields: table.fields.map((field) => (field.key === key ? change(field) : field)),
  }))
}

/** Changes a table. */
export function changeTable(entity: string, change: (table: EntityDocument) => EntityDocument): DraftEdit {
  return ({ get, put }) => {
    const table = get('entity', entity)
    if (table) put(change(table))
  }
}

export interface AddedField {
  entity: string
  field: FieldDocument
  /** Its place among the fields in use; at the end when left out. */
  at?: number
  /** Whether the first form and the first list of the table show it as well. */
  shown: boolean
}

/** Adds a field, and where wanted puts it on the first form and into the first list. */
export function addField(added: AddedField, kind: FieldType): DraftEdit {
  return (draft) => {
    const { entity, field, at } = added
    changeTable(entity, (table) => ({ ...table, fields: insertLive(table.fields, field, at) }))(draft)
    if (!added.shown) return
    putOnForm(draft, entity, field, kind)
    putIntoList(draft, entity, field, kind)
  }
}

/** Moves a field to a place among those in use; archived ones stay behind them. */
export function moveField(entity: string, key: string, to: number): DraftEdit {
  return changeTable(entity, (table) => {
    const field = table.fields.find((other) => other.key === key)
    const others = table.fields.filter((other) => other.key !== key)
    return field ? { ...table, fields: insertLive(others, field, to) } : table
  })
}

function insertLive(fields: readonly FieldDocument[], field: FieldDocument, at = Number.POSITIVE_INFINITY) {
  const live = fields.filter(({ archived }) => !archived)
  const archived = fields.filter((other) => other.archived)
  const place = Math.max(0, Math.min(at, live.length))
  return [...live.slice(0, place), field, ...live.slice(place), ...archived]
}

function putOnForm(draft: DraftEditing, entity: string, { key }: FieldDocument, kind: FieldType): void {
  const form = draft.all('form').find((document) => document.entity === entity)
  if (!form) return
  const lines = kind.relation === 'children'
  const item: FormItem = lines ? { item: 'sub_table', field: key } : { item: 'field', field: key }
  draft.put({ ...form, items: lines ? [...form.items, item] : intoLastSection(form, item) })
}

function intoLastSection(form: FormDocument, item: FormItem): FormItem[] {
  const last = form.items.findLastIndex((other) => other.item === 'section')
  return form.items[last] === undefined
    ? [...form.items, item]
    : form.items.map((other, at) =>
        at === last && other.item === 'section' ? { ...other, items: [...other.items, item] } : other,
      )
}

/** A list with more columns than this is not made wider by itself. */
const widest = 8

function putIntoList(draft: DraftEditing, entity: string, { key }: FieldDocument, kind: FieldType): void {
  const view = firstList(draft.all('view'), entity)
  const columns = view?.options.columns
  if (!view || !Array.isArray(columns) || columns.length >= widest || kind.relation === 'children') return
  draft.put({ ...view, options: { ...view.options, columns: [...columns, { field: key }] } } as ViewDocument)
}

function firstList(views: readonly ViewDocument[], entity: string): ViewDocument | undefined {
  const own = views.filter((view) => view.entity === entity && view.type === 'list')
  return own.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))[0]
}
