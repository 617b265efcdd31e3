import { type DragSource, type Drop, legalPlaces, mayDropBeside } from '../model/drop.ts'
import { type FormBody, formId, indexForm } from '../tree/form-node.ts'
import type { CurrentDrag } from './current-drag.ts'

type Places = ReturnType<typeof legalPlaces>

interface KeyDragHost {
  body(): FormBody
  lifted(source: DragSource): void
  over(source: DragSource, drop: Drop): void
}

/** A drag by keyboard: from one of the places it may end at to the next. */
export function createKeyDrag(host: KeyDragHost, drag: CurrentDrag) {
  let places: Places | null = null
  let at = 0
  function goTo(drop: Drop) {
    const source = drag.source()
    if (!source) return
    drag.goTo(drop)
    host.over(source, drop)
  }
  return {
    lift(source: DragSource) {
      const found = legalPlaces(host.body(), source)
      if (found.length === 0) {
        places = null
        return
      }
      places = found
      drag.begin(source)
      at = Math.max(0, startOf(found, host.body(), source))
      host.lifted(source)
      const place = found[at]
      if (place) drag.startAt({ place })
    },
    isLifted: () => places !== null,
    step(by: 1 | -1) {
      if (!places) return
      at = Math.min(places.length - 1, Math.max(0, at + by))
      const place = places[at]
      if (place) goTo({ place })
    },
    beside(side: 'left' | 'right') {
      const place = places?.[at]
      const source = drag.source()
      if (!place || !source) return
      const children = indexForm(host.body().items).get(place.parent)?.children ?? []
      const near = [children[place.index], children[place.index - 1]]
      const target = near.find((id) => id !== undefined && mayDropBeside(host.body(), source, id))
      if (target !== undefined) goTo({ beside: target, side })
    },
    /** Whether something was lifted; nothing is any more. */
    end(): boolean {
      const lifted = places !== null
      places = null
      return lifted
    },
  }
}

/** The number of the place where what is lifted stands. */
function startOf(places: Places, body: FormBody, source: DragSource): number {
  if (source.from === 'palette') return places.length - 1
  const node = indexForm(body.items).get(source.ids[0] ?? formId)
  return places.findIndex(({ parent, index }) => parent === node?.parent && index === node.index)
}
