import { deepEqual } from '@mortise/core'
import { type RefObject, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { CellPosition } from '../model/grid-cursor.ts'
import type { GridState } from './use-grid.ts'

/** The cell that is being edited. */
export interface EditingCell {
  row: string
  index: number
  column: string
  base: unknown
  /** What the editor starts with. */
  initial: unknown
}

export interface CellEditorControl {
  readonly editing: EditingCell | null
  /**
   * Opens the editor of a cell, or flips a yes/no cell. `replace` starts empty, for a key that was typed: the editor has
   * the focus before the browser delivers the character, so that input methods work. False: the cell is read only.
   */
  start(position: CellPosition, mode: 'edit' | 'replace'): boolean
  /** The editor's value changed. */
  draft(value: unknown): void
  /** Keeps the draft and closes. */
  commit(): void
  cancel(): void
}

/** Opening, committing and cancelling the editor inside a cell. */
export function useCellEditor<Row>(
  latest: RefObject<GridState<Row>>,
  root: RefObject<HTMLElement | null>,
  focusWanted: RefObject<boolean>,
): { editing: EditingCell | null; control: CellEditorControl } {
  const [editing, setEditing] = useState<EditingCell | null>(null)
  const current = useRef<EditingCell | null>(null)
  const draft = useRef<{ value: unknown } | null>(null)

  const control = useMemo<CellEditorControl>(() => {
    function open(cell: EditingCell | null) {
      current.current = cell
      draft.current = null
      setEditing(cell)
    }
    function save(cell: EditingCell, value: unknown) {
      const { edits } = latest.current.props
      const pending = latest.current.edits.rows.get(cell.row)?.get(cell.column)
      const same = deepEqual(value, pending ? pending.value : cell.base)
      // Committing a failed value again is how the user tries it once more.
      if (same && pending?.state !== 'failed') return
      edits?.change([{ row: cell.row, column: cell.column, value, base: cell.base }])
    }
    return {
      get editing() {
        return current.current
      },
      start(position, mode) {
        const target = editableAt(latest.current, position)
        if (!target) return false
        const { cell, toggle } = target
        if (toggle) {
          if (mode === 'edit') save(cell, toggle(cell.initial))
          return mode === 'edit'
        }
        flushSync(() => open(mode === 'replace' ? { ...cell, initial: target.blank } : cell))
        return true
      },
      draft(value) {
        draft.current = { value }
      },
      commit() {
        const cell = current.current
        if (!cell) return
        // Inputs that read their text on blur hand it over now.
        const focused = document.activeElement
        if (focused instanceof HTMLElement && root.current?.contains(focused)) {
          focusWanted.current = true
          focused.blur()
        }
        const changed = draft.current
        open(null)
        if (changed) save(cell, changed.value)
        else if (latest.current.edits.rows.get(cell.row)?.get(cell.column)?.state === 'failed') save(cell, cell.initial)
      },
      cancel() {
        if (!current.current) return
        focusWanted.current = true
        open(null)
      },
    }
  }, [latest, root, focusWanted])

  return { editing, control }
}

function editableAt<Row>(state: GridState<Row>, position: CellPosition) {
  const row = position.row < 0 ? undefined : state.props.source.rowAt(position.row)
  const column = state.columns[position.column]
  if (row?.type !== 'record' || !column?.editing) return undefined
  if (!state.props.edits || state.props.whyNot?.(row.record, column.key)) return undefined
  const base = column.value(row.record)
  const pending = state.edits.rows.get(row.key)?.get(column.key)
  const initial = pending ? pending.value : base
  const cell: EditingCell = { row: row.key, index: position.row, column: column.key, base, initial }
  return { cell, blank: column.editing.blank, toggle: column.editing.toggle }
}
