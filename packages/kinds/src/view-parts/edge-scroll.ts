import type { Spot } from './follow-press.ts'

/** So near to an edge of what scrolls, what is dragged takes the page along. */
const edge = 36
/** Pixels per frame at the very edge. */
const fastest = 14

/** Scrolls what surrounds an element while something is held near its edges, and says how far it has come. */
export interface EdgeScroll {
  /** Where the pointer is now. */
  at(spot: Spot): void
  /** How far has been scrolled since the start. */
  scrolled(): { x: number; y: number }
  stop(): void
}

/**
 * Starts to watch the edges around an element; `onScroll` is called after each step. What is picked up near an edge stays
 * until it is moved further towards it: nothing runs away under a finger that only rests.
 */
export function startEdgeScroll(element: Element, onScroll: () => void): EdgeScroll {
  const boxes = { x: scrollerOf(element, 'x'), y: scrollerOf(element, 'y') }
  const from = { x: boxes.x?.scrollLeft ?? 0, y: boxes.y?.scrollTop ?? 0 }
  let spot: Spot | null = null
  let held: { x: number | null; y: number | null } = { x: null, y: null }
  let frame = 0
  const scrolled = () => ({ x: (boxes.x?.scrollLeft ?? 0) - from.x, y: (boxes.y?.scrollTop ?? 0) - from.y })
  const speeds = ({ clientX, clientY }: Spot) => ({
    x: boxes.x ? speedAt(clientX, boxes.x.getBoundingClientRect(), 'left', 'right') : 0,
    y: boxes.y ? speedAt(clientY, boxes.y.getBoundingClientRect(), 'top', 'bottom') : 0,
  })
  const step = () => {
    frame = 0
    if (!spot) return
    const before = scrolled()
    const speed = speeds(spot)
    held = { x: speed.x === 0 ? null : held.x, y: speed.y === 0 ? null : held.y }
    if (boxes.x && isTowards(speed.x, spot.clientX, held.x)) boxes.x.scrollLeft += speed.x
    if (boxes.y && isTowards(speed.y, spot.clientY, held.y)) boxes.y.scrollTop += speed.y
    const after = scrolled()
    if (before.x === after.x && before.y === after.y) return
    onScroll()
    frame ||= requestAnimationFrame(step)
  }
  return {
    scrolled,
    at(next) {
      if (!spot) held = { x: next.clientX, y: next.clientY }
      spot = next
      frame ||= requestAnimationFrame(step)
    },
    stop: () => cancelAnimationFrame(frame),
  }
}

/** Whether something has come nearer to the edge than it was picked up; always for what was picked up elsewhere. */
function isTowards(speed: number, at: number, held: number | null): boolean {
  return speed !== 0 && (held === null || (at - held) * Math.sign(speed) > 2)
}

function speedAt(at: number, box: DOMRect, first: 'left' | 'top', last: 'right' | 'bottom'): number {
  const before = edge - (at - box[first])
  const behind = edge - (box[last] - at)
  if (before > 0) return -Math.round((Math.min(before, edge) / edge) * fastest)
  return behind > 0 ? Math.round((Math.min(behind, edge) / edge) * fastest) : 0
}

/** The nearest element around another that scrolls in a direction. */
function scrollerOf(element: Element, axis: 'x' | 'y'): Element | null {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const style = getComputedStyle(at)
    const scrolls = /auto|scroll/.test(axis === 'x' ? style.overflowX : style.overflowY)
    const room = axis === 'x' ? at.scrollWidth - at.clientWidth : at.scrollHeight - at.clientHeight
    if (scrolls && room > 1) return at
  }
  return null
}
