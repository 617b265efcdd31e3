import type { PointerEvent } from 'react'
import { followPointer } from './follow-pointer.ts'

/** Drags the background of a scrolled drawing; touch does that by itself. */
export function panByPointer(event: PointerEvent<HTMLElement>): void {
  const { currentTarget: scroller, target } = event
  const onItem = target instanceof Element && target.closest('[data-canvas-item]') !== null
  const drags = event.button === 1 || (event.button === 0 && !onItem)
  if (!drags || event.pointerType === 'touch') return
  const from = { x: event.clientX, y: event.clientY, left: scroller.scrollLeft, top: scroller.scrollTop }
  followPointer({
    move(next) {
      scroller.dataset.panning = ''
      scroller.scrollLeft = from.left - (next.clientX - from.x)
      scroller.scrollTop = from.top - (next.clientY - from.y)
    },
    end() {
      delete scroller.dataset.panning
    },
  })
}
