import type { PointerEvent as ReactPointerEvent } from 'react'
import type { Point } from '../form/drag/find-drop.ts'
import { watchPress } from '../form/drag/watch-press.ts'
import './drop-list.css'

/** Rows that things can be dropped between are in an element with this attribute; each row has `data-drop-row`. */
const listSelector = '[data-drop-list]'
const rowSelector = '[data-drop-row]'
interface Drag {
  /** What is dragged, for the look of the page. */
  what: string
  /** Dropped before the row of that number; beyond the last one for the end. */
  onDrop(at: number): void
}

/**
 * Drags something into the list of rows on the page, by mouse, pen, or a finger that rests on it first: nothing moves but
 * a line that shows the place, so the page is not drawn anew until it is dropped. Escape, or letting go elsewhere, drops
 * nothing.
 */
export function dragIntoList(event: ReactPointerEvent<HTMLElement>, { what, onDrop }: Drag): void {
  if (event.button !== 0) return
  const source = event.currentTarget
  // A row of a list goes to another place of it; what stands elsewhere goes into the one list of the page.
  const list = source.closest<HTMLElement>(listSelector) ?? document.querySelector<HTMLElement>(listSelector)
  if (!list) return
  const line = document.createElement('div')
  let place: number | null = null
  const move = (point: Point) => {
    place = placeAt(list, point)
    showLine(line, list, place)
  }
  watchPress(event.nativeEvent, {
    begin(point) {
      line.dataset.dropLine = what
      document.body.append(line)
      document.body.dataset.dragging = 'true'
      move(point)
      return true
    },
    move,
    end(dropped) {
      line.remove()
      delete document.body.dataset.dragging
      if (dropped && place !== null) onDrop(place)
    },
  })
}

/** Before which row; null where the pointer is beside the list. */
function placeAt(list: HTMLElement, { x, y }: Point): number | null {
  const box = list.getBoundingClientRect()
  const near = 40
  if (x < box.left - near || x > box.right + near) return null
  if (y < box.top - near || y > box.bottom + near) return null
  const rows = [...list.querySelectorAll<HTMLElement>(rowSelector)]
  const before = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect()
    return y < top + height / 2
  })
  return before < 0 ? rows.length : before
}

function showLine(line: HTMLElement, list: HTMLElement, place: number | null): void {
  line.hidden = place === null
  if (place === null) return
  const rows = [...list.querySelectorAll<HTMLElement>(rowSelector)]
  const box = list.getBoundingClientRect()
  const y = rows[place]?.getBoundingClientRect().top ?? rows.at(-1)?.getBoundingClientRect().bottom ?? box.top
  line.style.width = `${box.width}px`
  line.style.transform = `translate(${box.left}px, ${y - 1}px)`
}
