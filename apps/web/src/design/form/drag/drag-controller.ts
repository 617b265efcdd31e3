import type { DragSource, Drop } from '../model/drop.ts'
import type { FormBody } from '../tree/form-node.ts'
import { createCurrentDrag } from './current-drag.ts'
import { createKeyDrag } from './key-drag.ts'
import { watchPress } from './watch-press.ts'

/** What the drags of a form need of the designer around them. */
export interface DragHost {
  body(): FormBody
  /** The elements of the line and of what follows the pointer. */
  parts(): { line: HTMLElement | null; ghost: HTMLElement | null }
  drop(source: DragSource, drop: Drop): void
  /** Says to screen readers what has just become of a drag by keyboard. */
  lifted(source: DragSource): void
  over(source: DragSource, drop: Drop): void
  ended(source: DragSource, dropped: Drop | null): void
}

/**
 * Drags on the form: by pointer, by finger after a short hold, by keyboard. While one lasts nothing is drawn anew; a
 * line and the name of what is dragged are moved by transform.
 */
export interface DragController {
  /** A press that may become a drag. */
  press(event: PointerEvent, source: () => DragSource | null): void
  lift(source: DragSource): void
  isLifted(): boolean
  /** Moves what was lifted by keyboard to the next or former place. */
  step(by: 1 | -1): void
  /** Puts it in the row of the field at the place. */
  beside(side: 'left' | 'right'): void
  dropLifted(): void
  cancel(): void
  dispose(): void
}

export function createDragController(host: DragHost): DragController {
  const drag = createCurrentDrag(host)
  const keys = createKeyDrag(host, drag)
  let pressed: AbortController | null = null

  function begin(source: DragSource) {
    drag.begin(source)
    const { ghost } = host.parts()
    if (ghost) ghost.hidden = false
    host.lifted(source)
  }
  function end(drop: Drop | null) {
    const byKeys = keys.end()
    const ended = drag.end()
    pressed?.abort()
    pressed = null
    if (!ended) return
    if (drop) host.drop(ended, drop)
    if (byKeys) host.ended(ended, drop)
  }

  return {
    press(event, source) {
      if (event.button !== 0) return
      pressed?.abort()
      pressed = watchPress(event, {
        begin(point) {
          const dragged = source()
          if (!dragged) return false
          begin(dragged)
          drag.moveTo(point)
          return true
        },
        move: drag.moveTo,
        end: (dropped) => end(dropped ? drag.drop() : null),
      })
    },
    lift: keys.lift,
    isLifted: keys.isLifted,
    step: keys.step,
    beside: keys.beside,
    dropLifted: () => end(drag.drop()),
    cancel: () => end(null),
    dispose: () => end(null),
  }
}
