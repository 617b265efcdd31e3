import { canvasSelector } from './drop-line.ts'

const openAfter = 500
let hovered: { head: Element; since: number } | null = null

/** A tab that is hovered for a while opens, so that things can be dropped into it. */
export function openTabUnder(element: Element | null): void {
  const head = element?.closest(`${canvasSelector} [role="tab"]`) ?? null
  if (!head) hovered = null
  else if (hovered?.head !== head) {
    const entry = { head, since: performance.now() }
    hovered = entry
    setTimeout(() => hovered === entry && document.body.dataset.formDrag && (head as HTMLElement).click(), openAfter)
  }
}
