import type { Point } from '../../form/drag/find-drop.ts'
import { watchPress } from '../../form/drag/watch-press.ts'
import { legalPlaces, type PageDrag } from '../model/page-places.ts'
import { type Blocks, indexPage, type Place } from '../tree/page-node.ts'
import { findPagePlace } from './find-page-place.ts'
import { nodeElement, showPlace } from './page-drop-line.ts'

export interface PageDragHost {
  blocks(): Blocks
  /** The elements of the line and of what follows the pointer. */
  parts(): { line: HTMLElement | null; ghost: HTMLElement | null }
  drop(drag: PageDrag, place: Place): void
  lifted(drag: PageDrag): void
  over(place: Place): void
  ended(drag: PageDrag, place: Place | null): void
}

/**
 * Drags on the page: by pointer, by finger after a short hold, by keyboard. While one lasts nothing is drawn anew; a line
 * and the name of what is dragged are moved by transform.
 */
export interface PageDragController {
  press(event: PointerEvent, drag: () => PageDrag | null): void
  lift(drag: PageDrag): void
  isLifted(): boolean
  step(by: 1 | -1): void
  dropLifted(): void
  cancel(): void
}

export function createPageDrag(host: PageDragHost): PageDragController {
  let active: PageDrag | null = null
  let place: Place | null = null
  let places: Place[] | null = null
  let at = 0
  let hovered: Element | null = null

  const childrenAt = ({ parent }: Place) => indexPage(host.blocks()).get(parent)?.children ?? []
  const show = () => showPlace(host.parts().line, place, place ? childrenAt(place) : [])
  function begin(drag: PageDrag) {
    active = drag
    place = null
    document.body.dataset.formDrag = 'true'
    host.lifted(drag)
  }
  function end(dropped: boolean) {
    const [drag, to, byKeys] = [active, dropped ? place : null, places !== null]
    active = null
    place = null
    places = null
    delete document.body.dataset.formDrag
    const { line, ghost } = host.parts()
    showPlace(line, null, [])
    if (ghost) ghost.hidden = true
    if (!drag) return
    if (to) host.drop(drag, to)
    if (byKeys) host.ended(drag, to)
  }
  function openTabUnder({ x, y }: Point) {
    const head = document.elementFromPoint(x, y)?.closest('[data-page-canvas] [role="tab"]') ?? null
    if (head === hovered) return
    hovered = head
    if (head) setTimeout(() => hovered === head && active && (head as HTMLElement).click(), 500)
  }
  function moveTo(point: Point) {
    const { ghost } = host.parts()
    if (ghost) ghost.style.transform = `translate(${point.x + 12}px, ${point.y + 10}px)`
    if (!active) return
    openTabUnder(point)
    place = findPagePlace(point, host.blocks(), active)
    show()
  }
  function goTo(next: number) {
    if (!places || places.length === 0) return
    at = Math.min(places.length - 1, Math.max(0, next))
    place = places[at] ?? null
    if (!place) return
    const children = childrenAt(place)
    nodeElement(children[place.index] ?? children.at(-1) ?? place.parent)?.scrollIntoView({ block: 'nearest' })
    show()
    host.over(place)
  }
  return {
    press(event, source) {
      if (event.button !== 0) return
      watchPress(event, {
        begin(point) {
          const drag = source()
          if (!drag) return false
          begin(drag)
          const { ghost } = host.parts()
          if (ghost) ghost.hidden = false
          moveTo(point)
          return true
        },
        move: moveTo,
        end,
      })
    },
    lift(drag) {
      const found = legalPlaces(host.blocks(), drag)
      if (found.length === 0) return
      begin(drag)
      places = found
      const node = drag.from === 'page' ? indexPage(host.blocks()).get(drag.ids[0] ?? '') : undefined
      const own = found.findIndex(({ parent, index }) => parent === node?.parent && index === node.index)
      at = own < 0 ? found.length - 1 : own
      place = found[at] ?? null
      show()
    },
    isLifted: () => places !== null,
    step: (by) => goTo(at + by),
    dropLifted: () => end(true),
    cancel: () => end(false),
  }
}
