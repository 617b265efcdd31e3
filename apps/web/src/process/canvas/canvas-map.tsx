import {
  memo,
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import classes from './canvas-map.module.css'
import type { CanvasTone } from './canvas-marks.ts'
import type { PlacedNode, PlacedProcess, Point, Size } from './drawing.ts'
import { followPointer } from './follow-pointer.ts'

interface CanvasMapProps {
  placed: PlacedProcess
  /** Corner of the drawing, and its size. */
  origin: Point
  size: Size
  scale: number
  toneOf(key: string): CanvasTone | undefined
  scroller: RefObject<HTMLDivElement | null>
  world: RefObject<HTMLDivElement | null>
}

const largest = { width: 200, height: 260 }
/** High drawings are narrow; the map is still something to aim at. */
const narrowest = 56

/**
 * The whole drawing small, with the part that is seen; a press or a drag moves there. It is for the pointer alone and is not
 * read out: by keyboard the arrows, the search and the zoom lead everywhere.
 */
export const CanvasMap = memo(function CanvasMap(props: CanvasMapProps) {
  const { origin, size, scale, scroller, world } = props
  const frame = useRef<HTMLDivElement>(null)
  const needed = useNeeded(props)
  const by = Math.min(largest.width / size.width, largest.height / size.height)
  const width = Math.max(narrowest, size.width * by)
  const indent = (width - size.width * by) / 2
  // Scrolling moves the frame without drawing anything else again.
  const show = useCallback(() => {
    const seen = seenPart(scroller.current, world.current)
    if (!seen || !frame.current) return
    const [left, top] = [Math.max(0, seen.x * by), Math.max(0, seen.y * by)]
    const right = Math.min(size.width * by, (seen.x + seen.width) * by)
    const bottom = Math.min(size.height * by, (seen.y + seen.height) * by)
    Object.assign(frame.current.style, {
      transform: `translate(${left + indent}px, ${top}px)`,
      width: `${Math.max(4, right - left)}px`,
      height: `${Math.max(4, bottom - top)}px`,
    })

    function seenPart(outer: HTMLElement | null, inner: HTMLElement | null) {
      if (!outer || !inner) return null
      const [a, b] = [outer.getBoundingClientRect(), inner.getBoundingClientRect()]
      return {
        ...{ x: (a.left - b.left) / scale, y: (a.top - b.top) / scale },
        ...{ width: outer.clientWidth / scale, height: outer.clientHeight / scale },
      }
    }
  }, [scroller, world, scale, by, indent, size])
  // The frame has to be there to be moved: again once the map is needed.
  useLayoutEffect(() => (needed ? show() : undefined), [show, needed])
  useEffect(() => {
    const outer = scroller.current
    outer?.addEventListener('scroll', show, { passive: true })
    return () => outer?.removeEventListener('scroll', show)
  }, [scroller, show])
  const drawn = useMapPaths(props)
  if (!needed) return null
  return (
    <div
      className={classes.map}
      style={{ width, height: size.height * by, paddingLeft: indent }}
      aria-hidden
      data-canvas-map
      onPointerDown={(event) => dragMap(event, goTo)}
    >
      <svg
        aria-hidden
        width={size.width * by}
        height={size.height * by}
        viewBox={`${origin.x} ${origin.y} ${size.width} ${size.height}`}
      >
        <path className={classes.lines} d={drawn.lines} />
        <path className={classes.frames} d={drawn.frames} />
        {drawn.nodes.map(([tone, d]) => (
          <path key={tone} className={classes.nodes} data-tone={tone || undefined} d={d} />
        ))}
      </svg>
      <div ref={frame} className={classes.seen} />
    </div>
  )

  function goTo(at: Point): void {
    const [outer, inner] = [scroller.current, world.current]
    if (!outer || !inner) return
    const [a, b] = [outer.getBoundingClientRect(), inner.getBoundingClientRect()]
    outer.scrollLeft += b.left + ((at.x - indent) / by) * scale - a.left - outer.clientWidth / 2
    outer.scrollTop += b.top + (at.y / by) * scale - a.top - outer.clientHeight / 2
  }
})

/** What fits into the window needs no map. */
function useNeeded({ scroller, size, scale }: CanvasMapProps): boolean {
  const [room, setRoom] = useState<Size | null>(null)
  useEffect(() => {
    const outer = scroller.current
    if (!outer) return
    const observer = new ResizeObserver(() => setRoom({ width: outer.clientWidth, height: outer.clientHeight }))
    observer.observe(outer)
    return () => observer.disconnect()
  }, [scroller])
  return room !== null && (size.width * scale > room.width || size.height * scale > room.height)
}

const rectangle = ({ x, y, width, height }: PlacedNode) => `M${x} ${y}h${width}v${height}h${-width}z`

/** One path for all that looks the same, so that a large drawing is a handful of elements. */
function useMapPaths({ placed, toneOf }: Pick<CanvasMapProps, 'placed' | 'toneOf'>) {
  return useMemo(() => {
    const all = [...placed.nodes.values()]
    const frames = all.filter(({ frame }) => frame)
    const tones = Map.groupBy(
      all.filter(({ frame }) => !frame),
      ({ key }) => toneOf(key) ?? '',
    )
    return {
      lines: placed.lines.map(({ points }) => `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`).join(''),
      frames: frames.map(rectangle).join(''),
      nodes: Array.from(tones, ([tone, nodes]) => [tone, nodes.map(rectangle).join('')] as const),
    }
  }, [placed, toneOf])
}

function dragMap(event: PointerEvent<HTMLElement>, goTo: (at: Point) => void): void {
  if (event.button !== 0) return
  event.preventDefault()
  const map = event.currentTarget
  const go = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const { left, top } = map.getBoundingClientRect()
    goTo({ x: clientX - left, y: clientY - top })
  }
  map.dataset.dragging = ''
  go(event)
  followPointer({
    move: go,
    end() {
      delete map.dataset.dragging
    },
  })
}
