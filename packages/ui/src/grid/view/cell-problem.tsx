import { IconAlertCircle } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useState } from 'react'
import type { CellPosition } from '../model/grid-cursor.ts'
import type { GridController, GridState } from './use-grid.ts'

interface CellProblemProps<Row> {
  state: GridState<Row>
  controller: GridController<Row>
  hidden: boolean
}

/** Under the active cell, when its change was not saved: why, and what to do about it. */
export function CellProblem<Row>({ state, controller, hidden }: CellProblemProps<Row>) {
  const { cursor, columns, edits, props, t } = state
  const { active } = cursor
  const row = active.row < 0 ? undefined : props.source.rowAt(active.row)
  const column = columns[active.column]?.key
  const edit = row?.type === 'record' && column ? edits.rows.get(row.key)?.get(column) : undefined
  const shown = !hidden && edit?.state === 'failed'
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)

  useLayoutEffect(() => {
    if (shown) setPlace(placeUnder(controller.root.current, active))
  }, [shown, controller, active])
  useEffect(() => {
    const scroller = controller.scroller.current
    if (!shown || !scroller) return
    const follow = () => setPlace(placeUnder(controller.root.current, active))
    scroller.addEventListener('scroll', follow, { passive: true })
    return () => scroller.removeEventListener('scroll', follow)
  }, [shown, controller, active])

  if (!shown || row?.type !== 'record' || !place) return null
  return (
    <div className="ui-grid-problem" style={place}>
      <IconAlertCircle size={16} aria-hidden="true" />
      <span>{edit.message}</span>
      {edit.text === undefined && (
        <button type="button" onClick={() => props.edits?.retry(row.key)}>
          {t('retry')}
        </button>
      )}
      <button
        type="button"
        onClick={() => {
          props.edits?.discard(row.key, column)
          controller.focusCell()
        }}
      >
        {t('discard')}
      </button>
    </div>
  )
}

function placeUnder(root: HTMLElement | null, { row, column }: CellPosition) {
  const cell = root?.querySelector(`[data-row="${row}"][data-col="${column}"]`)
  const origin = root?.getBoundingClientRect()
  const box = cell?.getBoundingClientRect()
  if (!box || !origin) return null
  return { left: Math.max(4, box.left - origin.left), top: box.bottom - origin.top }
}
