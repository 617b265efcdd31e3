import type { CSSProperties } from 'react'
import type { GridColumn } from '../model/grid-column.ts'

export const headerHeight = 34
export const footerHeight = 34
export const tickColumnWidth = 56

/** Everything about columns that drawing needs; made once per change of the columns. */
export interface ColumnGeometry {
  pinnedCount: number
  pinnedWidth: number
  /** Widths of the columns that scroll. */
  scrollingWidths: readonly number[]
  totalWidth: number
  /** CSS variables for the root: a resize changes only these. */
  variables: CSSProperties
}

export function columnGeometry(columns: readonly GridColumn<never>[], ticks: boolean): ColumnGeometry {
  const widths = columns.map((column) => column.width)
  const pinnedCount = columns.filter((column) => column.pinned).length
  const start = ticks ? tickColumnWidth : 0
  return {
    pinnedCount,
    pinnedWidth: start + sum(widths.slice(0, pinnedCount)),
    scrollingWidths: widths.slice(pinnedCount),
    totalWidth: start + sum(widths),
    variables: widthVariables(widths, pinnedCount, start) as CSSProperties,
  }
}

/** Widths, offsets of the pinned columns and the total as CSS variables. */
export function widthVariables(widths: readonly number[], pinnedCount: number, start: number): Record<string, string> {
  const variables: Record<string, string> = { '--grid-width': `${start + sum(widths)}px` }
  let left = start
  widths.forEach((width, index) => {
    variables[`--grid-w${index}`] = `${width}px`
    if (index < pinnedCount) variables[`--grid-l${index}`] = `${left}px`
    left += width
  })
  return variables
}

/** The style of every cell of a column; the same object for all of them. */
export function cellStyle(index: number, pinned: boolean): CSSProperties {
  const cache = pinned ? pinnedStyles : scrollingStyles
  let style = cache.get(index)
  if (!style) {
    style = pinned
      ? { width: `var(--grid-w${index})`, left: `var(--grid-l${index})` }
      : { width: `var(--grid-w${index})` }
    cache.set(index, style)
  }
  return style
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

const pinnedStyles = new Map<number, CSSProperties>()
const scrollingStyles = new Map<number, CSSProperties>()
