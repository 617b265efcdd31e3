/** A half-open span of indexes. */
export interface Span {
  from: number
  to: number
}

/** Rows are drawn in steps of this many, so that scrolling by one row does not render anything. */
const rowStep = 4
const overscan = 6

/** The rows to draw for a scroll position. */
export function rowWindow(input: { scrollTop: number; height: number; rowHeight: number; rowCount: number }): Span {
  const first = Math.floor(input.scrollTop / input.rowHeight) - overscan
  const last = Math.ceil((input.scrollTop + input.height) / input.rowHeight) + overscan
  return {
    from: Math.max(0, Math.floor(first / rowStep) * rowStep),
    to: Math.min(input.rowCount, Math.ceil(last / rowStep) * rowStep),
  }
}

/** The columns to draw, of those that scroll. `widths` are theirs in order; one more is drawn on each side. */
export function columnWindow(input: { scrollLeft: number; width: number; widths: readonly number[] }): Span {
  let from = 0
  let left = 0
  while (from < input.widths.length && left + (input.widths[from] ?? 0) <= input.scrollLeft) {
    left += input.widths[from] ?? 0
    from += 1
  }
  let to = from
  while (to < input.widths.length && left < input.scrollLeft + input.width) {
    left += input.widths[to] ?? 0
    to += 1
  }
  return { from: Math.max(0, from - 1), to: Math.min(input.widths.length, to + 1) }
}

/** How many rows `rowWindow` gives at most for a height: rows further apart than this are never drawn together. */
export function mostRows(height: number, rowHeight: number): number {
  return Math.ceil(height / rowHeight) + 1 + 2 * (overscan + rowStep)
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.from === b.from && a.to === b.to
}

/** Where to scroll so that a stretch lies inside the visible part; undefined when it already does. */
export function scrollToShow(input: {
  start: number
  end: number
  scroll: number
  size: number
  /** What sticky parts cover at the beginning and the end. */
  before?: number
  after?: number
}): number | undefined {
  const { start, end, scroll, size, before = 0, after = 0 } = input
  if (start < scroll + before) return Math.max(0, start - before)
  if (end > scroll + size - after) return Math.min(Math.max(0, end - size + after), Math.max(0, start - before))
  return undefined
}
