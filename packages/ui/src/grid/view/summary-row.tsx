import { memo, type ReactNode } from 'react'
import type { GridTranslate } from '../grid-texts.ts'
import type { GridColumn } from '../model/grid-column.ts'
import { cellStyle } from './grid-geometry.ts'

interface SummaryRowProps {
  columns: readonly GridColumn<never>[]
  figures: ReadonlyMap<string, ReactNode>
  pinnedCount: number
  rowCount: number
  ticks: boolean
  t: GridTranslate
}

/** The figures under the columns, always in sight. */
export const SummaryRow = memo(function SummaryRow(props: SummaryRowProps) {
  const { columns, figures, ticks } = props
  return (
    <div role="rowgroup" className="ui-grid-foot">
      <div role="row" aria-rowindex={props.rowCount + 2} aria-label={props.t('summary')} className="ui-grid-row">
        {ticks && <div role="gridcell" aria-colindex={1} className="ui-grid-tick" />}
        {columns.map((column, index) => (
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={index + (ticks ? 2 : 1)}
            data-align={column.align}
            data-pinned={column.pinned ? (index === props.pinnedCount - 1 ? 'last' : '') : undefined}
            className="ui-grid-cell"
            style={cellStyle(index, column.pinned ?? false)}
          >
            {figures.get(column.key)}
          </div>
        ))}
      </div>
    </div>
  )
})
