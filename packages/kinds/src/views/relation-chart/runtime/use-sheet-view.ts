import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Sheet } from '../model/place-nodes.ts'

/** Which part of the sheet is seen, and how large. */
export interface SheetView {
  x: number
  y: number
  scale: number
  width: number
  height: number
}

const margin = 32
const scales = { least: 0.15, most: 1.5 }

export interface SheetControl {
  view: SheetView
  /** Keeps the point of the screen where it is. */
  zoom(factor: number, at?: { x: number; y: number }): void
  /** Shows all of it; at first not smaller than can be read. */
  fit(least?: number): void
  /** Moves the sheet so that a rectangle of it is seen. */
  show(x: number, y: number, width: number, height: number): void
  /** Starts to drag the sheet itself. */
  onPan(event: PointerEvent<HTMLElement>): void
  /** Lets go of the sheet: the finger holds a record. */
  stopPan(): void
}

/** Moves and zooms a sheet inside a box. */
export function useSheetView(box: RefObject<HTMLElement | null>, sheet: Sheet): SheetControl {
  const [view, setView] = useState<SheetView>({ x: margin, y: margin, scale: 1, width: 1000, height: 600 })
  const pan = useRef<AbortController | null>(null)
  const latest = useRef({ view, sheet })
  latest.current = { view, sheet }
  useEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () =>
      setView((before) => ({
        ...before,
        width: element.clientWidth || before.width,
        height: element.clientHeight || before.height,
      }))
    measure()
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(measure)
    observer?.observe(element)
    return () => observer?.disconnect()
  }, [box])
  const zoom: SheetControl['zoom'] = (factor, at) =>
    setView((before) => {
      const { x = before.width / 2, y = before.height / 2 } = at ?? {}
      const scale = Math.min(scales.most, Math.max(scales.least, before.scale * factor))
      const ratio = scale / before.scale
      return { ...before, scale, x: x - (x - before.x) * ratio, y: y - (y - before.y) * ratio }
    })
  const fit = (least = scales.least) =>
    setView((before) => {
      const { width, height } = latest.current.sheet
      const room = Math.min((before.width - 2 * margin) / width, (before.height - 2 * margin) / height)
      const scale = Math.min(1, Math.max(least, room))
      return { ...before, scale, x: Math.max(margin, (before.width - width * scale) / 2), y: margin }
    })
  // The wheel has to be kept from scrolling the page, which React's listener cannot.
  const zoomNow = useRef(zoom)
  zoomNow.current = zoom
  useEffect(() => {
    const element = box.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const { left, top } = element.getBoundingClientRect()
      zoomNow.current(Math.exp(-event.deltaY * 0.0015), { x: event.clientX - left, y: event.clientY - top })
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [box])
  return {
    ...{ view, zoom, fit },
    stopPan: () => pan.current?.abort(),
    show: (x, y, width, height) =>
      setView((before) => {
        const [left, top] = [before.x + x * before.scale, before.y + y * before.scale]
        const [right, bottom] = [left + width * before.scale, top + height * before.scale]
        const dx = left < margin ? margin - left : Math.min(0, before.width - margin - right)
        const dy = top < margin ? margin - top : Math.min(0, before.height - margin - bottom)
        return dx === 0 && dy === 0 ? before : { ...before, x: before.x + dx, y: before.y + dy }
      }),
    onPan(event) {
      if (event.button !== 0) return
      const from = { x: event.clientX - latest.current.view.x, y: event.clientY - latest.current.view.y }
      const stopped = new AbortController()
      pan.current = stopped
      const { signal } = stopped
      const move = (next: globalThis.PointerEvent) =>
        setView((before) => ({ ...before, x: next.clientX - from.x, y: next.clientY - from.y }))
      document.addEventListener('pointermove', move, { signal })
      document.addEventListener('pointerup', () => stopped.abort(), { signal })
      document.addEventListener('pointercancel', () => stopped.abort(), { signal })
    },
  }
}
