import { useEffect, useId, useRef, useState } from 'react'
import type { GridColumn } from '../model/grid-column.ts'
import { cellStyle } from './grid-geometry.ts'
import type { CellEditorControl, EditingCell } from './use-cell-editor.ts'

interface CellEditorViewProps<Row> {
  column: GridColumn<Row>
  index: number
  rowIndex: number
  ticks: boolean
  editing: EditingCell
  error: string | undefined
  editor: CellEditorControl
}

/** The cell that is being edited: the field's own input. Leaving it keeps what was entered. */
export function CellEditor<Row>({ column, index, rowIndex, ticks, editing, error, editor }: CellEditorViewProps<Row>) {
  const id = useId()
  const [value, setValue] = useState(editing.initial)
  const cell = useRef<HTMLDivElement>(null)
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    const input = cell.current?.querySelector<HTMLElement>('input, textarea, button, [tabindex]')
    if (!cell.current?.contains(document.activeElement)) input?.focus()
    const end = document.activeElement
    if (end instanceof HTMLTextAreaElement) end.setSelectionRange(end.value.length, end.value.length)
    return () => clearTimeout(leaving.current)
  }, [])

  return (
    <div
      ref={cell}
      role="gridcell"
      aria-colindex={index + (ticks ? 2 : 1)}
      data-row={rowIndex}
      data-col={index}
      data-pinned={column.pinned || undefined}
      data-align={column.align}
      className="ui-grid-cell ui-grid-editor"
      style={cellStyle(index, column.pinned ?? false)}
      // Menus and calendars of an input stand elsewhere in the document, but their focus events come through here.
      onFocus={() => clearTimeout(leaving.current)}
      onBlur={() => {
        clearTimeout(leaving.current)
        leaving.current = setTimeout(() => document.hasFocus() && editor.commit(), 0)
      }}
    >
      {column.editing?.render({
        id,
        label: column.label,
        value,
        error,
        onChange(next) {
          setValue(next)
          editor.draft(next)
        },
      })}
    </div>
  )
}
