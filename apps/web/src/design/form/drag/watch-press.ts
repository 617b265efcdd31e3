import { createEdgeScroll } from './edge-scroll.ts'
import type { Point } from './find-drop.ts'

/** A press that moves less is a click; in pixels. */
const threshold = 5
/** How long a finger is held until it drags, in milliseconds. */
const hold = 280

interface PressHandlers {
  /** Whether there is something to drag. */
  begin(point: Point): boolean
  move(point: Point, scrolled?: boolean): void
  end(dropped: boolean): void
}

/** From a press to its end: a mouse drags once it moves, a finger once it has been held. */
export function watchPress(event: PointerEvent, { begin, move, end }: PressHandlers): AbortController {
  const watching = new AbortController()
  const { signal } = watching
  const start = { x: event.clientX, y: event.clientY }
  const touch = event.pointerType === 'touch'
  let last = start
  let dragging = false
  const scroll = createEdgeScroll(() => dragging && move(last, true))
  const startDrag = () => {
    dragging = begin(last)
    if (!dragging) watching.abort()
  }
  const timer = touch ? setTimeout(startDrag, hold) : undefined
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    scroll.stop()
  })
  const options = { signal, capture: true }
  document.addEventListener(
    'pointermove',
    (moved) => {
      if (moved.pointerId !== event.pointerId) return
      last = { x: moved.clientX, y: moved.clientY }
      if (dragging) {
        moved.stopPropagation()
        move(last)
        scroll.at(last)
      } else if (Math.hypot(last.x - start.x, last.y - start.y) > threshold) {
        // A finger that moves at once scrolls.
        if (touch) watching.abort()
        else startDrag()
      }
    },
    options,
  )
  keepPageStill({ touch, isDragging: () => dragging, signal })
  const stop = (dropped: boolean) => {
    const was = dragging
    watching.abort()
    if (!was) return
    swallowClick()
    end(dropped)
  }
  document.addEventListener('pointerup', () => stop(true), options)
  document.addEventListener('pointercancel', () => stop(false), options)
  document.addEventListener(
    'keydown',
    (key) => {
      if (key.key !== 'Escape' || !dragging) return
      key.preventDefault()
      key.stopPropagation()
      stop(false)
    },
    options,
  )
  return watching
}

const passingEvents = ['pointerover', 'pointerout', 'mouseover', 'mouseout', 'mousemove'] as const

interface PageUnderPress {
  touch: boolean
  isDragging(): boolean
  signal: AbortSignal
}

/** What lies under the pointer is not to react to it meanwhile: neither the page nor its tooltips. */
function keepPageStill({ touch, isDragging, signal }: PageUnderPress): void {
  const options = { signal, capture: true }
  const hush = (passing: Event) => isDragging() && passing.stopPropagation()
  for (const name of passingEvents) document.addEventListener(name, hush, options)
  // Held, the finger drags instead of scrolling.
  document.addEventListener('touchmove', (moved) => isDragging() && moved.preventDefault(), {
    ...options,
    passive: false,
  })
  document.addEventListener('contextmenu', (menu) => touch && menu.preventDefault(), options)
}

/** The click that the browser makes of the end of a drag is none. */
function swallowClick(): void {
  const swallow = (click: Event) => {
    click.stopPropagation()
    click.preventDefault()
  }
  document.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 0)
}
