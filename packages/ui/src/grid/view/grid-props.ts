import type { ReactNode } from 'react'
import type { CellEdits } from '../model/cell-edits.ts'
import type { ColumnPlacement, ColumnSort, GridColumn } from '../model/grid-column.ts'
import type { GridSource, RowSelection } from '../model/grid-source.ts'

export type GridRowHeight = 28 | 34 | 44

/** A colour with what it means, which is said as well: colour alone tells nothing to many. */
export interface GridHue {
  hue: string
  label: string
}

/** How a row stands out. */
export interface GridLook {
  row: GridHue | null
  /** By column. */
  cells: ReadonlyMap<string, GridHue>
}

/** A further entry of a column's menu. */
export interface GridMenuItem {
  key: string
  label: string
  icon?: ReactNode
  /** Entries in one section are drawn together under its label. */
  section?: string
  active?: boolean
  run(): void
}

export interface GridProps<Row> {
  /** Names the grid for screen readers. */
  label: string
  /** The visible columns in their order; pinned ones are drawn first. */
  columns: readonly GridColumn<Row>[]
  source: GridSource<Row>
  rowHeight: GridRowHeight
  sort?: readonly ColumnSort[]
  onSort?(sort: ColumnSort[]): void
  /** Called with the visible columns after a move, a resize, a pin or a hide. */
  onColumns?(columns: ColumnPlacement[]): void
  edits?: CellEdits
  /**
   * Why a cell of this record cannot be changed although its column can, in words, or why nothing of the record can;
   * null where it can. The same function as long as the answers are the same.
   */
  whyNot?(record: Row, column?: string): string | null
  selection?: RowSelection
  onSelection?(selection: RowSelection): void
  onOpen?(record: Row): void
  /** How a record stands out; the same object as long as nothing changes. */
  look?(record: Row): GridLook | undefined
  /** The menu of a row was asked for, by the pointer or the keyboard, at this place of the window. */
  onRowMenu?(record: Row, at: { x: number; y: number }): void
  onToggleGroup?(key: string): void
  /** Figures under the columns, by column key; absent: no summary row. */
  summary?: ReadonlyMap<string, ReactNode>
  menuItems?(column: GridColumn<Row>): GridMenuItem[]
  /** The record shown beside the grid. */
  openKey?: string
  /** A line under the last row: "only the first 100,000". */
  endNote?: ReactNode
  /** What a copy or a paste did; the grid has already told screen readers. */
  onNotice?(message: string, tone: 'info' | 'warning'): void
}
