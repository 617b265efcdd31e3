export { columnForField, textOf } from './column-for-field.tsx'
export { type CellChange, type CellEdits, createCellEdits, type UnsavedCell } from './model/cell-edits.ts'
export type { ColumnPlacement, ColumnSort, GridColumn } from './model/grid-column.ts'
export {
  type GridGroup,
  type GridRow,
  type GridSource,
  isSelected,
  noSelection,
  type RowSelection,
  selectedCount,
} from './model/grid-source.ts'
export type { CellEdit, SaveOutcome } from './model/row-edits.ts'
export { DataGrid } from './view/data-grid.tsx'
export type { GridHue, GridLook, GridMenuItem, GridProps, GridRowHeight } from './view/grid-props.ts'
export { hueStyle } from './view/hue-style.ts'
