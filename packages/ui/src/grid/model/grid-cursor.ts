/** A place in the grid. Row -1 is the header; columns are counted without the tick boxes. */
export interface CellPosition {
  row: number
  column: number
}

/** The active cell, and the opposite corner of the range when more than one cell is meant. */
export interface GridCursor {
  active: CellPosition
  anchor: CellPosition
}

export interface CellRange {
  fromRow: number
  toRow: number
  fromColumn: number
  toColumn: number
}

export interface GridExtent {
  rows: number
  columns: number
  /** Rows that fit on the screen. */
  page: number
}

export const cursorMoves = [
  'left',
  'right',
  'up',
  'down',
  'rowStart',
  'rowEnd',
  'pageUp',
  'pageDown',
  'top',
  'bottom',
  'first',
  'last',
] as const
export type CursorMove = (typeof cursorMoves)[number]

export const headerRow = -1

export function cursorAt(row: number, column: number): GridCursor {
  return { active: { row, column }, anchor: { row, column } }
}

/** The cursor after a move; `extend` keeps the anchor and so grows the range. Never leaves the grid. */
export function moveCursor(cursor: GridCursor, move: CursorMove, extent: GridExtent, extend = false): GridCursor {
  const target = moves[move](cursor.active, extent)
  const lowest = extend ? 0 : headerRow
  const active = {
    row: Math.max(lowest, Math.min(target.row, extent.rows - 1)),
    column: Math.max(0, Math.min(target.column, extent.columns - 1)),
  }
  return { active, anchor: extend && cursor.anchor.row >= 0 ? cursor.anchor : active }
}

/** The cursor kept inside a grid that has become smaller. */
export function clampCursor(cursor: GridCursor, extent: GridExtent): GridCursor {
  const clamp = ({ row, column }: CellPosition): CellPosition => ({
    row: Math.max(headerRow, Math.min(row, extent.rows - 1)),
    column: Math.max(0, Math.min(column, extent.columns - 1)),
  })
  const active = clamp(cursor.active)
  const anchor = clamp(cursor.anchor)
  return samePosition(active, cursor.active) && samePosition(anchor, cursor.anchor) ? cursor : { active, anchor }
}

/** The cells meant by the cursor, whichever corner it started from. */
export function cursorRange({ active, anchor }: GridCursor): CellRange {
  return {
    fromRow: Math.min(active.row, anchor.row),
    toRow: Math.max(active.row, anchor.row),
    fromColumn: Math.min(active.column, anchor.column),
    toColumn: Math.max(active.column, anchor.column),
  }
}

export function samePosition(a: CellPosition, b: CellPosition): boolean {
  return a.row === b.row && a.column === b.column
}

/** The move a key press asks for, if any. */
export function moveForKey(key: string, { ctrl }: { ctrl: boolean }): CursorMove | undefined {
  return (ctrl ? ctrlKeys : plainKeys)[key]
}

const plainKeys: Readonly<{ [key: string]: CursorMove }> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'rowStart',
  End: 'rowEnd',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
}

const ctrlKeys: Readonly<{ [key: string]: CursorMove }> = {
  ArrowLeft: 'rowStart',
  ArrowRight: 'rowEnd',
  ArrowUp: 'top',
  ArrowDown: 'bottom',
  Home: 'first',
  End: 'last',
}

const moves: Record<CursorMove, (from: CellPosition, extent: GridExtent) => CellPosition> = {
  left: ({ row, column }) => ({ row, column: column - 1 }),
  right: ({ row, column }) => ({ row, column: column + 1 }),
  up: ({ row, column }) => ({ row: row - 1, column }),
  down: ({ row, column }) => ({ row: row + 1, column }),
  rowStart: ({ row }) => ({ row, column: 0 }),
  rowEnd: ({ row }, { columns }) => ({ row, column: columns - 1 }),
  pageUp: ({ row, column }, { page }) => ({ row: Math.max(0, row - page), column }),
  pageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  top: ({ row, column }) => ({ row: row > 0 ? 0 : headerRow, column }),
  bottom: ({ column }, { rows }) => ({ row: rows - 1, column }),
  first: () => ({ row: 0, column: 0 }),
  last: (_, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
}
