import { clearedCells, pastedChanges } from '../model/changed-cells.ts'
import type { CellPosition } from '../model/grid-cursor.ts'
import type { GridRow } from '../model/grid-source.ts'
import { planPaste } from '../model/paste-plan.ts'
import { formatTsv, parseTsv } from '../model/tsv.ts'
import type { GridController } from './use-grid.ts'

const copyLimit = 10_000
const changeLimit = 5_000

/** The text of the selected cells; a promise when some rows must be loaded first, undefined when there are too many. */
export function selectedText<Row>(grid: GridController<Row>): string | Promise<string> | undefined {
  const { fromRow, toRow } = grid.range()
  if (toRow - fromRow >= copyLimit) {
    tell(grid, grid.state.t('copyTooLarge', { limit: copyLimit }), 'warning')
    return undefined
  }
  const rows = rowsBetween(grid, Math.max(0, fromRow), toRow + 1)
  return rows instanceof Promise ? rows.then((loaded) => textOf(grid, loaded)) : textOf(grid, rows)
}

/** Puts the cells of a clipboard text into the grid, from the first selected cell on. */
export async function pasteCells<Row>(grid: GridController<Row>, clipboard: string): Promise<void> {
  const { props, columns, t } = grid.state
  const range = grid.range()
  if (!props.edits || range.fromRow < 0) return
  const plan = planPaste(parseTsv(clipboard), range, { rows: props.source.rowCount, columns: columns.length })
  if (plan.cells.length > changeLimit) return tell(grid, t('pasteTooLarge', { limit: changeLimit }), 'warning')
  const result = pastedChanges(plan.cells, await target(grid, plan.range.fromRow, plan.range.toRow), (text, column) =>
    t('unreadable', { text, column }),
  )
  props.edits.change(result.changes)
  props.edits.reportUnreadable(result.unreadable)
  grid.selectRange(plan.range)
  const problems = [
    result.unreadable.length > 0 && t('pasteUnreadable', { count: result.unreadable.length }),
    result.readOnly > 0 && t('pasteReadOnly', { count: result.readOnly }),
    plan.lostRows > 0 && t('pasteLostRows', { count: plan.lostRows }),
    plan.lostColumns > 0 && t('pasteLostColumns', { count: plan.lostColumns }),
  ].filter((part): part is string => typeof part === 'string')
  const changed = t('pasted', { count: result.changes.length })
  tell(grid, [changed, ...problems].join(' '), problems.length > 0 ? 'warning' : 'info')
}

/** Empties the selected cells that may be changed. */
export async function clearCells<Row>(grid: GridController<Row>): Promise<void> {
  const { props, t } = grid.state
  const { fromRow, toRow, fromColumn, toColumn } = grid.range()
  if (!props.edits || fromRow < 0) return
  if ((toRow - fromRow + 1) * (toColumn - fromColumn + 1) > changeLimit) {
    return tell(grid, t('pasteTooLarge', { limit: changeLimit }), 'warning')
  }
  const { changes, readOnly } = clearedCells(await target(grid, fromRow, toRow), { from: fromColumn, to: toColumn })
  props.edits.change(changes)
  if (changes.length > 0 || readOnly === 0) return
  const why = readOnly === 1 ? whyNotAt(grid, { row: fromRow, column: fromColumn }) : null
  tell(grid, why ?? t('pasteReadOnly', { count: readOnly }), 'warning')
}

/** Says why a cell cannot be changed although others of its column can. */
export function tellWhyNot<Row>(grid: GridController<Row>, position: CellPosition): void {
  const why = whyNotAt(grid, position)
  if (why) tell(grid, why, 'warning')
}

function whyNotAt<Row>({ state: { props, columns } }: GridController<Row>, position: CellPosition): string | null {
  const row = position.row < 0 ? undefined : props.source.rowAt(position.row)
  const column = columns[position.column]
  return row?.type === 'record' && column?.editing ? (props.whyNot?.(row.record, column.key) ?? null) : null
}

/** Keys of the records in the selected rows. */
export async function selectedKeys<Row>(grid: GridController<Row>): Promise<string[]> {
  const { fromRow, toRow } = grid.range()
  const rows = await rowsBetween(grid, Math.max(0, fromRow), Math.min(toRow + 1, fromRow + copyLimit))
  return rows.flatMap((row) => (row.type === 'record' ? [row.key] : []))
}

/** Says what happened, to screen readers and to the page. */
export function tell<Row>(grid: GridController<Row>, message: string, tone: 'info' | 'warning'): void {
  grid.announce(message)
  grid.state.props.onNotice?.(message, tone)
}

async function target<Row>(grid: GridController<Row>, fromRow: number, toRow: number) {
  const { columns, props } = grid.state
  const rows = await rowsBetween(grid, fromRow, toRow + 1)
  const canEdit = (record: Row, column: string) => !props.whyNot?.(record, column)
  return { rows, firstRow: fromRow, columns, canEdit }
}

function rowsBetween<Row>(
  grid: GridController<Row>,
  from: number,
  to: number,
): GridRow<Row>[] | Promise<GridRow<Row>[]> {
  const { source } = grid.state.props
  const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => source.rowAt(from + index))
  return source.loadRange && rows.some((row) => row.type === 'loading') ? source.loadRange(from, to) : rows
}

function textOf<Row>(grid: GridController<Row>, rows: readonly GridRow<Row>[]): string {
  const { fromColumn, toColumn } = grid.range()
  const columns = grid.state.columns.slice(fromColumn, toColumn + 1)
  const records = rows.flatMap((row) => (row.type === 'record' ? [row] : []))
  return formatTsv(
    records.map(({ key, record }) =>
      columns.map((column) => {
        const edit = grid.editOf(key, column.key)
        return edit?.text ?? column.text(edit ? edit.value : column.value(record), record)
      }),
    ),
  )
}
