import { type DragSource, type Drop, legalPlaces, mayDropBeside } from '../model/drop.ts'
import { type FormBody, formId, indexForm } from '../tree/form-node.ts'
import { canvasSelector, type Line, lineInOutline, lineOnCanvas, nodeElement } from './drop-line.ts'
import { findDrop, type Point } from './find-drop.ts'

/** What the drags of a form need of the designer around them. */
export interface DragHost {
  body(): FormBody
  /** The elements of the line and of what follows the pointer. */
  parts(): { line: HTMLElement | null; ghost: HTMLElement | null }
  drop(source: DragSource, drop: Drop): void
  /** Says to screen readers what has just become of a drag by keyboard. */
  lifted(source: DragSource): void
  over(source: DragSource, drop: Drop): void
  ended(source: DragSource, dropped: Drop | null): void
}

/**
 * Drags on the form: by pointer, by finger after a short hold, by keyboard. While one lasts nothing is drawn anew; a
 * line and the name of what is dragged are moved by transform.
 */
export interface DragController {
  /** A press that may become a drag. */
  press(event: PointerEvent, source: () => DragSource | null): void
  lift(source: DragSource): void
  isLifted(): boolean
  /** Moves what was lifted by keyboard to the next or former place. */
  step(by: 1 | -1): void
  /** Puts it in the row of the field at the place. */
  beside(side: 'left' | 'right'): void
  dropLifted(): void
  cancel(): void
  dispose(): void
}

const threshold = 5
const hold = 280
const edge = 48

export function createDragController(host: DragHost): DragController {
  let active: { source: DragSource; drop: Drop | null } | null = null
  let places: ReturnType<typeof legalPlaces> | null = null
  let at = 0
  let pressed: AbortController | null = null

  const show = (line: Line | null) => placeLine(host.parts().line, line)
  const childrenOf = (drop: Drop) =>
    'place' in drop ? (indexForm(host.body().items).get(drop.place.parent)?.children ?? []) : []

  function begin(source: DragSource) {
    active = { source, drop: null }
    document.body.dataset.formDrag = 'true'
  }
  function end(drop: Drop | null) {
    const ended = active
    const byKeys = places !== null
    active = null
    places = null
    pressed?.abort()
    pressed = null
    delete document.body.dataset.formDrag
    show(null)
    const { ghost } = host.parts()
    if (ghost) ghost.hidden = true
    if (!ended) return
    if (drop) host.drop(ended.source, drop)
    if (byKeys) host.ended(ended.source, drop)
  }
  function moveTo(point: Point, scrolled = false) {
    if (!active) return
    const { ghost } = host.parts()
    if (ghost) ghost.style.transform = `translate(${point.x + 12}px, ${point.y + 10}px)`
    const under = formElementAt(point)
    const found = findDrop(point, under, host.body(), active.source)
    const former = active.drop
    active.drop = found?.drop ?? null
    openTabUnder(under)
    // The line is where it was: nothing has to be measured.
    if (!scrolled && found && former && isSameDrop(found.drop, former)) return
    show(
      found ? (found.inOutline ? lineInOutline(found.drop, childrenOf(found.drop)) : lineOnCanvas(found.drop)) : null,
    )
  }
  function showKeyDrop(drop: Drop) {
    if (!active) return
    active.drop = drop
    const near =
      'beside' in drop
        ? drop.beside
        : (childrenOf(drop)[drop.place.index] ?? childrenOf(drop).at(-1) ?? drop.place.parent)
    nodeElement(near)?.scrollIntoView({ block: 'nearest' })
    show(lineOnCanvas(drop) ?? lineInOutline(drop, childrenOf(drop)))
    host.over(active.source, drop)
  }

  return {
    press(event, source) {
      if (event.button !== 0) return
      pressed?.abort()
      pressed = watchPress(event, {
        begin(point) {
          const dragged = source()
          if (!dragged) return false
          begin(dragged)
          const { ghost } = host.parts()
          if (ghost) ghost.hidden = false
          host.lifted(dragged)
          moveTo(point)
          return true
        },
        move: moveTo,
        end: (dropped) => end(dropped ? (active?.drop ?? null) : null),
      })
    },
    lift(source) {
      places = legalPlaces(host.body(), source)
      if (places.length === 0) {
        places = null
        return
      }
      begin(source)
      at = Math.max(0, startAt(places, host.body(), source))
      host.lifted(source)
      const place = places[at]
      if (place && active) {
        active.drop = { place }
        show(lineOnCanvas({ place }))
      }
    },
    isLifted: () => places !== null,
    step(by) {
      if (!places) return
      at = Math.min(places.length - 1, Math.max(0, at + by))
      const place = places[at]
      if (place) showKeyDrop({ place })
    },
    beside(side) {
      const place = places?.[at]
      if (!place || !active) return
      const children = indexForm(host.body().items).get(place.parent)?.children ?? []
      const near = [children[place.index], children[place.index - 1]]
      const target = near.find((id) => id !== undefined && active && mayDropBeside(host.body(), active.source, id))
      if (target !== undefined) showKeyDrop({ beside: target, side })
    },
    dropLifted: () => end(active?.drop ?? null),
    cancel: () => end(null),
    dispose: () => end(null),
  }
}

/** What of the form is at a point, under messages that may lie over it. */
function formElementAt({ x, y }: Point): Element | null {
  const all = document.elementsFromPoint(x, y)
  return all.find((element) => element.closest(`${canvasSelector}, [data-outline-node]`)) ?? all[0] ?? null
}

function isSameDrop(a: Drop, b: Drop): boolean {
  if ('beside' in a || 'beside' in b)
    return 'beside' in a && 'beside' in b && a.beside === b.beside && a.side === b.side
  return a.place.parent === b.place.parent && a.place.index === b.place.index
}

/** The number of the place where what is lifted stands. */
function startAt(places: ReturnType<typeof legalPlaces>, body: FormBody, source: DragSource): number {
  if (source.from === 'palette') return places.length - 1
  const node = indexForm(body.items).get(source.ids[0] ?? formId)
  return places.findIndex(({ parent, index }) => parent === node?.parent && index === node.index)
}

function placeLine(element: HTMLElement | null, line: Line | null): void {
  if (!element) return
  element.hidden = line === null
  if (!line) return
  element.style.width = `${line.width}px`
  element.style.height = `${line.height}px`
  element.dataset.around = String(line.around === true)
  element.style.transform = `translate(${line.x}px, ${line.y}px)`
}

interface PressHandlers {
  /** Whether there is something to drag. */
  begin(point: Point): boolean
  move(point: Point, scrolled?: boolean): void
  end(dropped: boolean): void
}

/** From a press to its end: a mouse drags once it moves, a finger once it has been held. */
function watchPress(event: PointerEvent, { begin, move, end }: PressHandlers): AbortController {
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
  // What lies under the pointer is not to react to it meanwhile: neither the page nor its tooltips.
  const hush = (passing: Event) => dragging && passing.stopPropagation()
  for (const name of passingEvents) document.addEventListener(name, hush, options)
  // Held, the finger drags instead of scrolling.
  document.addEventListener('touchmove', (moved) => dragging && moved.preventDefault(), { ...options, passive: false })
  document.addEventListener('contextmenu', (menu) => touch && menu.preventDefault(), options)
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

/** The click that the browser makes of the end of a drag is none. */
function swallowClick(): void {
  const swallow = (click: Event) => {
    click.stopPropagation()
    click.preventDefault()
  }
  document.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 0)
}

/** Scrolls what lies under the pointer while it is held near the edge. */
function createEdgeScroll(moved: () => void) {
  let frame = 0
  let step = 0
  let scrolled: Element | null = null
  let boxes: { element: Element; box: DOMRect }[] | null = null
  const run = () => {
    frame = 0
    if (step === 0 || !scrolled) return
    scrolled.scrollBy(0, step)
    moved()
    frame = requestAnimationFrame(run)
  }
  return {
    at({ x, y }: Point) {
      boxes ??= [...document.querySelectorAll('[data-drag-scroll]')].map((element) => ({
        element,
        box: element.getBoundingClientRect(),
      }))
      const over = boxes.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)
      scrolled = over?.element ?? null
      const box = over?.box
      step = box ? (y < box.top + edge ? -9 : y > box.bottom - edge ? 9 : 0) : 0
      if (step !== 0 && frame === 0) frame = requestAnimationFrame(run)
    },
    stop() {
      step = 0
      cancelAnimationFrame(frame)
    },
  }
}

const openAfter = 500
let hovered: { head: Element; since: number } | null = null

/** A tab that is hovered for a while opens, so that things can be dropped into it. */
function openTabUnder(element: Element | null): void {
  const head = element?.closest(`${canvasSelector} [role="tab"]`) ?? null
  if (!head) hovered = null
  else if (hovered?.head !== head) {
    const entry = { head, since: performance.now() }
    hovered = entry
    setTimeout(() => hovered === entry && document.body.dataset.formDrag && (head as HTMLElement).click(), openAfter)
  }
}
