import type { ReactNode } from 'react'

export interface GridGroup {
  key: string
  label: ReactNode
  count: number
  collapsed: boolean
}

/** What stands at one place of the grid: a record, the head of a group, or a record that is not here yet. */
export type GridRow<Row> =
  | { type: 'record'; key: string; record: Row }
  | { type: 'group'; key: string; group: GridGroup }
  | { type: 'loading' }

/**
 * The rows as the grid sees them: how many there are, and those that are loaded. A new object whenever anything
 * changed; rows that did not change keep their identity.
 */
export interface GridSource<Row> {
  readonly rowCount: number
  rowAt(index: number): GridRow<Row>
  /** Says which rows are on the screen; the source loads what is missing. `to` is exclusive. */
  ensureRange(from: number, to: number): void
  /** All rows of a range, loaded if need be; for copying. Absent where everything is loaded. */
  loadRange?(from: number, to: number): Promise<GridRow<Row>[]>
}

/** Which records are ticked: the named ones, or all that match but the named ones. */
export interface RowSelection {
  all: boolean
  keys: ReadonlySet<string>
}

export const noSelection: RowSelection = { all: false, keys: new Set() }

export function isSelected(selection: RowSelection, key: string): boolean {
  return selection.keys.has(key) !== selection.all
}

/** Ticks or clears some records. */
export function selectRows(selection: RowSelection, keys: readonly string[], selected: boolean): RowSelection {
  const next = new Set(selection.keys)
  for (const key of keys) {
    if (selected !== selection.all) next.add(key)
    else next.delete(key)
  }
  return { all: selection.all, keys: next }
}

/** How many records are ticked when `total` match. */
export function selectedCount(selection: RowSelection, total: number): number {
  return selection.all ? Math.max(0, total - selection.keys.size) : selection.keys.size
}
