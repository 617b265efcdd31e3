import type { MouseEvent } from 'react'
import type { GridProps } from './grid-props.ts'

/** Asks for the menu of the row that the event is in; where there is none, the browser shows its own. */
export function askRowMenu<Row>(event: MouseEvent, { onRowMenu, source }: GridProps<Row>): void {
  const cell = (event.target as Element).closest<HTMLElement>('[role="gridcell"][data-row]')
  if (!onRowMenu || !cell || (event.target as Element).closest('input, textarea, [contenteditable]')) return
  const row = source.rowAt(Number(cell.dataset.row))
  if (row.type !== 'record') return
  event.preventDefault()
  const { left, bottom } = cell.getBoundingClientRect()
  // The keyboard names no place.
  const named = event.clientX > 0 || event.clientY > 0
  onRowMenu(row.record, named ? { x: event.clientX, y: event.clientY } : { x: left + 8, y: bottom })
}
