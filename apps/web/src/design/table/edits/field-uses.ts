import type { Registry } from '@mortise/core'
import type {
  AppModel,
  BlockType,
  CommandActionType,
  FormDocument,
  FormItem,
  RoleDocument,
  ViewDocument,
  ViewType,
} from '@mortise/metadata'
import { keepPaths } from '@mortise/metadata'

/** A field of a table. */
export interface FieldPlace {
  entity: string
  field: string
}

/** What is needed to find out where a field is shown. */
export interface UsesContext {
  model: AppModel
  viewTypes: Registry<ViewType>
  blockTypes: Registry<BlockType>
  commandActions: Registry<CommandActionType>
}

/** Whether a path that starts at a table goes over or ends at the field. */
export function pathUses(model: AppModel, start: string, path: string, { entity, field }: FieldPlace): boolean {
  let table: string | null = start
  for (const step of path.split('.')) {
    if (table === entity && step === field) return true
    table = (table === null ? undefined : model.entities.get(table)?.fields.get(step))?.target ?? null
  }
  return false
}

/** The form without the field: its items, and columns of lists and lines that show it. */
export function withoutFieldInForm(form: FormDocument, place: FieldPlace, context: UsesContext): FormDocument {
  return { ...form, items: form.items.flatMap((item) => withoutFieldInItem(item, { form, place, context })) }
}

interface ItemPlace {
  form: FormDocument
  place: FieldPlace
  context: UsesContext
}

function withoutFieldInItem(item: FormItem, at: ItemPlace): FormItem[] {
  const { form, place, context } = at
  const own = form.entity === place.entity
  const inner = (items: readonly FormItem[]) => items.flatMap((other) => withoutFieldInItem(other, at))
  if ('items' in item && Array.isArray(item.items)) return [{ ...item, items: inner(item.items) } as FormItem]
  if (item.item === 'tabs') return [{ ...item, tabs: item.tabs.map((tab) => ({ ...tab, items: inner(tab.items) })) }]
  if (item.item === 'related_list') return relatedListWithout(item, place, context.model)
  if ('field' in item && own && item.field === place.field) return []
  if (item.item === 'sub_table') return [subTableWithout(item, at)]
  return [item]
}

function relatedListWithout(
  item: Extract<FormItem, { item: 'related_list' }>,
  place: FieldPlace,
  model: AppModel,
): FormItem[] {
  if (item.entity === place.entity && item.field === place.field) return []
  const uses = (path: string) => pathUses(model, item.entity, path, place)
  return [
    {
      ...item,
      ...(item.columns && { columns: orNothing(item.columns.filter((path) => !uses(path))) }),
      ...(item.sort && { sort: item.sort.filter(({ field }) => !uses(field)) }),
    },
  ].map(withoutUndefined)
}

function subTableWithout(item: Extract<FormItem, { item: 'sub_table' }>, { form, place, context }: ItemPlace) {
  const lines = context.model.entities.get(form.entity)?.fields.get(item.field)?.target
  if (lines !== place.entity) return item
  const left = (keys: readonly string[]) => keys.filter((key) => key !== place.field)
  return withoutUndefined({
    ...item,
    ...(item.columns && { columns: orNothing(left(item.columns)) }),
    ...(item.totals && { totals: left(item.totals) }),
  })
}

/** The view without the field; null when nothing is left to show. Filters stay: without a condition they say another thing. */
export function withoutFieldInView(view: ViewDocument, place: FieldPlace, context: UsesContext): ViewDocument | null {
  const uses = (path: string) => pathUses(context.model, view.entity, path, place)
  const type = context.viewTypes.has(view.type) ? context.viewTypes.get(view.type) : null
  const options = type ? keepPaths(type, view.options, { path: (path) => !uses(path) }) : view.options
  if (options === null) return null
  const sort = options.sort?.filter(({ field }) => !uses(field))
  return { ...view, options: withoutUndefined({ ...options, ...(sort && { sort: orNothing(sort) }) }) } as ViewDocument
}

/** The role without rights on the field. */
export function withoutFieldInRole(role: RoleDocument, { entity, field }: FieldPlace): RoleDocument {
  const grant = role.entities[entity]
  if (!grant?.fields || !Object.hasOwn(grant.fields, field)) return role
  const { [field]: _, ...fields } = grant.fields
  return { ...role, entities: { ...role.entities, [entity]: { ...grant, fields } } }
}

const orNothing = <Member>(members: Member[]): Member[] | undefined => (members.length > 0 ? members : undefined)

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value
}
