import { deepEqual } from '@mortise/core'
import {
  type AppModel,
  type EntityModel,
  type FieldModel,
  type ListOptions,
  resolvePath,
  shownField,
} from '@mortise/metadata'

/** Columns of a list that nobody has designed: the title and the first fields that say something in one line. */
const defaultColumnCount = 7

/** The options of a table without a view: its title and first fields, newest first. */
export function defaultListOptions(entity: EntityModel): ListOptions {
  const others = entity.ownFields.filter((field) => field !== entity.title && fitsInColumn(field))
  return {
    columns: [
      { field: entity.title.key, pinned: true },
      ...others.slice(0, defaultColumnCount - 1).map((field) => ({ field: field.key })),
    ],
    sort: [{ field: 'created_at', direction: 'desc' }],
  }
}

/** The options without what the user may not see or what no longer exists; at least the title is shown. */
export function usableOptions(model: AppModel, entity: EntityModel, options: ListOptions): ListOptions {
  const exists = (path: string) => resolvePath(model, entity, path) !== null
  const columns = options.columns.filter((column) => exists(column.field))
  return {
    ...options,
    columns: columns.length > 0 ? columns : [{ field: entity.title.key }],
    sort: options.sort?.filter((sort) => exists(sort.field)),
    group: options.group && exists(options.group) ? options.group : undefined,
  }
}

/** Whether two lists show the same: what is absent and what is empty are the same. */
export function sameOptions(a: ListOptions, b: ListOptions): boolean {
  return deepEqual(bare(a), bare(b))
}

/** Options without empty parts, as they are stored. */
export function bare(options: ListOptions): ListOptions {
  const { columns, sort, filter, group, rowHeight } = options
  return {
    columns: columns.map((column) => withoutUndefined({ ...column, pinned: column.pinned || undefined })),
    ...(sort?.length ? { sort } : {}),
    ...(filter ? { filter } : {}),
    ...(group ? { group } : {}),
    ...(rowHeight && rowHeight !== 'default' ? { rowHeight } : {}),
  }
}

/** Whether records can be put under heads by this field: choices, people, relations and dates. */
export function isGroupable(field: FieldModel): boolean {
  const { kind } = shownField(field)
  return kind.groupable === true && kind.group !== 'text' && kind.group !== 'number'
}

function fitsInColumn(field: FieldModel): boolean {
  return field.kind.relation !== 'children' && field.kind.relation !== 'many' && field.type !== 'long_text'
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Value
}
