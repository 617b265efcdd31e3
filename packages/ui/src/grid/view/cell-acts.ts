import type { MouseEvent } from 'react'
import { cursorAt, headerRow } from '../model/grid-cursor.ts'
import { isSelected, noSelection, selectRows } from '../model/grid-source.ts'
import type { ColumnCommands } from './column-commands.ts'
import type { GridController } from './use-grid.ts'

/** What a click on something marked with `data-act` does; one handler for the whole grid. */
export function createCellActs<Row>(grid: GridController<Row>, columns: ColumnCommands): (event: MouseEvent) => void {
  let lastTicked = 0

  function sort(key: string, add: boolean) {
    const index = grid.state.columns.findIndex((column) => column.key === key)
    grid.setCursor(cursorAt(headerRow, index))
    if (grid.state.columns[index]?.sortable) columns.toggleSort(key, add)
  }
  /** With Shift, the rows since the last tick become what the clicked one becomes. */
  function tick(index: number, extend: boolean) {
    const { source, selection = noSelection, onSelection } = grid.state.props
    const from = extend ? Math.min(lastTicked, index) : index
    const to = extend ? Math.max(lastTicked, index) : index
    const clicked = source.rowAt(index)
    lastTicked = index
    if (clicked.type !== 'record') return
    const rows = Array.from({ length: to - from + 1 }, (_, offset) => source.rowAt(from + offset))
    const keys = rows.flatMap((row) => (row.type === 'record' ? [row.key] : []))
    onSelection?.(selectRows(selection, keys, !isSelected(selection, clicked.key)))
  }
  function tickAll() {
    const { selection = noSelection, onSelection } = grid.state.props
    onSelection?.({ all: !selection.all && selection.keys.size === 0, keys: new Set() })
  }

  return (event) => {
    const target = event.target instanceof Element ? event.target : null
    if (!target || !grid.root.current?.contains(target)) return
    const { act = '', index, key = '' } = target.closest<HTMLElement>('[data-act]')?.dataset ?? {}
    const row = index === undefined ? undefined : grid.state.props.source.rowAt(Number(index))
    const acts: { [act: string]: () => void } = {
      open: () => row?.type === 'record' && grid.state.props.onOpen?.(row.record),
      group: () => row?.type === 'group' && grid.state.props.onToggleGroup?.(row.group.key),
      tick: () => tick(Number(index), event.shiftKey),
      'tick-all': tickAll,
      menu: () => columns.openMenu(key),
      sort: () => sort(key, event.shiftKey),
    }
    acts[act]?.()
  }
}
