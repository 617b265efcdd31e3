import type { KeyboardEvent } from 'react'
import { cursorAt, cursorRange, type GridExtent, headerRow, moveCursor, moveForKey } from '../model/grid-cursor.ts'
import { clearCells, selectedKeys, tellWhyNot } from './cell-commands.ts'
import type { ColumnCommands } from './column-commands.ts'
import type { GridController } from './use-grid.ts'

/** What the grid does with a key press. Keys that an editor has used arrive here with their default prevented. */
export function handleKey<Row>(event: KeyboardEvent, grid: GridController<Row>, columns: ColumnCommands): void {
  if (event.defaultPrevented) return
  const handled = grid.editor.editing
    ? keyWhileEditing(event, grid)
    : grid.state.cursor.active.row === headerRow
      ? keyOnHeader(event, grid, columns) || move(event, grid)
      : keyOnCell(event, grid) || move(event, grid)
  if (handled) event.preventDefault()
}

function extent<Row>(grid: GridController<Row>): GridExtent {
  const { props, columns, viewport } = grid.state
  return { rows: props.source.rowCount, columns: columns.length, page: viewport.page }
}

function keyWhileEditing<Row>(event: KeyboardEvent, grid: GridController<Row>): boolean {
  if (event.key === 'Escape') {
    grid.editor.cancel()
    return true
  }
  // Shift+Enter makes a line in a longer text; Enter that ends an input method's word is not ours either.
  if (event.nativeEvent.isComposing || (event.key === 'Enter' && (event.shiftKey || event.altKey))) return false
  if (event.key !== 'Enter' && event.key !== 'Tab') return false
  grid.editor.commit()
  const direction = event.key === 'Enter' ? 'down' : event.shiftKey ? 'left' : 'right'
  grid.setCursor(moveCursor(grid.state.cursor, direction, extent(grid)))
  return true
}

function move<Row>(event: KeyboardEvent, grid: GridController<Row>): boolean {
  const { cursor } = grid.state
  if (event.key === 'Tab') return tab(event.shiftKey, grid)
  if (event.altKey) return false
  const wanted = moveForKey(event.key, { ctrl: event.ctrlKey || event.metaKey })
  if (!wanted) return false
  grid.setCursor(moveCursor(cursor, wanted, extent(grid), event.shiftKey))
  return true
}

/** Tab walks along the row and leaves the grid at its end, so that nobody is caught in it. */
function tab<Row>(back: boolean, grid: GridController<Row>): boolean {
  const { cursor, columns } = grid.state
  const column = cursor.active.column + (back ? -1 : 1)
  if (column < 0 || column >= columns.length) return false
  grid.setCursor(cursorAt(cursor.active.row, column))
  return true
}

function keyOnCell<Row>(event: KeyboardEvent, grid: GridController<Row>): boolean {
  const { cursor, props } = grid.state
  const row = props.source.rowAt(cursor.active.row)
  const ctrl = event.ctrlKey || event.metaKey
  if (row?.type === 'group') return keyOnGroup(event, grid, row.group)
  if (event.key === 'Enter' && ctrl) return row?.type === 'record' && openRecord(grid, row.record)
  if (event.key === 'F2') return edit(grid)
  if (event.key === 'Enter') {
    return grid.editor.start(cursor.active, 'edit') || (row?.type === 'record' && openRecord(grid, row.record))
  }
  if (event.key === 'Escape') return giveUp(grid)
  if (event.key === 'Delete' || event.key === 'Backspace') return clear(grid)
  if (event.key === ' ' && !ctrl) {
    if (props.selection) void selectedKeys(grid).then((keys) => grid.toggleRows(keys))
    return true
  }
  if (ctrl && event.key.toLowerCase() === 'a') return selectEverything(grid)
  if (isTyping(event)) type(event, grid)
  return false
}

/** The character itself goes to the editor that has the focus now, and is no shortcut of the page. */
function type<Row>(event: KeyboardEvent, grid: GridController<Row>): void {
  const { active } = grid.state.cursor
  if (grid.editor.start(active, 'replace')) event.stopPropagation()
  else tellWhyNot(grid, active)
}

function edit<Row>(grid: GridController<Row>): boolean {
  const { active } = grid.state.cursor
  const started = grid.editor.start(active, 'edit')
  if (!started) tellWhyNot(grid, active)
  return started
}

function keyOnGroup<Row>(
  event: KeyboardEvent,
  grid: GridController<Row>,
  group: { key: string; collapsed: boolean },
): boolean {
  const toggles =
    event.key === 'Enter' ||
    event.key === ' ' ||
    (event.key === 'ArrowLeft' && !group.collapsed) ||
    (event.key === 'ArrowRight' && group.collapsed)
  if (toggles) grid.state.props.onToggleGroup?.(group.key)
  return toggles
}

function keyOnHeader<Row>(event: KeyboardEvent, grid: GridController<Row>, columns: ColumnCommands): boolean {
  const key = grid.state.columns[grid.state.cursor.active.column]?.key
  if (key === undefined) return false
  const side = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
  if (event.altKey && side !== 0) {
    if (event.shiftKey) columns.shift(key, side)
    else columns.resizeBy(key, side * 16)
    return true
  }
  if (event.key === 'Enter' || event.key === ' ' || (event.key === 'ArrowDown' && event.altKey)) {
    columns.openMenu(key)
    return true
  }
  return false
}

function openRecord<Row>(grid: GridController<Row>, record: Row): boolean {
  grid.state.props.onOpen?.(record)
  return grid.state.props.onOpen !== undefined
}

/** Gives up a failed change of the active cell, else shrinks the range to it. */
function giveUp<Row>(grid: GridController<Row>): boolean {
  const { cursor, props, columns } = grid.state
  const row = props.source.rowAt(cursor.active.row)
  const column = columns[cursor.active.column]?.key
  if (row?.type === 'record' && column && grid.editOf(row.key, column)?.state === 'failed') {
    props.edits?.discard(row.key, column)
    return true
  }
  const { fromRow, toRow, fromColumn, toColumn } = cursorRange(cursor)
  if (fromRow === toRow && fromColumn === toColumn) return false
  grid.setCursor(cursorAt(cursor.active.row, cursor.active.column))
  return true
}

function clear<Row>(grid: GridController<Row>): boolean {
  void clearCells(grid)
  return true
}

function selectEverything<Row>(grid: GridController<Row>): boolean {
  const { rows, columns } = extent(grid)
  if (rows > 0) grid.selectRange({ fromRow: 0, toRow: rows - 1, fromColumn: 0, toColumn: columns - 1 })
  return true
}

function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  // "/" stays the shortcut for search. "Process" is how an input method announces that it takes the key.
  return (event.key.length === 1 && event.key !== '/') || event.key === 'Process' || event.nativeEvent.isComposing
}
