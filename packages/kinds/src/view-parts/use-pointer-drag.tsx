import { type PointerEvent, useEffect, useRef } from 'react'
import { type EdgeScroll, startEdgeScroll } from './edge-scroll.ts'
import { followFinger, followMouse, type Spot } from './follow-press.ts'

/** A drag as it goes on: where the pointer is, and how far it has come over what it is dragged on. */
export interface DragPoint {
  x: number
  y: number
  dx: number
  dy: number
}

interface PointerDragOptions<Data> {
  onMove(data: Data, point: DragPoint): void
  onDrop(data: Data, point: DragPoint): void
  onCancel(): void
}

/**
 * Drags by mouse, pen and finger. A finger takes hold by resting, so that scrolling stays as it is; near an edge the page
 * comes along; Escape gives up.
 */
export function usePointerDrag<Data>(options: PointerDragOptions<Data>) {
  const latest = useRef(options)
  latest.current = options
  const end = useRef<(() => void) | null>(null)
  useEffect(() => () => end.current?.(), [])
  return (event: PointerEvent<HTMLElement>, data: Data) => {
    if (event.button !== 0 || !event.isPrimary) return
    end.current?.()
    const stop = startDrag(event, data, () => latest.current)
    end.current = () => {
      end.current = null
      stop()
    }
  }
}

function startDrag<Data>(event: PointerEvent<HTMLElement>, data: Data, options: () => PointerDragOptions<Data>) {
  const from: Spot = { clientX: event.clientX, clientY: event.clientY }
  const target = event.target as Element
  let last = from
  let scroll: EdgeScroll | null = null
  const pointOf = ({ clientX: x, clientY: y }: Spot): DragPoint => {
    const scrolled = scroll?.scrolled() ?? { x: 0, y: 0 }
    return { x, y, dx: x - from.clientX + scrolled.x, dy: y - from.clientY + scrolled.y }
  }
  const giveUp = (key: KeyboardEvent) => {
    if (key.key !== 'Escape') return
    key.stopPropagation()
    steps.cancel()
  }
  const steps = {
    lift() {
      // Not before: what was still running out when the finger came down is no way that the record went.
      scroll = startEdgeScroll(target, () => options().onMove(data, pointOf(last)))
      document.addEventListener('keydown', giveUp, true)
    },
    move(spot: Spot) {
      last = spot
      scroll?.at(spot)
      options().onMove(data, pointOf(spot))
    },
    leave: () => stop(),
    drop(spot: Spot) {
      stop()
      swallowClick()
      options().onDrop(data, pointOf(spot))
    },
    cancel() {
      stop()
      swallowClick()
      options().onCancel()
    },
  }
  const unfollow = event.pointerType === 'touch' ? followFinger(from, target, steps) : followMouse(from, steps)
  function stop() {
    unfollow()
    scroll?.stop()
    document.removeEventListener('keydown', giveUp, true)
  }
  return stop
}

/** What was dragged is not opened by the click that letting go makes. */
function swallowClick() {
  const swallow = (event: MouseEvent) => {
    event.stopPropagation()
    event.preventDefault()
  }
  document.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 50)
}
