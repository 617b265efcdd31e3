import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react'
import { memo, useMemo } from 'react'
import type { GridTranslate } from '../grid-texts.ts'
import type { ColumnSort, GridColumn } from '../model/grid-column.ts'
import { headerRow } from '../model/grid-cursor.ts'
import type { RowSelection } from '../model/grid-source.ts'
import type { ColumnCommands } from './column-commands.ts'
import { cellStyle } from './grid-geometry.ts'
import { useColumnDrag } from './use-column-drag.ts'
import type { GridController } from './use-grid.ts'

interface GridHeaderProps<Row> {
  controller: GridController<Row>
  commands: ColumnCommands
  columns: readonly GridColumn<Row>[]
  pinnedCount: number
  sort: readonly ColumnSort[] | undefined
  selection: RowSelection | undefined
  hasRows: boolean
  resizable: boolean
  /** Index of the header that has its turn in the order of Tab; -1: none. */
  focusable: number
  /** Columns of the selected range; -1: none. */
  rangeFrom: number
  rangeTo: number
  t: GridTranslate
}

function Header<Row>(props: GridHeaderProps<Row>) {
  const { controller, commands, columns, selection, sort, t } = props
  const drag = useColumnDrag(controller, commands)
  const sorts = useMemo(() => new Map((sort ?? []).map(({ key, direction }) => [key, direction])), [sort])
  return (
    <div role="rowgroup" className="ui-grid-head">
      <div role="row" aria-rowindex={1} className="ui-grid-row" {...drag}>
        {selection && (
          <div role="columnheader" aria-colindex={1} className="ui-grid-tick">
            <input
              type="checkbox"
              data-act="tick-all"
              tabIndex={-1}
              aria-label={t('selectAll')}
              checked={selection.all && selection.keys.size === 0 && props.hasRows}
              ref={(input) => {
                if (input) input.indeterminate = selection.keys.size > 0
              }}
              readOnly
            />
          </div>
        )}
        {columns.map((column, index) => (
          <HeaderCell
            key={column.key}
            column={column as GridColumn<never>}
            index={index}
            lastPinned={index === props.pinnedCount - 1}
            colIndex={index + (selection ? 2 : 1)}
            direction={sorts.get(column.key)}
            focusable={index === props.focusable}
            inRange={index >= props.rangeFrom && index <= props.rangeTo}
            menuLabel={t('columnMenu', { label: column.label })}
            resizable={props.resizable}
          />
        ))}
      </div>
    </div>
  )
}

/** The row of column headers: click sorts, drag reorders, the edge resizes, the arrow opens the menu. */
export const GridHeader = memo(Header) as typeof Header

interface HeaderCellProps {
  column: GridColumn<never>
  index: number
  colIndex: number
  direction: ColumnSort['direction'] | undefined
  focusable: boolean
  lastPinned: boolean
  inRange: boolean
  menuLabel: string
  resizable: boolean
}

const HeaderCell = memo(function HeaderCell(props: HeaderCellProps) {
  const { column, index, direction } = props
  const Arrow = direction === 'desc' ? IconArrowDown : IconArrowUp
  return (
    <div
      role="columnheader"
      aria-colindex={props.colIndex}
      aria-sort={direction ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
      aria-haspopup="menu"
      tabIndex={props.focusable ? 0 : -1}
      data-row={headerRow}
      data-col={index}
      data-header=""
      data-align={column.align}
      data-pinned={column.pinned ? (props.lastPinned ? 'last' : '') : undefined}
      data-in-range={props.inRange || undefined}
      className="ui-grid-cell"
      style={cellStyle(index, column.pinned ?? false)}
    >
      <span className="ui-grid-title" title={column.label} data-act="sort" data-key={column.key}>
        <span className="ui-truncate">{column.label}</span>
        {direction && <Arrow size={14} stroke={2} aria-hidden="true" />}
      </span>
      <button
        type="button"
        tabIndex={-1}
        className="ui-grid-menu-button"
        aria-label={props.menuLabel}
        data-act="menu"
        data-key={column.key}
      >
        <IconChevronDown size={14} aria-hidden="true" />
      </button>
      {props.resizable && <span className="ui-grid-resize" aria-hidden="true" />}
    </div>
  )
})
