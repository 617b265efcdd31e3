import type { Point } from './find-drop.ts'

/** How near to the edge scrolls, in pixels. */
const edge = 48

/** Scrolls what lies under the pointer while it is held near the edge. */
export function createEdgeScroll(moved: () => void) {
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
