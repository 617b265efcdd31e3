import type { AppModel, EntityModel, FieldModel, FormDocument, FormItem } from '@mortise/metadata'
import { formTexts } from './form-texts.ts'

/** The form of a table: the first that was designed for it, else one with all its fields. */
export function formOf(model: AppModel, entity: EntityModel): FormDocument {
  for (const form of model.forms.values()) if (form.entity === entity.key) return form
  return defaultForm(entity)
}

function defaultForm(entity: EntityModel): FormDocument {
  const lines = entity.ownFields.filter((field) => field.kind.relation === 'children')
  const plain = entity.ownFields.filter((field) => field.kind.relation !== 'children')
  const system = ['owner', 'department', 'created_at', 'updated_at'].filter((key) => entity.fields.has(key))
  const label = (key: 'basicSection' | 'systemSection') => ({
    zh: formTexts.t(key, {}, 'zh'),
    en: formTexts.t(key, {}, 'en'),
  })
  const fieldItem = (field: string): FormItem => ({ item: 'field', field })
  return {
    kind: 'form',
    key: `${entity.key}_default`,
    label: entity.label,
    entity: entity.key,
    columns: 2,
    items: [
      {
        item: 'section',
        key: 'basics',
        label: label('basicSection'),
        columns: 2,
        items: plain.map((one) => fieldItem(one.key)),
      },
      ...lines.map((field): FormItem => ({ item: 'sub_table', field: field.key })),
      {
        item: 'section',
        key: 'system',
        label: label('systemSection'),
        columns: 2,
        collapsed: true,
        items: system.map(fieldItem),
      },
    ],
  }
}

/** Every field that a form shows, wherever it stands in the tree. */
export function fieldsOfForm(entity: EntityModel, items: readonly FormItem[]): FieldModel[] {
  const found = new Map<string, FieldModel>()
  for (const key of fieldKeysOf(items)) {
    const field = entity.fields.get(key)
    if (field) found.set(key, field)
  }
  return [...found.values()]
}

/** Keys of the fields that the form itself demands, beyond those the table demands. */
export function requiredByForm(items: readonly FormItem[]): Set<string> {
  return new Set(items.flatMap((item) => [...flatten(item)]).flatMap((item) => demanded(item)))
}

function* flatten(item: FormItem): Generator<FormItem> {
  yield item
  const inner = item.item === 'section' ? item.items : item.item === 'tabs' ? item.tabs.flatMap((tab) => tab.items) : []
  for (const one of inner) yield* flatten(one)
}

function demanded(item: FormItem): string[] {
  return item.item === 'field' && item.required && !item.readOnly ? [item.field] : []
}

/** Keys of all fields in a part of a form. */
export function fieldKeysOf(items: readonly FormItem[]): string[] {
  return items.flatMap((item) => [...flatten(item)]).flatMap(ownKey)
}

function ownKey(item: FormItem): string[] {
  return item.item === 'field' || item.item === 'sub_table' ? [item.field] : []
}

/** What to ask the server for, so that the form can show and save everything: its fields, and what the page needs. */
export function selectionOf(entity: EntityModel, items: readonly FormItem[]): string[] {
  const always = [
    'version',
    'owner',
    'department',
    'created_at',
    'created_by',
    'updated_at',
    'updated_by',
    'archived_at',
  ]
  const keys = [entity.title.key, ...fieldsOfForm(entity, items).map((field) => field.key), ...always]
  return [...new Set(keys)].filter((key) => entity.fields.has(key))
}

/** Every related list of a form, wherever it stands in the tree. */
export function relatedListsOf(items: readonly FormItem[]): Extract<FormItem, { item: 'related_list' }>[] {
  return items.flatMap((item) => [...flatten(item)]).filter((item) => item.item === 'related_list')
}
