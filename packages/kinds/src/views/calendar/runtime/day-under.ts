import type { Day } from '@mortise/expressions'

/** The day under a point of the screen; what is dragged lies over it and is looked through. */
export function dayUnder(x: number, y: number): Day | null {
  return cellUnder(x, y)?.dataset.day ?? null
}

/** The cell of a day under a point of the screen. */
export function cellUnder(x: number, y: number): HTMLElement | null {
  const found = document.elementsFromPoint(x, y).find((element) => element.closest('[data-day]'))
  return found?.closest<HTMLElement>('[data-day]') ?? null
}
