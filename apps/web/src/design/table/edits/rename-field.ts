import type { AppModel, CommandDocument, EntityDocument, FormDocument, FormItem, ViewDocument } from '@mortise/metadata'
import { renamedInCommand, renamedInPrint } from '../../button/field-in-offers.ts'
import type { DraftEdit, DraftEditing } from '../../draft/draft-documents.ts'
import { renameFieldInPage } from '../../page/edits/page-uses.ts'
import type { FieldPlace, UsesContext } from './field-uses.ts'
import { renamedInPublicForm } from './public-form-uses.ts'

interface Renaming {
  place: FieldPlace
  to: string
  context: UsesContext
}

/**
 * Gives a field that was never published another key, wherever forms, lists, pages, actions, prints and roles name it. Formulas name fields as
 * well: a field that is computed with keeps its key.
 */
export function renameField(entity: string, from: string, to: string, context: UsesContext): DraftEdit {
  return (draft) => {
    const table = draft.get('entity', entity)
    if (!table) return
    draft.put(renamedInTable(table, from, to))
    const renaming = { place: { entity, field: from }, to, context }
    for (const form of draft.all('form')) draft.put(renamedInForm(form, renaming))
    for (const view of draft.all('view')) draft.put(renamedInView(view, renaming))
    renameInPublicForms(draft, { entity, from, to })
    for (const page of draft.all('page')) draft.put(renameFieldInPage(page, { entity, field: from }, to, context))
    for (const command of draft.all('command'))
      draft.put(renamedPathsInCommand(renamedInCommand(command, renaming.place, to, context), renaming))
    const path = (start: string, one: string) => renamedPath(context.model, start, one, renaming.place, to)
    for (const print of draft.all('print')) draft.put(renamedInPrint(print, path, context.model))
    for (const role of draft.all('role')) {
      const grant = role.entities[entity]
      const access = grant?.fields?.[from]
      if (!grant?.fields || access === undefined) continue
      const { [from]: _, ...others } = grant.fields
      draft.put({
        ...role,
        entities: { ...role.entities, [entity]: { ...grant, fields: { ...others, [to]: access } } },
      })
    }
  }
}

function renameInPublicForms(
  draft: DraftEditing,
  { entity, from, to }: { entity: string; from: string; to: string },
): void {
  const forms = new Set(draft.all('form').flatMap((form) => (form.entity === entity ? form.key : [])))
  for (const open of draft.all('public_form')) if (forms.has(open.form)) draft.put(renamedInPublicForm(open, from, to))
}

function renamedInTable(table: EntityDocument, from: string, to: string): EntityDocument {
  const named = (key: string) => (key === from ? to : key)
  const list = <Member extends { fields: string[] }>(members: Member[]) =>
    members.map((member) => ({ ...member, fields: member.fields.map(named) }))
  return {
    ...table,
    fields: table.fields.map((field) => (field.key === from ? { ...field, key: to } : field)),
    titleField: named(table.titleField),
    ...(table.parentField !== undefined && { parentField: named(table.parentField) }),
    ...(table.indexes && { indexes: list(table.indexes) }),
    ...(table.duplicateChecks && { duplicateChecks: list(table.duplicateChecks) }),
  }
}

/** A view with the field under its new name, in whatever options its type has for fields, and at the end of paths. */
function renamedInView(view: ViewDocument, { place, to, context }: Renaming): ViewDocument {
  const { model, viewTypes } = context
  const named = viewTypes.has(view.type) ? Object.keys(viewTypes.get(view.type).fields) : []
  const names = new Set(['field', 'group', ...named])
  return {
    ...view,
    options: renamedIn(view.options, names, (path) => renamedPath(model, view.entity, path, place, to)),
  }
}

/** An action with the field under its new name in the paths that its steps follow, and in what they filter by. */
function renamedPathsInCommand(command: CommandDocument, { place, to, context }: Renaming): CommandDocument {
  const { model, commandActions } = context
  const entity = model.entities.get(command.entity)
  if (!entity) return command
  const names = new Set(['field'])
  const actions = command.actions.map((action) => {
    if (!commandActions.has(action.type)) return action
    const options = { ...action.options }
    for (const part of commandActions.get(action.type).parts(options as never, { model, entity })) {
      const [, option = ''] = part.pointer.split('/')
      if (part.part === 'relation') options[option] = renamedPath(model, command.entity, part.path, place, to)
      if (part.part === 'filter')
        options[option] = renamedIn(part.filter, names, (path) => renamedPath(model, part.entity, path, place, to))
    }
    return { ...action, ...(action.options && { options }) }
  })
  return { ...command, actions }
}

const formNames: ReadonlySet<string> = new Set(['field', 'fields', 'columns', 'totals'])

/** A form with the field under its new name: its own, and in lists of related records and lines the columns. */
function renamedInForm(form: FormDocument, { place, to, context: { model } }: Renaming): FormDocument {
  const pathIn = (table: string) => (path: string) => renamedPath(model, table, path, place, to)
  const item = (one: FormItem): FormItem => {
    if (one.item === 'related_list') {
      const { field, ...rest } = renamedIn(one, formNames, pathIn(one.entity))
      return { ...rest, field: pathIn(one.entity)(field) }
    }
    if (one.item === 'sub_table') {
      const lines = model.entities.get(form.entity)?.fields.get(one.field)?.target ?? form.entity
      return { ...renamedIn(one, formNames, pathIn(lines)), field: pathIn(form.entity)(one.field) }
    }
    if (one.item === 'tabs') return { ...one, tabs: one.tabs.map((tab) => ({ ...tab, items: tab.items.map(item) })) }
    if (one.item === 'steps')
      return { ...one, steps: one.steps.map((step) => ({ ...step, items: step.items.map(item) })) }
    if (one.item === 'section') return { ...one, items: one.items.map(item) }
    return renamedIn(one, formNames, pathIn(form.entity))
  }
  const { items, ...rest } = form
  return { ...renamedIn(rest, formNames, pathIn(form.entity)), items: items.map(item) }
}

/** Names of fields stand under the given names, as a path or a list of paths, however deep. Formulas are left alone. */
function renamedIn<Value>(
  value: Value,
  names: ReadonlySet<string>,
  rename: (path: string) => string,
  name = '',
): Value {
  if (Array.isArray(value)) return value.map((member) => renamedIn(member, names, rename, name)) as Value
  if (typeof value === 'string') return (names.has(name) ? rename(value) : value) as Value
  if (typeof value !== 'object' || value === null || 'expr' in value) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, renamedIn(member, names, rename, key)]),
  ) as Value
}

/** A path that begins at a table, with the new name wherever it goes over the field. */
function renamedPath(model: AppModel, start: string, path: string, place: FieldPlace, to: string): string {
  let table: string | null = start
  const steps: string[] = []
  for (const step of path.split('.')) {
    steps.push(table === place.entity && step === place.field ? to : step)
    table = (table === null ? undefined : model.entities.get(table)?.fields.get(step))?.target ?? null
  }
  return steps.join('.')
}
