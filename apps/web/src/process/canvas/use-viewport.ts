import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { PlacedNode, Point, Size } from './drawing.ts'

/** What can be done with the view of a drawing. */
export interface Viewport {
  scale: number
  /** Larger or smaller around a point of the screen; the middle by default. */
  zoom(factor: number, around?: Point): void
  actualSize(): void
  /** Everything at once, as far as it can still be read. */
  fit(): void
  /** As `fit`, but large enough to read: from the beginning where it does not all fit. */
  begin(): void
  /** Scrolls just so far that the node is seen. */
  reveal(node: PlacedNode): void
  /** Scrolls so that the node is in the middle, once what is under way is drawn. */
  centre(node: PlacedNode): void
}

const scales = { min: 0.25, max: 2, readable: 0.8 } as const

/**
 * Zooming and panning over plain scrolling: wheel, touch, scroll bars and what follows the focus are the browser's. Ctrl
 * with the wheel and two fingers zoom, dragging the background pans. `beginning` is the place of what is seen first.
 */
export function useViewport(
  scroller: RefObject<HTMLDivElement | null>,
  world: RefObject<HTMLDivElement | null>,
  { size, beginning }: { size: Size; beginning: number },
): Viewport {
  const [scale, setScale] = useState(1)
  const now = useRef({ scale: 1, size, beginning })
  Object.assign(now.current, { size, beginning })
  // What was under the pointer has to be there again once the new scale is drawn.
  const anchor = useRef<{ screen: Point; inside: Point } | null>(null)

  const zoomTo = useCallback(
    (wanted: number, around?: Point) => {
      const [outer, inner] = [scroller.current?.getBoundingClientRect(), world.current?.getBoundingClientRect()]
      const next = Math.min(scales.max, Math.max(scales.min, wanted))
      if (outer && inner) {
        const screen = around ?? { x: outer.left + outer.width / 2, y: outer.top + outer.height / 2 }
        const { scale: old } = now.current
        anchor.current = { screen, inside: { x: (screen.x - inner.left) / old, y: (screen.y - inner.top) / old } }
      }
      now.current.scale = next
      setScale(next)
    },
    [scroller, world],
  )

  useLayoutEffect(() => {
    const [outer, inner, held] = [scroller.current, world.current?.getBoundingClientRect(), anchor.current]
    anchor.current = null
    if (!outer || !inner || !held) return
    outer.scrollLeft += inner.left + held.inside.x * scale - held.screen.x
    outer.scrollTop += inner.top + held.inside.y * scale - held.screen.y
  }, [scale, scroller, world])

  const fitTo = useCallback(
    (smallest: number) => {
      const outer = scroller.current
      if (!outer || outer.clientWidth === 0) return
      const { width, height } = now.current.size
      const whole = Math.min((outer.clientWidth - 32) / width, (outer.clientHeight - 32) / height)
      const next = Math.min(1, Math.max(smallest, whole))
      now.current.scale = next
      anchor.current = null
      setScale(next)
      requestAnimationFrame(() => {
        const begins = now.current.beginning * next
        const inner = world.current?.getBoundingClientRect()
        const shift = inner ? inner.left - outer.getBoundingClientRect().left + begins - outer.clientWidth / 2 : 0
        outer.scrollLeft += shift
        outer.scrollTop = 0
      })
    },
    [scroller, world],
  )

  const viewport = useMemo(
    (): Omit<Viewport, 'scale'> => ({
      zoom: (factor, around) => zoomTo(now.current.scale * factor, around),
      actualSize: () => zoomTo(1),
      fit: () => fitTo(scales.min),
      begin: () => fitTo(scales.readable),
      centre(node) {
        requestAnimationFrame(() => {
          const [outer, inner] = [scroller.current, world.current]
          if (!outer || !inner) return
          const [box, origin] = [outer.getBoundingClientRect(), inner.getBoundingClientRect()]
          const { scale: by } = now.current
          const middle = { x: node.x + node.width / 2, y: node.y + node.height / 2 }
          outer.scrollLeft += origin.left + middle.x * by - box.left - outer.clientWidth / 2
          outer.scrollTop += origin.top + middle.y * by - box.top - outer.clientHeight / 2
        })
      },
      reveal(node) {
        const [outer, inner] = [scroller.current, world.current]
        if (!outer || !inner) return
        const [box, origin] = [outer.getBoundingClientRect(), inner.getBoundingClientRect()]
        const { scale: by } = now.current
        const left = origin.left + node.x * by - box.left
        const top = origin.top + node.y * by - box.top
        const height = Math.min(node.height, 80) * by
        outer.scrollLeft += outside(left, node.width * by, outer.clientWidth)
        outer.scrollTop += outside(top, height, outer.clientHeight)
      },
    }),
    [zoomTo, fitTo, scroller, world],
  )
  useEffect(() => (scroller.current ? listen(scroller.current, viewport) : undefined), [scroller, viewport])
  return useMemo(() => ({ ...viewport, scale }), [viewport, scale])
}

const margin = 48

/** How far something has to be moved to be seen with some room around. */
function outside(from: number, length: number, room: number): number {
  if (from < margin) return from - margin
  return from + length > room - margin ? from + length - room + margin : 0
}

function listen(scroller: HTMLDivElement, viewport: Omit<Viewport, 'scale'>): () => void {
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    viewport.zoom(Math.exp(-event.deltaY / 300), { x: event.clientX, y: event.clientY })
  }
  let spread = 0
  const touch = (event: TouchEvent) => {
    const [one, other] = [event.touches[0], event.touches[1]]
    if (!one || !other) {
      spread = 0
      return
    }
    event.preventDefault()
    const now = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)
    const middle = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 }
    if (spread > 0) viewport.zoom(now / spread, middle)
    spread = now
  }
  const touchEnd = () => {
    spread = 0
  }
  scroller.addEventListener('wheel', wheel, { passive: false })
  scroller.addEventListener('touchmove', touch, { passive: false })
  scroller.addEventListener('touchend', touchEnd)
  return () => {
    scroller.removeEventListener('wheel', wheel)
    scroller.removeEventListener('touchmove', touch)
    scroller.removeEventListener('touchend', touchEnd)
  }
}
