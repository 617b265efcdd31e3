import type { PointerEvent as ReactPointerEvent } from 'react'
import './drop-list.css'

/** Rows that things can be dropped between are in an element with this attribute; each row has `data-drop-row`. */
const listSelector = '[data-drop-list]'
const rowSelector = '[data-drop-row]'
/** A press that moves less is a click. */
const threshold = 5

interface Drag {
  /** What is dragged, for the look of the page. */
  what: string
  /** Dropped before the row of that number; beyond the last one for the end. */
  onDrop(at: number): void
}

/**
 * Drags something into the list of rows on the page: nothing moves but a line that shows the place, so the page is not
 * drawn anew until it is dropped. Escape, or letting go elsewhere, drops nothing.
 */
export function dragIntoList(event: ReactPointerEvent<HTMLElement>, { what, onDrop }: Drag): void {
  if (event.button !== 0 || event.pointerType === 'touch') return
  const source = event.currentTarget
  // A row of a list goes to another place of it; what stands elsewhere goes into the one list of the page.
  const list = source.closest<HTMLElement>(listSelector) ?? document.querySelector<HTMLElement>(listSelector)
  if (!list) return
  const start = { x: event.clientX, y: event.clientY }
  let place: number | null = null
  let line: HTMLElement | null = null
  const ended = new AbortController()
  const { signal } = ended

  function onMove(move: PointerEvent) {
    if (!line && Math.hypot(move.clientX - start.x, move.clientY - start.y) < threshold) return
    line ??= begin()
    place = list ? placeAt(list, move) : null
    if (list) showLine(line, list, place)
  }
  function begin(): HTMLElement {
    const shown = document.createElement('div')
    shown.dataset.dropLine = what
    document.body.append(shown)
    document.body.dataset.dragging = 'true'
    // The click that the browser makes of the press must not count as one.
    source.addEventListener('click', swallow, { capture: true })
    return shown
  }
  function end(drop: boolean) {
    const target = drop && line ? place : null
    ended.abort()
    setTimeout(() => source.removeEventListener('click', swallow, { capture: true }))
    line?.remove()
    delete document.body.dataset.dragging
    if (target !== null) onDrop(target)
  }
  document.addEventListener('pointermove', onMove, { signal })
  document.addEventListener('pointerup', () => end(true), { signal })
  document.addEventListener('pointercancel', () => end(false), { signal })
  document.addEventListener('keydown', (key) => key.key === 'Escape' && end(false), { signal, capture: true })
}

function swallow(click: Event): void {
  click.stopImmediatePropagation()
  click.preventDefault()
}

/** Before which row; null where the pointer is beside the list. */
function placeAt(list: HTMLElement, { clientX, clientY }: PointerEvent): number | null {
  const box = list.getBoundingClientRect()
  const near = 40
  if (clientX < box.left - near || clientX > box.right + near) return null
  if (clientY < box.top - near || clientY > box.bottom + near) return null
  const rows = [...list.querySelectorAll<HTMLElement>(rowSelector)]
  const before = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect()
    return clientY < top + height / 2
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
