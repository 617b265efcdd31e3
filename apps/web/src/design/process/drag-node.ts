import type { PointerEvent as ReactPointerEvent } from 'react'

/** A press that moves less is a click. */
const threshold = 5

interface NodeDrag {
  /** Whether it is put on lines; else it is moved about. */
  onLines: boolean
  /** The scale of the drawing. */
  scale: number
  onDropOnLine(line: string): void
  onMoved(by: { x: number; y: number }): void
}

/**
 * Drags a node: in the tree a shadow of it to the button of a line, on the canvas the node itself. Nothing of the page is
 * drawn anew until it is let go; Escape lets go of it where it was.
 */
export function dragNode(event: ReactPointerEvent<HTMLElement>, source: HTMLElement, drag: NodeDrag): void {
  if (event.button !== 0 || event.pointerType === 'touch') return
  const start = { x: event.clientX, y: event.clientY }
  const ended = new AbortController()
  const { signal } = ended
  let shadow: HTMLElement | null = null
  let target: HTMLElement | null = null
  let moved = { x: 0, y: 0 }

  function onMove(move: PointerEvent) {
    moved = { x: move.clientX - start.x, y: move.clientY - start.y }
    if (!shadow && Math.hypot(moved.x, moved.y) < threshold) return
    shadow ??= begin()
    if (drag.onLines) {
      shadow.style.translate = `${move.clientX + 8}px ${move.clientY + 8}px`
      aim(move)
    } else shadow.style.translate = `${moved.x / drag.scale}px ${moved.y / drag.scale}px`
  }
  function begin(): HTMLElement {
    document.body.dataset.dragging = 'true'
    source.addEventListener('click', swallow, { capture: true })
    if (!drag.onLines) return source
    const made = source.cloneNode(true) as HTMLElement
    made.removeAttribute('data-node')
    made.setAttribute('aria-hidden', 'true')
    made.dataset.dragShadow = ''
    document.body.append(made)
    return made
  }
  /** The nearest button of a line around the pointer. */
  function aim(move: PointerEvent) {
    const found = nearestButton(source, move)
    if (found === target) return
    delete target?.dataset.aimed
    target = found
    if (target) target.dataset.aimed = ''
  }
  function end(drop: boolean) {
    ended.abort()
    const line = target?.dataset.insert
    delete target?.dataset.aimed
    const dragged = shadow !== null
    if (drag.onLines) shadow?.remove()
    else source.style.translate = ''
    delete document.body.dataset.dragging
    setTimeout(() => source.removeEventListener('click', swallow, { capture: true }))
    if (!drop || !dragged) return
    if (drag.onLines) {
      if (line !== undefined) drag.onDropOnLine(line)
    } else drag.onMoved({ x: moved.x / drag.scale, y: moved.y / drag.scale })
  }
  document.addEventListener('pointermove', onMove, { signal })
  document.addEventListener('pointerup', () => end(true), { signal })
  document.addEventListener('pointercancel', () => end(false), { signal })
  document.addEventListener('keydown', (key) => key.key === 'Escape' && end(false), { signal, capture: true })
}

/** How far from a button a drop still counts, in pixels of the screen. */
const reach = 56

function nearestButton(source: HTMLElement, { clientX, clientY }: PointerEvent): HTMLElement | null {
  const canvas = source.closest('section') ?? document.body
  let best: { button: HTMLElement; far: number } | null = null
  for (const button of canvas.querySelectorAll<HTMLElement>('[data-insert]')) {
    const { left, top, width, height } = button.getBoundingClientRect()
    const far = Math.hypot(left + width / 2 - clientX, top + height / 2 - clientY)
    if (far <= reach && (!best || far < best.far)) best = { button, far }
  }
  return best?.button ?? null
}

function swallow(event: Event): void {
  event.stopPropagation()
  event.preventDefault()
}
