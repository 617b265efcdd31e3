import type { ListOptions } from '@mortise/metadata'

/** What a user changed about a view without saving it; filter and sort stand in the address instead. */
export interface LayoutChange {
  columns?: ListOptions['columns']
  rowHeight?: ListOptions['rowHeight']
  /** null: not grouped, although the view is. So with every option that can be absent. */
  group?: string | null
  [option: string]: unknown
}

export interface LayoutPlace {
  userId: string
  app: string
  entity: string
  view: string
}

/** The change that was made to a view in an earlier visit. */
export function readLayout(place: LayoutPlace): LayoutChange {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(place)) ?? '{}')
    return isLayout(stored) ? stored : {}
  } catch {
    return {}
  }
}

/** Keeps a change for the next visit; an empty one is forgotten. */
export function writeLayout(place: LayoutPlace, change: LayoutChange): void {
  try {
    if (Object.keys(change).length === 0) localStorage.removeItem(keyOf(place))
    else localStorage.setItem(keyOf(place), JSON.stringify(change))
  } catch {
    // A full or forbidden storage costs the memory of a layout, nothing else.
  }
}

function keyOf({ userId, app, entity, view }: LayoutPlace): string {
  return `mortise-list/${userId}/${app}/${entity}/${view}`
}

function isLayout(value: unknown): value is LayoutChange {
  if (typeof value !== 'object' || value === null) return false
  const { columns } = value as LayoutChange
  return (
    columns === undefined || (Array.isArray(columns) && columns.every((column) => typeof column.field === 'string'))
  )
}
