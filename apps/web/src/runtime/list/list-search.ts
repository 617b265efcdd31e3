import type { Filter, Sort } from '@mortise/metadata'

/** What the address of a list says: everything somebody needs to see the same list. */
export interface ListSearch {
  /** Key of a view document, or the id of a saved view. Absent: the first view. */
  view?: string
  /** Changed filter and sort; absent: those of the view. An empty object or list: none. */
  filter?: Filter | Record<string, never>
  sort?: Sort[]
  search?: string
  /** The record in the side panel. */
  record?: string
}

/** Reads the search parameters of a list; what is not understood is left out. */
export function validateListSearch(search: Readonly<Record<string, unknown>>): ListSearch {
  return {
    ...text('view', search.view, 100),
    ...text('search', search.search, 200),
    ...text('record', search.record, 100),
    ...(isPlainObject(search.filter) ? { filter: search.filter as Filter } : {}),
    ...(isSortList(search.sort) ? { sort: search.sort } : {}),
  }
}

function text(key: string, value: unknown, limit: number): { [key: string]: string } {
  // A search for 123 arrives as a number.
  const read = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  return typeof read === 'string' && read !== '' && read.length <= limit ? { [key]: read } : {}
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSortList(value: unknown): value is Sort[] {
  return (
    Array.isArray(value) &&
    value.length <= 5 &&
    value.every(
      (entry) =>
        isPlainObject(entry) &&
        'field' in entry &&
        typeof entry.field === 'string' &&
        'direction' in entry &&
        (entry.direction === 'asc' || entry.direction === 'desc'),
    )
  )
}
