import { IconArrowsDiagonal } from '@tabler/icons-react'
import { memo } from 'react'
import type { GridTranslate } from '../grid-texts.ts'
import type { GridColumn } from '../model/grid-column.ts'
import type { GridRow } from '../model/grid-source.ts'
import type { RowEdits } from '../model/row-edits.ts'
import { CellEditor } from './cell-editor.tsx'
import { GridCell } from './grid-cell.tsx'
import type { GridLook, GridProps } from './grid-props.ts'
import { GroupCell } from './group-cell.tsx'
import { hueStyle } from './hue-style.ts'
import type { CellEditorControl, EditingCell } from './use-cell-editor.ts'

interface GridRowViewProps<Row> {
  index: number
  row: GridRow<Row>
  columns: readonly GridColumn<Row>[]
  pinnedCount: number
  /** The span of scrolling columns to draw, and the widths of those left out. */
  from: number
  to: number
  before: number
  after: number
  rowHeight: number
  t: GridTranslate
  ticks: boolean
  ticked: boolean
  open: boolean
  opens: boolean
  look: GridLook | undefined
  whyNot: GridProps<Row>['whyNot']
  /** -1: not in this row. */
  activeColumn: number
  rangeFrom: number
  rangeTo: number
  edits: RowEdits | undefined
  editing: EditingCell | null
  editor: CellEditorControl
}

function Row<Row>(props: GridRowViewProps<Row>) {
  const { index, row, columns, pinnedCount } = props
  const group = row.type === 'group' ? row.group : null
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.ticks && row.type === 'record' ? props.ticked : undefined}
      className="ui-grid-row"
      data-type={row.type}
      data-ticked={props.ticked || undefined}
      data-open={props.open || undefined}
      data-hue={props.look?.row ? '' : undefined}
      data-editing={props.editing ? '' : undefined}
      title={props.look?.row?.label}
      style={{ transform: `translateY(${index * props.rowHeight}px)`, ...hueStyle(props.look?.row) }}
    >
      {group ? (
        <GroupCell {...props} group={group} columnCount={columns.length + (props.ticks ? 1 : 0)} />
      ) : (
        <>
          {props.ticks && <TickCell {...props} />}
          {columns.slice(0, pinnedCount).map((column, position) => cell(props, column, position))}
          {props.before > 0 && <div role="presentation" className="ui-grid-gap" style={{ width: props.before }} />}
          {columns
            .slice(pinnedCount + props.from, pinnedCount + props.to)
            .map((column, position) => cell(props, column, pinnedCount + props.from + position))}
          {props.after > 0 && <div role="presentation" className="ui-grid-gap" style={{ width: props.after }} />}
        </>
      )}
    </div>
  )
}

/** One row; drawn again only when something of its own changed. */
export const GridRowView = memo(Row) as typeof Row

function cell<Row>(props: GridRowViewProps<Row>, column: GridColumn<Row>, index: number) {
  const { row, editing, activeColumn } = props
  const active = activeColumn === index
  const record = row.type === 'record' ? row.record : undefined
  if (editing?.column === column.key && column.editing) {
    const edit = props.edits?.get(column.key)
    return (
      <CellEditor
        key={column.key}
        column={column}
        index={index}
        rowIndex={props.index}
        ticks={props.ticks}
        editing={editing}
        error={edit?.state === 'failed' ? edit.message : undefined}
        editor={props.editor}
      />
    )
  }
  return (
    <GridCell
      key={column.key}
      column={column}
      index={index}
      rowIndex={props.index}
      ticks={props.ticks}
      record={record}
      fixed={(record && column.editing && props.whyNot?.(record, column.key)) ?? null}
      rowFixed={(index === 0 && record && props.whyNot?.(record)) || null}
      active={active}
      lastPinned={index === props.pinnedCount - 1}
      inRange={index >= props.rangeFrom && index <= props.rangeTo}
      edit={props.edits?.get(column.key)}
      t={props.t}
      opens={props.opens}
      hue={props.look?.cells.get(column.key) ?? null}
      rowLabel={index === 0 ? props.look?.row?.label : undefined}
    />
  )
}

function TickCell<Row>({ index, row, ticked, t, opens }: GridRowViewProps<Row>) {
  return (
    <div role="gridcell" aria-colindex={1} className="ui-grid-tick">
      {row.type === 'record' && (
        <>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={ticked}
            readOnly
            data-act="tick"
            data-index={index}
            aria-label={t('selectRow', { index: index + 1 })}
          />
          {opens && (
            <button
              type="button"
              tabIndex={-1}
              className="ui-grid-open"
              data-act="open"
              data-index={index}
              aria-label={t('openRecord')}
              title={t('openRecord')}
            >
              <IconArrowsDiagonal size={14} aria-hidden="true" />
            </button>
          )}
        </>
      )}
    </div>
  )
}
