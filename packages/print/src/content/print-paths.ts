import type { StoredExpression } from '@mortise/expressions'
import {
  type AppModel,
  type EntityModel,
  type FieldModel,
  type PrintDocument,
  type PrintItem,
  resolvePath,
  shownField,
} from '@mortise/metadata'

/** What of a table the reader may know. */
export type KnownFields = (entity: string, field: string) => boolean

/** The path that an expression is, when it is nothing but a field. */
export function pathOf({ expr }: StoredExpression): string | null {
  const path = typeof expr === 'object' && expr !== null && 'var' in expr ? expr.var : null
  return typeof path === 'string' && Object.keys(expr as object).length === 1 ? path : null
}

/** The field at the end of a path that the reader may know of, with the path of the title where it leads to a record. */
export interface PrintedPath {
  path: string
  field: FieldModel
  /** What to ask for, to be able to show it. */
  titlePath: string | null
}

/** A path as far as the reader may know of it; null where it leads nowhere for them. */
export function printedPath(
  model: AppModel,
  entity: EntityModel,
  path: string,
  known: KnownFields,
): PrintedPath | null {
  const resolved = resolvePath(model, entity, path)
  if (!resolved || ![...resolved.relations, resolved.field].every((field) => known(field.entity, field.key)))
    return null
  const { field } = resolved
  const shown = shownField(field)
  const target = model.entities.get(shown.target ?? '')
  const leads = target && (shown.kind.relation === 'one' || shown.kind.relation === 'many') && !field.lookup
  const title = leads && known(target.key, target.title.key) ? target.title.key : null
  return { path, field, titlePath: title ? `${path}.${title}` : null }
}

type ItemOf<Name extends PrintItem['item']> = Extract<PrintItem, { item: Name }>
type Paths = { [Name in PrintItem['item']]: (item: ItemOf<Name>) => string[] }

const itemPaths: Paths = {
  text: ({ values = [] }) => values.flatMap(({ value }) => pathOf(value) ?? []),
  fields: ({ fields }) => fields,
  lines: () => [],
  image: ({ field }) => (field === undefined ? [] : [field]),
  approvals: () => [],
  divider: () => [],
  space: () => [],
  page_break: () => [],
}

/** What to ask the read path for: everything that is printed of a record, and what expressions look at. */
export function selectionOf(model: AppModel, entity: EntityModel, print: PrintDocument, known: KnownFields): string[] {
  const plain = [...entity.fields.values()].filter(
    ({ key, kind }) => kind.relation !== 'children' && kind.relation !== 'many' && known(entity.key, key),
  )
  const named = print.items.flatMap((item) => itemPaths[item.item](item as never))
  const paths = [entity.title.key, ...named].flatMap((path) => selected(printedPath(model, entity, path, known)))
  const lines = print.items.flatMap((item) => (item.item === 'lines' ? lineSelection(model, entity, item, known) : []))
  return [...new Set([...plain.map(({ key }) => key), ...paths, ...lines])].slice(0, maxPaths)
}

/** As many as the read path takes. */
const maxPaths = 300

const selected = (printed: PrintedPath | null): string[] =>
  printed ? [printed.titlePath ?? printed.path, ...(printed.titlePath ? [printed.path] : [])] : []

function lineSelection(model: AppModel, entity: EntityModel, item: ItemOf<'lines'>, known: KnownFields): string[] {
  const lines = linesOf(model, entity, item.field)
  if (!lines || !known(entity.key, item.field)) return []
  const paths = item.columns.flatMap(({ field }) => selected(printedPath(model, lines, field, known)))
  return [`${item.field}.id`, ...paths.map((path) => `${item.field}.${path}`)]
}

/** The table of the lines of a sub-table. */
export function linesOf(model: AppModel, entity: EntityModel, key: string): EntityModel | null {
  const field = entity.fields.get(key)
  return field?.kind.relation === 'children' ? (model.entities.get(field.target ?? '') ?? null) : null
}
