import type { CellRange, GridExtent } from './grid-cursor.ts'

export interface PastedCell {
  row: number
  column: number
  text: string
}

export interface PastePlan {
  cells: PastedCell[]
  range: CellRange
  /** Rows and columns of the clipboard that lie outside the grid. */
  lostRows: number
  lostColumns: number
}

/**
 * Where the cells of the clipboard go: from the first cell of the range on; repeated when the range is a whole multiple
 * of what was copied, so that one value fills all of it.
 */
export function planPaste(
  clipboard: readonly (readonly string[])[],
  range: CellRange,
  extent: Pick<GridExtent, 'rows' | 'columns'>,
): PastePlan {
  const height = clipboard.length
  const width = Math.max(0, ...clipboard.map((row) => row.length))
  const rows = repeated(height, range.toRow - range.fromRow + 1)
  const columns = repeated(width, range.toColumn - range.fromColumn + 1)
  const fittingRows = Math.min(rows, extent.rows - range.fromRow)
  const fittingColumns = Math.min(columns, extent.columns - range.fromColumn)
  const cells: PastedCell[] = []
  for (let row = 0; row < fittingRows; row++) {
    for (let column = 0; column < fittingColumns; column++) {
      const text = clipboard[row % height]?.[column % width]
      if (text !== undefined) cells.push({ row: range.fromRow + row, column: range.fromColumn + column, text })
    }
  }
  return {
    cells,
    range: {
      ...range,
      toRow: range.fromRow + Math.max(1, fittingRows) - 1,
      toColumn: range.fromColumn + Math.max(1, fittingColumns) - 1,
    },
    lostRows: rows - fittingRows,
    lostColumns: columns - fittingColumns,
  }
}

function repeated(copied: number, selected: number): number {
  return copied > 0 && selected > copied && selected % copied === 0 ? selected : copied
}
