import { cursorRange } from '../model/grid-cursor.ts'
import { isSelected } from '../model/grid-source.ts'
import { sum } from './grid-geometry.ts'
import { GridRowView } from './grid-row.tsx'
import type { EditingCell } from './use-cell-editor.ts'
import type { GridController, GridState } from './use-grid.ts'

interface GridBodyProps<Row> {
  state: GridState<Row>
  controller: GridController<Row>
  editing: EditingCell | null
}

/** The rows on the screen, at their places in the whole. */
export function GridBody<Row>({ state, controller, editing }: GridBodyProps<Row>) {
  const { props, geometry, viewport, cursor } = state
  const range = cursorRange(cursor)
  const span = viewport.columns
  const before = sum(geometry.scrollingWidths.slice(0, span.from))
  const after = sum(geometry.scrollingWidths.slice(span.to))
  /**
   * A row that scrolls in takes over the elements of one that scrolled out. The row with an editor keeps its own, and so
   * does the active row while it is out of sight.
   */
  const keyOf = (index: number) => {
    if (index === editing?.index) return 'editing'
    return index >= viewport.rows.from && index < viewport.rows.to ? index % viewport.most : 'active'
  }
  const draw = (index: number) => {
    const row = props.source.rowAt(index)
    const key = row.type === 'record' ? row.key : undefined
    const inRange = index >= range.fromRow && index <= range.toRow
    return (
      <GridRowView
        key={keyOf(index)}
        index={index}
        row={row}
        columns={state.columns}
        pinnedCount={geometry.pinnedCount}
        from={span.from}
        to={span.to}
        before={before}
        after={after}
        rowHeight={props.rowHeight}
        t={state.t}
        ticks={props.selection !== undefined}
        ticked={key !== undefined && props.selection !== undefined && isSelected(props.selection, key)}
        open={key !== undefined && key === props.openKey}
        opens={props.onOpen !== undefined}
        look={row.type === 'record' ? props.look?.(row.record) : undefined}
        whyNot={props.whyNot}
        activeColumn={cursor.active.row === index ? cursor.active.column : -1}
        rangeFrom={inRange ? range.fromColumn : -1}
        rangeTo={inRange ? range.toColumn : -1}
        edits={key === undefined ? undefined : state.edits.rows.get(key)}
        editing={editing?.index === index ? editing : null}
        editor={controller.editor}
      />
    )
  }
  return (
    <div role="rowgroup" className="ui-grid-body" style={{ height: props.source.rowCount * props.rowHeight }}>
      {indexesToDraw(viewport.rows, [cursor.active.row, editing?.index ?? -1], props.source.rowCount).map(draw)}
    </div>
  )
}

/** The rows on the screen, and those with the focus or an editor wherever they are, so that neither is lost. */
function indexesToDraw({ from, to }: { from: number; to: number }, always: readonly number[], rowCount: number) {
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset)
  for (const index of always) {
    if (index >= 0 && index < rowCount && !indexes.includes(index)) indexes.push(index)
  }
  return indexes.sort((a, b) => a - b)
}
