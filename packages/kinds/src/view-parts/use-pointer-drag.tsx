import { type PointerEvent, useEffect, useRef } from 'react'

/** A drag as it goes on: where the pointer is, and how far it has come. */
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

/** The pointer has to come this far before it drags; less is a click. */
const threshold = 5

/** Drags by mouse and pen. Fingers scroll: on a touch screen records are changed by opening them. Escape gives up. */
export function usePointerDrag<Data>(options: PointerDragOptions<Data>) {
  const latest = useRef(options)
  latest.current = options
  const end = useRef<(() => void) | null>(null)
  useEffect(() => () => end.current?.(), [])
  return (event: PointerEvent<HTMLElement>, data: Data) => {
    if (event.button !== 0 || event.pointerType === 'touch') return
    const from = { x: event.clientX, y: event.clientY }
    let lifted = false
    const pointOf = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => ({ x, y, dx: x - from.x, dy: y - from.y })
    const move = (next: globalThis.PointerEvent) => {
      const point = pointOf(next)
      lifted ||= Math.hypot(point.dx, point.dy) >= threshold
      if (lifted) latest.current.onMove(data, point)
    }
    const drop = (last: globalThis.PointerEvent) => {
      stop()
      if (!lifted) return
      swallowClick()
      latest.current.onDrop(data, pointOf(last))
    }
    const cancel = () => {
      stop()
      if (lifted) swallowClick()
      latest.current.onCancel()
    }
    const giveUp = (key: KeyboardEvent) => {
      if (key.key !== 'Escape' || !lifted) return
      key.stopPropagation()
      cancel()
    }
    function stop() {
      end.current = null
      document.body.style.removeProperty('user-select')
      document.removeEventListener('pointermove', move)
      document.removeEventListener('pointerup', drop)
      document.removeEventListener('pointercancel', cancel)
      document.removeEventListener('keydown', giveUp, true)
    }
    end.current?.()
    end.current = stop
    document.body.style.userSelect = 'none'
    document.addEventListener('pointermove', move)
    document.addEventListener('pointerup', drop)
    document.addEventListener('pointercancel', cancel)
    document.addEventListener('keydown', giveUp, true)
  }
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
