import type { KeyboardEvent } from 'react'
import type { ProcessCanvasProps } from './canvas-props.ts'
import type { PlacedProcess } from './drawing.ts'
import { type Direction, nearestNode } from './nearest-node.ts'
import type { CanvasFolding } from './use-folding.ts'
import type { Viewport } from './use-viewport.ts'

/** A click selects, a second one opens, one on the background lets go. */
export function onCanvasClick(target: EventTarget, { onSelect, onOpen, selected }: ProcessCanvasProps): void {
  if (!(target instanceof Element)) return
  const key = target.closest<HTMLElement>('[data-node]')?.dataset.node
  if (key === undefined) {
    if (!target.closest('[data-canvas-item]')) onSelect?.(null)
    return
  }
  onSelect?.(key)
  if (selected === key || !onSelect) onOpen?.(key)
}

const arrows: { readonly [key: string]: Direction } = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

interface KeyContext {
  placed: PlacedProcess
  viewport: Viewport
  props: ProcessCanvasProps
  focus(key: string): void
  foldsAt(key: string): boolean | null
  toggle: CanvasFolding['toggle']
}

/** Arrows walk through the drawing, plus and minus zoom, F folds, Enter opens; the rest is for whoever uses it. */
export function onCanvasKey(event: KeyboardEvent<HTMLElement>, context: KeyContext): void {
  const { placed, viewport, props, focus, foldsAt, toggle } = context
  const key = event.target instanceof HTMLElement ? event.target.dataset.node : undefined
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey
  const direction = plain && !event.shiftKey ? arrows[event.key] : undefined
  if (key !== undefined && direction) {
    event.preventDefault()
    const next = nearestNode(placed, key, direction)
    if (next === null) return
    props.onSelect?.(next)
    focus(next)
    return
  }
  const zooms: { readonly [key: string]: () => void } = {
    '+': () => viewport.zoom(1.2),
    '=': () => viewport.zoom(1.2),
    '-': () => viewport.zoom(1 / 1.2),
    '0': viewport.fit,
  }
  const zoom = plain ? zooms[event.key] : undefined
  if (zoom) {
    event.preventDefault()
    zoom()
  } else if (key !== undefined && plain && event.key.toLowerCase() === 'f' && toggle && foldsAt(key) !== null) {
    event.preventDefault()
    toggle(key)
  } else if (key !== undefined && plain && event.key === 'Enter') {
    event.preventDefault()
    props.onSelect?.(key)
    props.onOpen?.(key)
  } else props.onKeyDown?.(event)
}
