import { type RefObject, useLayoutEffect, useReducer, useRef } from 'react'
import { flushSync } from 'react-dom'
import { columnWindow, mostRows, rowWindow, type Span, sameSpan } from '../model/visible-window.ts'
import { type ColumnGeometry, footerHeight, headerHeight } from './grid-geometry.ts'
import { useLatest } from './use-latest.ts'

interface ViewportInput {
  scroller: RefObject<HTMLElement | null>
  geometry: ColumnGeometry
  rowCount: number
  rowHeight: number
  summary: boolean
}

export interface Viewport {
  rows: Span
  /** Of the columns that scroll. */
  columns: Span
  /** Whole rows on the screen. */
  page: number
  /** Never more rows than this are drawn. */
  most: number
}

/** Before the first layout, and where there is none (tests). */
const assumed = { scrollTop: 0, scrollLeft: 0, width: 1024, height: 640 }

/** Which rows and columns are on the screen; renders again only when that changes. */
export function useViewport(input: ViewportInput): Viewport {
  const seen = useRef(assumed)
  const [, render] = useReducer((count: number) => count + 1, 0)
  const viewport = compute(seen.current, input)
  const latest = useLatest({ viewport, input })
  const { scroller } = input

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const update = () => {
      seen.current = {
        scrollTop: element.scrollTop,
        scrollLeft: element.scrollLeft,
        width: element.clientWidth || assumed.width,
        height: element.clientHeight || assumed.height,
      }
      const next = compute(seen.current, latest.current.input)
      if (!same(next, latest.current.viewport)) render()
    }
    // In the same frame as the scroll, so that no empty part is ever painted.
    const onScroll = () => flushSync(update)
    update()
    element.addEventListener('scroll', onScroll, { passive: true })
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(update)
    observer?.observe(element)
    return () => {
      element.removeEventListener('scroll', onScroll)
      observer?.disconnect()
    }
  }, [scroller, latest])
  return viewport
}

function compute(seen: typeof assumed, { geometry, rowCount, rowHeight, summary }: ViewportInput): Viewport {
  const height = seen.height - headerHeight - (summary ? footerHeight : 0)
  return {
    rows: rowWindow({ scrollTop: seen.scrollTop, height, rowHeight, rowCount }),
    columns: columnWindow({
      scrollLeft: seen.scrollLeft,
      width: seen.width - geometry.pinnedWidth,
      widths: geometry.scrollingWidths,
    }),
    page: Math.max(1, Math.floor(height / rowHeight) - 1),
    most: mostRows(height, rowHeight),
  }
}

function same(a: Viewport, b: Viewport): boolean {
  return sameSpan(a.rows, b.rows) && sameSpan(a.columns, b.columns) && a.most === b.most
}
