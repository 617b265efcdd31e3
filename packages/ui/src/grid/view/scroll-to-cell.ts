import type { CellPosition } from '../model/grid-cursor.ts'
import { scrollToShow } from '../model/visible-window.ts'
import { footerHeight, headerHeight, sum } from './grid-geometry.ts'
import type { GridState } from './use-grid.ts'

/** Scrolls just as far as needed to bring a cell out from under the header, the summary and the pinned columns. */
export function scrollToCell<Row>(scroller: HTMLElement, state: GridState<Row>, { row, column }: CellPosition): void {
  const { geometry, props } = state
  if (row >= 0) {
    const top = scrollToShow({
      start: headerHeight + row * props.rowHeight,
      end: headerHeight + (row + 1) * props.rowHeight,
      scroll: scroller.scrollTop,
      size: scroller.clientHeight,
      before: headerHeight,
      after: props.summary ? footerHeight : 0,
    })
    if (top !== undefined) scroller.scrollTop = top
  }
  if (column < geometry.pinnedCount) return
  const index = column - geometry.pinnedCount
  const start = geometry.pinnedWidth + sum(geometry.scrollingWidths.slice(0, index))
  const left = scrollToShow({
    start,
    end: start + (geometry.scrollingWidths[index] ?? 0),
    scroll: scroller.scrollLeft,
    size: scroller.clientWidth,
    before: geometry.pinnedWidth,
  })
  if (left !== undefined) scroller.scrollLeft = left
}
