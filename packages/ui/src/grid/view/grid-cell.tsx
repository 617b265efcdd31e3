import { IconLock } from '@tabler/icons-react'
import type { GridTranslate } from '../grid-texts.ts'
import type { GridColumn } from '../model/grid-column.ts'
import type { CellEdit } from '../model/row-edits.ts'
import { cellStyle } from './grid-geometry.ts'
import type { GridHue } from './grid-props.ts'
import { hueStyle } from './hue-style.ts'

interface GridCellProps<Row> {
  column: GridColumn<Row>
  index: number
  rowIndex: number
  ticks: boolean
  /** Absent while it loads. */
  record: Row | undefined
  active: boolean
  /** The last of the columns that do not scroll. */
  lastPinned: boolean
  inRange: boolean
  edit: CellEdit | undefined
  t: GridTranslate
  opens: boolean
  /** Why it cannot be changed although its column can. */
  fixed: string | null
  /** Why nothing of the row can be changed, shown in its first cell. */
  rowFixed: string | null
  hue: GridHue | null
  /** What the colour of the row means, said in its first cell. */
  rowLabel: string | undefined
}

/** One cell for reading. */
export function GridCell<Row>(props: GridCellProps<Row>) {
  const { column, index, edit, record, active, inRange, t } = props
  const failed = edit?.state === 'failed'
  return (
    <div
      role="gridcell"
      aria-colindex={index + (props.ticks ? 2 : 1)}
      aria-selected={inRange || undefined}
      aria-readonly={column.editing && !props.fixed ? undefined : true}
      aria-invalid={failed || undefined}
      tabIndex={active ? 0 : -1}
      data-row={props.rowIndex}
      data-col={index}
      data-align={column.align}
      data-pinned={column.pinned ? (props.lastPinned ? 'last' : '') : undefined}
      data-active={active || undefined}
      data-in-range={inRange || undefined}
      data-state={edit?.state}
      data-hue={props.hue ? '' : undefined}
      title={props.hue?.label ?? props.fixed ?? undefined}
      className="ui-grid-cell"
      style={{ ...cellStyle(index, column.pinned ?? false), ...hueStyle(props.hue) }}
    >
      {props.rowLabel && <span className="ui-visually-hidden">{props.rowLabel}: </span>}
      {record === undefined ? <span className="ui-grid-skeleton" title={t('loading')} /> : content(props, record)}
      {props.hue && <span className="ui-visually-hidden"> ({props.hue.label})</span>}
      <FixedMark {...props} />
      {edit && (
        <span className="ui-grid-mark" title={failed ? edit.message : t('saving')}>
          <span className="ui-visually-hidden">{failed ? `${t('notSaved')}: ${edit.message}` : t('saving')}</span>
        </span>
      )}
    </div>
  )
}

/** Says that it cannot be changed: for a whole record in its first cell, else while it is the active cell. */
function FixedMark<Row>({ rowFixed, fixed, active }: GridCellProps<Row>) {
  const why = rowFixed ?? (active ? fixed : null)
  return why === null ? null : (
    <span className="ui-grid-fixed" title={why}>
      <IconLock size={12} stroke={1.6} aria-hidden />
      <span className="ui-visually-hidden">{why}</span>
    </span>
  )
}

function content<Row>({ column, edit, rowIndex, opens }: GridCellProps<Row>, record: Row) {
  const shown =
    edit?.text !== undefined ? (
      <span className="ui-truncate">{edit.text}</span>
    ) : (
      column.render(edit ? edit.value : column.value(record), record)
    )
  if (!column.opens || !opens) return shown
  return (
    <button type="button" tabIndex={-1} className="ui-grid-link" data-act="open" data-index={rowIndex}>
      {shown}
    </button>
  )
}
