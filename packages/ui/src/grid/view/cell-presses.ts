import type { MouseEvent, PointerEvent } from 'react'
import { type CellPosition, cursorAt, headerRow, samePosition } from '../model/grid-cursor.ts'
import { tellWhyNot } from './cell-commands.ts'
import type { GridController } from './use-grid.ts'

/** Selecting cells by mouse and touch: press, drag over others, double click to edit. One set for all cells. */
export function createCellPresses<Row>(grid: GridController<Row>) {
  let dragFrom: CellPosition | null = null
  let wasActive = false

  function onPointerDown(event: PointerEvent) {
    const position = bodyPosition(event.target)
    if (!position || event.button !== 0) return
    wasActive = samePosition(position, grid.state.cursor.active)
    grid.editor.commit()
    if (event.shiftKey) {
      event.preventDefault()
      grid.setCursor({ active: position, anchor: grid.state.cursor.anchor })
    } else grid.setCursor(cursorAt(position.row, position.column))
    if (event.pointerType === 'mouse') dragFrom = position
  }
  function onPointerMove(event: PointerEvent) {
    if (!dragFrom || (event.buttons & 1) === 0) {
      dragFrom = null
      return
    }
    const position = bodyPosition(event.target)
    if (position && !samePosition(position, grid.state.cursor.active)) {
      grid.setCursor({ active: position, anchor: dragFrom })
    }
  }
  return {
    onPointerDown,
    onPointerMove,
    onPointerUp() {
      dragFrom = null
    },
    /** The cell takes the focus, not a link inside it. */
    onMouseDown(event: MouseEvent) {
      if (bodyPosition(event.target)) event.preventDefault()
    },
    /** A click on a cell selects it; only one on the active cell follows the link in it, and none of a double click. */
    onClickCapture(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link || !bodyPosition(link)) return
      if (event.ctrlKey || event.metaKey || (wasActive && event.detail < 2)) return
      event.preventDefault()
      event.stopPropagation()
    },
    onDoubleClick(event: MouseEvent) {
      const position = bodyPosition(event.target)
      if (position && !grid.editor.start(position, 'edit')) tellWhyNot(grid, position)
    },
  }
}

/** The cell of the body that an event happened in; none for the header and inside of an editor. */
function bodyPosition(target: EventTarget | null): CellPosition | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
  if (!cell || cell.classList.contains('ui-grid-editor')) return undefined
  const position = { row: Number(cell.dataset.row), column: Number(cell.dataset.col) }
  return position.row === headerRow ? undefined : position
}
