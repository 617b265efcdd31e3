import type { CellChange, UnreadableCell } from './cell-edits.ts'
import type { GridColumn } from './grid-column.ts'
import type { GridRow } from './grid-source.ts'
import type { PastedCell } from './paste-plan.ts'

export interface ChangedCells {
  changes: CellChange[]
  unreadable: UnreadableCell[]
  /** Cells that may not be changed, or have no record. */
  readOnly: number
}

export interface EditableCells<Row> {
  /** The rows from `firstRow` on. */
  rows: readonly GridRow<Row>[]
  firstRow: number
  columns: readonly GridColumn<Row>[]
  canEdit(record: Row, column: string): boolean
}

/** What pasted texts mean for the cells they fall on; an empty text empties the cell. */
export function pastedChanges<Row>(
  cells: readonly PastedCell[],
  target: EditableCells<Row>,
  unreadable: (text: string, column: string) => string,
): ChangedCells {
  const result: ChangedCells = { changes: [], unreadable: [], readOnly: 0 }
  for (const { row, column, text } of cells) {
    const cell = editableCell(target, row, column)
    if (!cell) {
      result.readOnly += 1
      continue
    }
    const value = text.trim() === '' ? cell.editing.blank : cell.editing.parse(text)
    const place = { row: cell.key, column: cell.column.key, base: cell.base }
    if (value === undefined) {
      result.unreadable.push({ ...place, text, message: unreadable(text, cell.column.label) })
    } else result.changes.push({ ...place, value })
  }
  return result
}

/** Empties all cells of some columns in some rows. */
export function clearedCells<Row>(
  target: EditableCells<Row>,
  columns: { from: number; to: number },
): Pick<ChangedCells, 'changes' | 'readOnly'> {
  const result: Pick<ChangedCells, 'changes' | 'readOnly'> = { changes: [], readOnly: 0 }
  for (let row = target.firstRow; row < target.firstRow + target.rows.length; row++) {
    for (let column = columns.from; column <= columns.to; column++) {
      const cell = editableCell(target, row, column)
      if (cell) {
        result.changes.push({ row: cell.key, column: cell.column.key, base: cell.base, value: cell.editing.blank })
      } else result.readOnly += 1
    }
  }
  return result
}

function editableCell<Row>(target: EditableCells<Row>, rowIndex: number, columnIndex: number) {
  const row = target.rows[rowIndex - target.firstRow]
  const column = target.columns[columnIndex]
  if (row?.type !== 'record' || !column?.editing || !target.canEdit(row.record, column.key)) return undefined
  return { key: row.key, column, editing: column.editing, base: column.value(row.record) }
}
