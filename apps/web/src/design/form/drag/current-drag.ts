import { type DragSource, type Drop, isSameDrop } from '../model/drop.ts'
import { type FormBody, indexForm } from '../tree/form-node.ts'
import { canvasSelector, lineInOutline, lineOnCanvas, nodeElement, placeLine } from './drop-line.ts'
import { findDrop, type Point } from './find-drop.ts'
import { openTabUnder } from './hovered-tab.ts'

interface CurrentDragHost {
  body(): FormBody
  /** The elements of the line and of what follows the pointer. */
  parts(): { line: HTMLElement | null; ghost: HTMLElement | null }
}

export type CurrentDrag = ReturnType<typeof createCurrentDrag>

/** What is dragged at the moment, where it would be dropped, and the line that shows it. */
export function createCurrentDrag({ body, parts }: CurrentDragHost) {
  let active: { source: DragSource; drop: Drop | null } | null = null
  const childrenOf = (drop: Drop) =>
    'place' in drop ? (indexForm(body().items).get(drop.place.parent)?.children ?? []) : []
  return {
    source: () => active?.source ?? null,
    drop: () => active?.drop ?? null,
    begin(source: DragSource) {
      active = { source, drop: null }
      document.body.dataset.formDrag = 'true'
    },
    /** What was dragged; null when nothing was. */
    end(): DragSource | null {
      const ended = active
      active = null
      delete document.body.dataset.formDrag
      const { line, ghost } = parts()
      placeLine(line, null)
      if (ghost) ghost.hidden = true
      return ended?.source ?? null
    },
    /** The pointer is there; `scrolled` says that the form moved under it. */
    moveTo(point: Point, scrolled = false) {
      if (!active) return
      const { line, ghost } = parts()
      if (ghost) ghost.style.transform = `translate(${point.x + 12}px, ${point.y + 10}px)`
      const under = formElementAt(point)
      const found = findDrop(point, under, body(), active.source)
      const former = active.drop
      active.drop = found?.drop ?? null
      openTabUnder(under)
      // The line is where it was: nothing has to be measured.
      if (!scrolled && found && former && isSameDrop(found.drop, former)) return
      if (!found) placeLine(line, null)
      else
        placeLine(line, found.inOutline ? lineInOutline(found.drop, childrenOf(found.drop)) : lineOnCanvas(found.drop))
    },
    /** Where what was lifted by keyboard begins. */
    startAt(drop: Drop) {
      if (!active) return
      active.drop = drop
      placeLine(parts().line, lineOnCanvas(drop))
    },
    /** A place that the keyboard went to: scrolled into view. */
    goTo(drop: Drop) {
      if (!active) return
      active.drop = drop
      const children = childrenOf(drop)
      const near = 'beside' in drop ? drop.beside : (children[drop.place.index] ?? children.at(-1) ?? drop.place.parent)
      nodeElement(near)?.scrollIntoView({ block: 'nearest' })
      placeLine(parts().line, lineOnCanvas(drop) ?? lineInOutline(drop, children))
    },
  }
}

/** What of the form is at a point, under messages that may lie over it. */
function formElementAt({ x, y }: Point): Element | null {
  const all = document.elementsFromPoint(x, y)
  return all.find((element) => element.closest(`${canvasSelector}, [data-outline-node]`)) ?? all[0] ?? null
}
