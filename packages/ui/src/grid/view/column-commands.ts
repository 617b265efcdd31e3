import { useMemo, useState } from 'react'
import {
  clampWidth,
  hideColumn,
  moveColumn,
  orderColumns,
  pinColumn,
  resizeColumn,
  shiftColumn,
  toggleSort,
} from '../model/column-placement.ts'
import type { ColumnPlacement, ColumnSort } from '../model/grid-column.ts'
import { cursorAt, headerRow } from '../model/grid-cursor.ts'
import type { GridController } from './use-grid.ts'

/** What can be done with a column, from its header, its menu and the keyboard alike. */
export interface ColumnCommands {
  openMenu(key: string): void
  resize(key: string, width: number): void
  resizeBy(key: string, difference: number): void
  shift(key: string, by: -1 | 1): void
  move(key: string, target: { key: string; side: 'before' | 'after' }): void
  pin(key: string, pinned: boolean): void
  hide(key: string): void
  toggleSort(key: string, add: boolean): void
  setSort(key: string, direction: ColumnSort['direction'] | null): void
}

export function useColumnCommands<Row>(grid: GridController<Row>): {
  commands: ColumnCommands
  menu: string | null
  closeMenu(): void
} {
  const [menu, setMenu] = useState<string | null>(null)
  const commands = useMemo(() => createCommands(grid, setMenu), [grid])
  const closeMenu = useMemo(
    () => () => {
      setMenu(null)
      grid.focusCell()
    },
    [grid],
  )
  return { commands, menu, closeMenu }
}

function createCommands<Row>(grid: GridController<Row>, openMenu: (key: string) => void): ColumnCommands {
  const placements = (): ColumnPlacement[] =>
    grid.state.columns.map(({ key, width, pinned }) => ({ key, width, pinned: pinned ?? false }))
  const change = (next: ColumnPlacement[]) => grid.state.props.onColumns?.(next)
  const label = (key: string) => grid.state.columns.find((column) => column.key === key)?.label ?? key

  function place(key: string, next: ColumnPlacement[]) {
    const ordered = orderColumns(next)
    change(ordered)
    const index = ordered.findIndex((column) => column.key === key)
    grid.setCursor(cursorAt(headerRow, Math.max(0, index)))
    grid.announce(grid.state.t('columnMoved', { label: label(key), position: index + 1, of: ordered.length }))
  }
  function resize(key: string, width: number) {
    change(resizeColumn(placements(), key, width))
    grid.announce(grid.state.t('columnWidth', { label: label(key), width: clampWidth(width) }))
  }
  return {
    openMenu(key) {
      const index = grid.state.columns.findIndex((column) => column.key === key)
      grid.setCursor(cursorAt(headerRow, index))
      openMenu(key)
    },
    resize,
    resizeBy(key, difference) {
      const column = grid.state.columns.find((entry) => entry.key === key)
      if (column) resize(key, column.width + difference)
    },
    shift: (key, by) => place(key, shiftColumn(placements(), key, by)),
    move: (key, target) => place(key, moveColumn(placements(), key, target)),
    pin: (key, pinned) => place(key, pinColumn(placements(), key, pinned)),
    hide: (key) => change(hideColumn(placements(), key)),
    toggleSort(key, add) {
      const { sort = [], onSort } = grid.state.props
      onSort?.(toggleSort(sort, key, add))
    },
    setSort: (key, direction) => grid.state.props.onSort?.(direction ? [{ key, direction }] : []),
  }
}
