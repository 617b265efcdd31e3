import {
  type AppModel,
  type CompiledFormRule,
  compileFormRules,
  type EntityModel,
  type FieldModel,
  type FormDocument,
  type FormItem,
  type FormPlan,
  itemsOf,
  planForm,
} from '@mortise/metadata'

/** A form made ready to run for one kind of reader: what is in it and what follows from what. Immutable. */
export interface FormProgram {
  model: AppModel
  entity: EntityModel
  form: FormDocument
  /** The fields that the form holds. */
  fields: readonly FieldModel[]
  rules: readonly CompiledFormRule[]
  plan: FormPlan
  isNew: boolean
  /** Where each field stands: its item, and the keys of the parts around it. */
  places: ReadonlyMap<string, { item: FormItem; inside: readonly string[] }>
  /** The parts around each item that has a key. */
  around: ReadonlyMap<string, readonly string[]>
  /** Fields and items that are hidden unless a rule shows them: `field amount`, `item costs`. */
  shownByRules: ReadonlySet<string>
}

export interface FormProgramInput {
  model: AppModel
  form: FormDocument
  entity: EntityModel
  fields: readonly FieldModel[]
  isNew: boolean
  readable(field: FieldModel): boolean
  /** Other records can be looked at, too: on the server. */
  complete?: boolean
}

/** Makes a form ready to run. */
export function createFormProgram(input: FormProgramInput): FormProgram {
  const { model, entity, form, fields, isNew } = input
  const rules = compileFormRules(model, form)
  const places = new Map<string, { item: FormItem; inside: readonly string[] }>()
  const around = new Map<string, readonly string[]>()
  for (const { item, inside } of itemsOf(form.items)) {
    if ('key' in item) around.set(item.key, inside)
    else places.set(item.field, { item, inside })
    const parts = item.item === 'tabs' ? item.tabs : item.item === 'steps' ? item.steps : []
    for (const { key } of parts) around.set(key, 'key' in item ? [...inside, item.key] : inside)
  }
  return {
    ...{ model, entity, form, fields, rules, isNew, places, around },
    plan: planForm({ ...input, rules }),
    shownByRules: new Set(rules.flatMap(({ document, lines }) => (lines === null ? shownBy(document.actions) : []))),
  }
}

function shownBy(actions: CompiledFormRule['document']['actions']): string[] {
  return actions.flatMap((action) =>
    action.do === 'show'
      ? [...(action.fields ?? []).map((key) => `field ${key}`), ...(action.items ?? []).map((key) => `item ${key}`)]
      : [],
  )
}
