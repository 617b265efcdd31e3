import '../grid.css'
import { useEffect, useId, useMemo } from 'react'
import type { GridColumn } from '../model/grid-column.ts'
import { cursorRange, headerRow } from '../model/grid-cursor.ts'
import { createCellActs } from './cell-acts.ts'
import { createCellPresses } from './cell-presses.ts'
import { CellProblem } from './cell-problem.tsx'
import { useColumnCommands } from './column-commands.ts'
import { GridBody } from './grid-body.tsx'
import { GridHeader } from './grid-header.tsx'
import type { GridProps } from './grid-props.ts'
import { handleKey } from './handle-key.ts'
import { HeaderMenu } from './header-menu.tsx'
import { askRowMenu } from './row-menu.ts'
import { SummaryRow } from './summary-row.tsx'
import { useClipboard } from './use-clipboard.ts'
import { useGrid } from './use-grid.ts'

/**
 * A table of any length: draws only what is on the screen, edits in place, and works by keyboard like a spreadsheet.
 */
export function DataGrid<Row>(props: GridProps<Row>) {
  const { state, controller, editing, announcement, focusHandlers } = useGrid(props)
  const { commands, menu, closeMenu } = useColumnCommands(controller)
  const presses = useMemo(() => createCellPresses(controller), [controller])
  const acts = useMemo(() => createCellActs(controller, commands), [controller, commands])
  const help = useId()
  useClipboard(controller)
  const { source, selection, summary } = props
  const { cursor, t } = state
  const { pinnedCount } = state.geometry
  const range = cursorRange(cursor)
  const onHeader = cursor.active.row === headerRow
  const { from, to } = state.viewport.rows
  useEffect(() => source.ensureRange(from, to), [source, from, to])

  return (
    <div ref={controller.root} className="ui-grid" style={state.geometry.variables} data-height={props.rowHeight}>
      <div
        ref={controller.scroller}
        role="grid"
        aria-label={props.label}
        aria-describedby={help}
        aria-rowcount={source.rowCount + 1 + (summary ? 1 : 0)}
        aria-colcount={state.columns.length + (selection ? 1 : 0)}
        aria-multiselectable={true}
        className="ui-grid-scroller"
        onKeyDown={(event) => handleKey(event, controller, commands)}
        onClick={acts}
        onContextMenu={(event) => askRowMenu(event, props)}
        {...presses}
        {...focusHandlers}
      >
        <GridHeader
          controller={controller}
          commands={commands}
          columns={state.columns}
          pinnedCount={pinnedCount}
          sort={props.sort}
          selection={selection}
          hasRows={source.rowCount > 0}
          resizable={props.onColumns !== undefined}
          focusable={onHeader ? cursor.active.column : -1}
          rangeFrom={onHeader ? -1 : range.fromColumn}
          rangeTo={onHeader ? -1 : range.toColumn}
          t={t}
        />
        <GridBody state={state} controller={controller} editing={editing} />
        {summary && (
          <SummaryRow
            columns={state.columns as readonly GridColumn<never>[]}
            figures={summary}
            pinnedCount={pinnedCount}
            rowCount={source.rowCount}
            ticks={selection !== undefined}
            t={t}
          />
        )}
        {props.endNote && <div className="ui-grid-end">{props.endNote}</div>}
      </div>
      <div className="ui-grid-drop" aria-hidden="true" />
      {menu !== null && (
        <HeaderMenu state={state} root={controller.root} commands={commands} column={menu} onClose={closeMenu} />
      )}
      <CellProblem state={state} controller={controller} hidden={editing !== null} />
      <p id={help} className="ui-visually-hidden">
        {t('instructions')}
      </p>
      <p role="status" className="ui-visually-hidden">
        {announcement}
      </p>
    </div>
  )
}
