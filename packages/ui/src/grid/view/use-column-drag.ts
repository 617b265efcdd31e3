import { type PointerEvent, useMemo, useRef } from 'react'
import { clampWidth } from '../model/column-placement.ts'
import type { ColumnCommands } from './column-commands.ts'
import { tickColumnWidth, widthVariables } from './grid-geometry.ts'
import type { GridController } from './use-grid.ts'

interface Gesture {
  kind: 'resize' | 'move'
  key: string
  index: number
  startX: number
  width: number
  started: boolean
  target?: { key: string; side: 'before' | 'after' }
}

/** A press becomes a drag after this many pixels. */
const threshold = 5

/**
 * Resizing and reordering by pointer. Both only touch styles while the pointer moves: nothing is rendered until the end.
 */
export function useColumnDrag<Row>(grid: GridController<Row>, columns: ColumnCommands) {
  const gesture = useRef<Gesture | null>(null)
  return useMemo(() => {
    function start(event: PointerEvent<HTMLElement>) {
      const target = event.target instanceof Element ? event.target : null
      const cell = target?.closest<HTMLElement>('[data-header]')
      const index = Number(cell?.dataset.col)
      const column = grid.state.columns[index]
      if (!cell || !column || event.button !== 0 || !grid.state.props.onColumns) return
      const kind = target?.closest('.ui-grid-resize') ? 'resize' : 'move'
      if (kind === 'move' && event.pointerType !== 'mouse') return
      gesture.current = { kind, key: column.key, index, startX: event.clientX, width: column.width, started: false }
      if (kind === 'resize') event.currentTarget.setPointerCapture?.(event.pointerId)
    }
    function drag(event: PointerEvent<HTMLElement>) {
      const current = gesture.current
      if (!current) return
      const moved = event.clientX - current.startX
      if (!current.started && Math.abs(moved) < threshold) return
      if (!current.started) event.currentTarget.setPointerCapture?.(event.pointerId)
      current.started = true
      if (current.kind === 'resize') showWidth(grid, current.index, current.width + moved)
      else current.target = showTarget(grid, event.clientX, current.key)
    }
    function end(event: PointerEvent<HTMLElement>) {
      const current = gesture.current
      gesture.current = null
      if (!current?.started) return
      swallowClick()
      if (current.kind === 'resize') columns.resize(current.key, current.width + event.clientX - current.startX)
      else {
        grid.root.current?.style.removeProperty('--grid-drop')
        grid.root.current?.removeAttribute('data-dropping')
        if (current.target) columns.move(current.key, current.target)
      }
    }
    return { onPointerDown: start, onPointerMove: drag, onPointerUp: end, onPointerCancel: end }
  }, [grid, columns])
}

function showWidth<Row>(grid: GridController<Row>, index: number, width: number) {
  const { columns, geometry, props } = grid.state
  const widths = columns.map((column, position) => (position === index ? clampWidth(width) : column.width))
  const variables = widthVariables(widths, geometry.pinnedCount, props.selection ? tickColumnWidth : 0)
  for (const [name, value] of Object.entries(variables)) grid.root.current?.style.setProperty(name, value)
}

function showTarget<Row>(grid: GridController<Row>, x: number, key: string): Gesture['target'] {
  const root = grid.root.current
  const headers = [...(root?.querySelectorAll<HTMLElement>('[data-header]') ?? [])]
  const over = headers.findLast((header) => header.getBoundingClientRect().left <= x) ?? headers[0]
  const target = grid.state.columns[Number(over?.dataset.col)]
  if (!root || !over || !target || target.key === key) {
    root?.removeAttribute('data-dropping')
    return undefined
  }
  const box = over.getBoundingClientRect()
  const side = x < box.left + box.width / 2 ? 'before' : 'after'
  const edge = side === 'before' ? box.left : box.right
  root.style.setProperty('--grid-drop', `${edge - root.getBoundingClientRect().left}px`)
  root.setAttribute('data-dropping', '')
  return { key: target.key, side }
}

/** The click that ends a drag is not a click on the header. */
function swallowClick() {
  const swallow = (event: Event) => event.stopPropagation()
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0)
}
