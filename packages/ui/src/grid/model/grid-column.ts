import type { ReactNode } from 'react'

/** What an editor inside a cell gets. The grid keeps the draft; the editor only shows and changes it. */
export interface CellEditorProps {
  id: string
  label: string
  value: unknown
  error?: string
  onChange(value: unknown): void
}

/** How the cells of a column are changed in place. */
export interface CellEditing {
  /** The value of an empty cell: what Delete writes. */
  blank: unknown
  render(props: CellEditorProps): ReactNode
  /** Pasted text → value; undefined when the text means nothing in this column. */
  parse(text: string): unknown
  /** For yes/no cells: Enter and a click write this without opening an editor. */
  toggle?(value: unknown): unknown
}

/** One column of the grid: where its value comes from, how it is drawn, copied and changed. */
export interface GridColumn<Row> {
  key: string
  label: string
  width: number
  align: 'start' | 'end' | 'center'
  pinned?: boolean
  sortable?: boolean
  /** A click on its content opens the record; for the column with the record's title. */
  opens?: boolean
  value(row: Row): unknown
  render(value: unknown, row: Row): ReactNode
  /** The value as plain text, for copying. */
  text(value: unknown, row: Row): string
  /** Absent: the column is read only. */
  editing?: CellEditing
}

/** What a user may change of the columns: their order, width and whether they are pinned. */
export interface ColumnPlacement {
  key: string
  width: number
  pinned: boolean
}

export interface ColumnSort {
  key: string
  direction: 'asc' | 'desc'
}
