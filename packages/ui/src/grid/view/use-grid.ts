import {
  type FocusEvent,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useText } from '../../text/use-language.ts'
import { type GridTranslate, gridTexts } from '../grid-texts.ts'
import { type CellEditsSnapshot, createCellEdits } from '../model/cell-edits.ts'
import { orderColumns } from '../model/column-placement.ts'
import type { GridColumn } from '../model/grid-column.ts'
import { type CellRange, clampCursor, cursorAt, cursorRange, type GridCursor } from '../model/grid-cursor.ts'
import { isSelected, noSelection, selectRows } from '../model/grid-source.ts'
import type { CellEdit } from '../model/row-edits.ts'
import { type ColumnGeometry, columnGeometry } from './grid-geometry.ts'
import type { GridProps } from './grid-props.ts'
import { scrollToCell } from './scroll-to-cell.ts'
import { type CellEditorControl, useCellEditor } from './use-cell-editor.ts'
import { useLatest } from './use-latest.ts'
import { useViewport, type Viewport } from './use-viewport.ts'

/** What the handlers of the grid work with; the same object for the life of the grid. */
export interface GridController<Row> {
  readonly state: GridState<Row>
  root: RefObject<HTMLDivElement | null>
  scroller: RefObject<HTMLDivElement | null>
  /** Moves the cursor, shows the active cell and gives it the focus. */
  setCursor(cursor: GridCursor): void
  focusCell(): void
  /** Selects cells; the first one becomes the active cell, and nothing scrolls. */
  selectRange(range: CellRange): void
  range(): CellRange
  /** The edit or the record's own value of a cell. */
  editOf(row: string, column: string): CellEdit | undefined
  toggleRows(keys: readonly string[]): void
  announce(message: string): void
  editor: CellEditorControl
}

export interface GridState<Row> {
  props: GridProps<Row>
  t: GridTranslate
  columns: readonly GridColumn<Row>[]
  geometry: ColumnGeometry
  viewport: Viewport
  cursor: GridCursor
  edits: CellEditsSnapshot
}

/** The state of a grid and the ways to change it. */
export function useGrid<Row>(props: GridProps<Row>) {
  const root = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const columns = useMemo(() => orderColumns(props.columns), [props.columns])
  const ticks = props.selection !== undefined
  const geometry = useMemo(() => columnGeometry(columns as readonly GridColumn<never>[], ticks), [columns, ticks])
  const { rowCount } = props.source
  const viewport = useViewport({
    scroller,
    geometry,
    rowCount,
    rowHeight: props.rowHeight,
    summary: props.summary !== undefined,
  })
  const [wanted, setWanted] = useState<GridCursor>(() => cursorAt(0, 0))
  const cursor = clampCursor(wanted, { rows: rowCount, columns: columns.length, page: viewport.page })
  const store = props.edits ?? noEdits
  const edits = useSyncExternalStore(store.subscribe, store.snapshot)
  const [announcement, announce] = useState('')
  const state = { props, t: useText(gridTexts), columns, geometry, viewport, cursor, edits }
  const latest = useLatest<GridState<Row>>(state)
  const focusWanted = useRef(false)
  const editor = useCellEditor(latest, root, focusWanted)

  const controller = useMemo<GridController<Row>>(
    () => createController({ latest, root, scroller, focusWanted, setWanted, announce, editor: editor.control }),
    [latest, editor.control],
  )
  const focused = useRef<Element | null>(null)
  useLayoutEffect(() => {
    // The element with the focus may have been taken away with its row: the row drawn in its place gets it.
    const lost = focused.current !== null && !focused.current.isConnected && document.activeElement === document.body
    if ((focusWanted.current || lost) && !editor.editing) controller.focusCell()
  })
  const focusHandlers = {
    onFocus(event: FocusEvent) {
      focused.current = event.target
    },
    onBlur(event: FocusEvent) {
      if (event.target.isConnected) focused.current = null
    },
  }
  return { state, controller, editing: editor.editing, announcement, focusHandlers }
}

interface ControllerParts<Row> {
  latest: RefObject<GridState<Row>>
  root: RefObject<HTMLDivElement | null>
  scroller: RefObject<HTMLDivElement | null>
  focusWanted: RefObject<boolean>
  setWanted(cursor: GridCursor): void
  announce(message: string): void
  editor: CellEditorControl
}

function createController<Row>(parts: ControllerParts<Row>): GridController<Row> {
  const { latest, root, scroller, focusWanted } = parts
  return {
    get state() {
      return latest.current
    },
    root,
    scroller,
    editor: parts.editor,
    announce: parts.announce,
    range: () => cursorRange(latest.current.cursor),
    setCursor(cursor) {
      focusWanted.current = true
      parts.setWanted(cursor)
      if (scroller.current) scrollToCell(scroller.current, latest.current, cursor.active)
    },
    focusCell() {
      const { active } = latest.current.cursor
      const cell =
        root.current?.querySelector<HTMLElement>(`[data-row="${active.row}"][data-col="${active.column}"]`) ??
        root.current?.querySelector<HTMLElement>(`[data-row="${active.row}"][data-whole]`)
      if (!cell) return
      focusWanted.current = false
      cell.focus({ preventScroll: true })
    },
    selectRange({ fromRow, toRow, fromColumn, toColumn }) {
      focusWanted.current = true
      parts.setWanted({
        active: { row: fromRow, column: fromColumn },
        anchor: { row: toRow, column: toColumn },
      })
    },
    editOf: (row, column) => latest.current.edits.rows.get(row)?.get(column),
    toggleRows(keys) {
      const { selection = noSelection, onSelection } = latest.current.props
      const allTicked = keys.every((key) => isSelected(selection, key))
      onSelection?.(selectRows(selection, keys, !allTicked))
    },
  }
}

const noEdits = createCellEdits({ save: async () => ({ saved: true }) })
