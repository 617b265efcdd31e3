import type { ListOptions } from '@mortise/metadata'
import type { AppReader } from './app-reader.ts'

/**
 * What a list shows as far as the user may know of it; null when nothing is left. A list without its filter would show
 * other records than the one meant: one whose filter names something hidden is left out as a whole.
 */
export function describeList(options: ListOptions, entity: string, reader: AppReader): ListOptions | null {
  const columns = options.columns.filter((column) => reader.path(entity, column.field))
  const readable = columns.length > 0 && (!options.filter || reader.filter(entity, options.filter))
  if (!reader.entity(entity) || !readable) return null
  const { sort, group, ...rest } = options
  return {
    ...rest,
    columns,
    ...(sort && { sort: sort.filter((by) => reader.path(entity, by.field)) }),
    ...(group && reader.path(entity, group) && { group }),
  }
}

/** The first name in a list that the user may not know of, or that does not exist. */
export function unreadableInList(options: ListOptions, entity: string, reader: AppReader): string | null {
  const { columns, sort = [], group, filter } = options
  const paths = [...columns.map((column) => column.field), ...sort.map((by) => by.field), ...(group ? [group] : [])]
  const unknown = paths.find((path) => !reader.path(entity, path))
  return unknown ?? (filter ? reader.unreadable(entity, filter) : null)
}
