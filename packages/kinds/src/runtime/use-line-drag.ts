import { type PointerEvent, type RefObject, useState } from 'react'

/** A line on its way: from where, and before which line it would go. */
export interface LineDrag {
  from: number
  slot: number
}

/** Moves lines of a table by dragging a handle; nothing moves until the line is let go. */
export function useLineDrag(table: RefObject<HTMLTableElement | null>, move: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<LineDrag | null>(null)
  function start(event: PointerEvent<HTMLElement>, from: number) {
    if (event.button !== 0) return
    event.preventDefault()
    const handle = event.currentTarget
    const middles = [...(table.current?.tBodies[0]?.rows ?? [])].map(middleOf)
    let slot = from
    handle.setPointerCapture(event.pointerId)
    const follow = ({ clientY }: globalThis.PointerEvent) => {
      slot = middles.filter((middle) => middle < clientY).length
      setDrag({ from, slot })
    }
    const end = ({ type }: globalThis.PointerEvent) => {
      handle.removeEventListener('pointermove', follow)
      handle.removeEventListener('pointerup', end)
      handle.removeEventListener('pointercancel', end)
      setDrag(null)
      const to = slot > from ? slot - 1 : slot
      if (type === 'pointerup' && to !== from) move(from, to)
    }
    handle.addEventListener('pointermove', follow)
    handle.addEventListener('pointerup', end)
    handle.addEventListener('pointercancel', end)
  }
  return { drag, start }
}

function middleOf(row: HTMLElement): number {
  const { top, height } = row.getBoundingClientRect()
  return top + height / 2
}
