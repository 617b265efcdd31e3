import type { EvaluationContext } from '@mortise/expressions'
import { choiceFields, chooseForm, type FormValues, formsOf } from '@mortise/form'
import {
  type AppModel,
  type EntityModel,
  type FieldModel,
  type FormDocument,
  type FormItem,
  formFieldKeys,
  itemsOf,
} from '@mortise/metadata'
import { formTexts } from './form-texts.ts'

/** The form of a record: the first that was designed for such ones, else one with all fields of the table. */
export function formOf(
  model: AppModel,
  entity: EntityModel,
  record: { values: FormValues; context: EvaluationContext },
): FormDocument {
  return chooseForm({ model, entity: entity.key, ...record }) ?? defaultForm(entity)
}

/** What a record is asked for before it is known which form it is shown in. */
export function selectionOfForms(model: AppModel, entity: EntityModel): string[] {
  const forms = formsOf(model, entity.key)
  const items = forms.length > 0 ? forms.flatMap((form) => form.items) : defaultForm(entity).items
  const choices = choiceFields(model, entity.key).filter((key) => entity.fields.has(key))
  return [...new Set([...selectionOf(entity, items), ...choices])]
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
  for (const key of formFieldKeys(items)) {
    const field = entity.fields.get(key)
    if (field) found.set(key, field)
  }
  return [...found.values()]
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
  return [...itemsOf(items)].flatMap(({ item }) => (item.item === 'related_list' ? [item] : []))
}
