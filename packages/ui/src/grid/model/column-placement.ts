import type { ColumnPlacement, ColumnSort } from './grid-column.ts'

export const minimumColumnWidth = 60
export const maximumColumnWidth = 800

/** Pinned columns first, both parts in their own order. */
export function orderColumns<Column extends { pinned?: boolean }>(columns: readonly Column[]): Column[] {
  return [...columns.filter((column) => column.pinned), ...columns.filter((column) => !column.pinned)]
}

/** Puts a column before or after another one; it takes over whether that one is pinned. */
export function moveColumn(
  columns: readonly ColumnPlacement[],
  key: string,
  target: { key: string; side: 'before' | 'after' },
): ColumnPlacement[] {
  const moved = columns.find((column) => column.key === key)
  const rest = columns.filter((column) => column.key !== key)
  const index = rest.findIndex((column) => column.key === target.key)
  const neighbour = rest[index]
  if (!moved || !neighbour) return [...columns]
  rest.splice(target.side === 'before' ? index : index + 1, 0, { ...moved, pinned: neighbour.pinned })
  return rest
}

/** Moves a column by one place among its neighbours; nothing happens at the ends. */
export function shiftColumn(columns: readonly ColumnPlacement[], key: string, by: -1 | 1): ColumnPlacement[] {
  const ordered = orderColumns(columns)
  const neighbour = ordered[ordered.findIndex((column) => column.key === key) + by]
  return neighbour ? moveColumn(ordered, key, { key: neighbour.key, side: by < 0 ? 'before' : 'after' }) : ordered
}

export function pinColumn(columns: readonly ColumnPlacement[], key: string, pinned: boolean): ColumnPlacement[] {
  return orderColumns(columns.map((column) => (column.key === key ? { ...column, pinned } : column)))
}

export function resizeColumn(columns: readonly ColumnPlacement[], key: string, width: number): ColumnPlacement[] {
  return columns.map((column) => (column.key === key ? { ...column, width: clampWidth(width) } : column))
}

/** Takes a column out; the last one stays. */
export function hideColumn(columns: readonly ColumnPlacement[], key: string): ColumnPlacement[] {
  return columns.length > 1 ? columns.filter((column) => column.key !== key) : [...columns]
}

export function clampWidth(width: number): number {
  return Math.round(Math.max(minimumColumnWidth, Math.min(maximumColumnWidth, width)))
}

/** The sort after a click on a header: up, down, none. With `add`, other columns keep theirs. */
export function toggleSort(sort: readonly ColumnSort[], key: string, add: boolean): ColumnSort[] {
  const present = sort.find((entry) => entry.key === key)
  const others = add ? sort.filter((entry) => entry.key !== key) : []
  if (!present) return [...others, { key, direction: 'asc' }]
  if (present.direction === 'desc') return others
  const turned: ColumnSort = { key, direction: 'desc' }
  return add ? sort.map((entry) => (entry.key === key ? turned : entry)) : [turned]
}
