import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { useText, useViewServices } from '@mortise/ui'
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { announce } from '../../../view-parts/announce.tsx'
import { ghostPlace } from '../../../view-parts/drag-ghost.tsx'
import { usePointerDrag } from '../../../view-parts/use-pointer-drag.tsx'
import { useTitleOf } from '../../../view-parts/use-title-of.tsx'
import { treeTexts } from './tree-texts.ts'
import { rootKey, type TreeState } from './use-tree.tsx'

/** A record of the tree and those above it, from the top. */
export interface TreePlace {
  record: EntityRecord
  above: readonly string[]
}

interface Held {
  place: TreePlace
  /** What it would stand below; the empty text for nothing; null where it cannot be put. */
  target: string | null
  x: number
  y: number
}

export interface TreeMoves {
  movable: boolean
  /** Why a record stays where it is although others can be moved. */
  whyFixed(record: EntityRecord): string | null
  held: Held | null
  ghost: RefObject<HTMLDivElement | null>
  titleOf(record: EntityRecord): string
  grab(event: PointerEvent<HTMLElement>, place: TreePlace): void
  /** Alt with the arrows: below the one before, or beside the one above. */
  press(event: KeyboardEvent<HTMLElement>, place: TreePlace): void
}

const sideways: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight'])
/** What a folded record is held over for so long is unfolded. */
const unfoldMs = 700

/** Puts records below others, by dragging them there and by keys. */
export function useTreeMoves(entity: EntityModel, parent: string, tree: TreeState): TreeMoves {
  const view = useViewServices()
  const t = useText(treeTexts)
  const titleOf = useTitleOf(entity)
  const [held, setHeld] = useState<Held | null>(null)
  const ghost = useRef<HTMLDivElement>(null)
  const unfoldLater = useUnfoldLater(held?.target ?? null, tree)
  // What a search finds stands side by side: who stands below whom is not seen there.
  const movable = view.mayWrite(parent) && !tree.flat
  const whyFixed = (record: EntityRecord) => (movable ? view.whyNot(record, parent) : null)

  function place({ record, above }: TreePlace, to: string, byKeys: boolean) {
    const from = above.at(-1) ?? rootKey
    if (to === from) return
    const title = titleOf(record)
    const target = [...tree.branches.values()].flatMap(({ records }) => records).find(({ id }) => id === to)
    void tree.move(record, from, to).then((done) => {
      const words = target ? t('moved', { title, above: titleOf(target) }) : t('freed', { title })
      announce('tree', done ? words : t('stays', { title }))
      if (byKeys) focusNode(record.id)
    })
  }

  const drag = usePointerDrag<TreePlace>({
    onMove(place, { x, y }) {
      const target = targetAt(place, x, y)
      if (ghost.current) ghost.current.style.transform = ghostPlace(x, y)
      setHeld((before) => (before?.target === target ? before : { place, target, x, y }))
      unfoldLater(target)
    },
    onDrop(from, { x, y }) {
      setHeld(null)
      unfoldLater(null)
      const target = targetAt(from, x, y)
      if (target !== null) place(from, target, false)
    },
    onCancel() {
      setHeld(null)
      unfoldLater(null)
    },
  })

  return {
    ...{ movable, whyFixed, held, ghost, titleOf },
    grab: (event, from) => movable && !whyFixed(from.record) && drag(event, from),
    press(event, from) {
      if (!movable || !event.altKey || !sideways.has(event.key)) return
      // The browser would go back or forward.
      event.preventDefault()
      const why = whyFixed(from.record)
      if (why) return announce('tree', why)
      const target =
        event.key === 'ArrowRight'
          ? siblingBefore(tree, from)
          : from.above.length > 0
            ? (from.above.at(-2) ?? rootKey)
            : null
      if (target === null) return
      place(from, target, true)
    },
  }
}

/** Unfolds what is held over for a while, so that one gets at what is below it. */
function useUnfoldLater(target: string | null, tree: TreeState): (target: string | null) => void {
  const latest = useRef(tree)
  latest.current = tree
  const timer = useRef<{ target: string; id: ReturnType<typeof setTimeout> } | null>(null)
  const forget = () => {
    clearTimeout(timer.current?.id)
    timer.current = null
  }
  useEffect(() => forget, [])
  return (next) => {
    if (next === timer.current?.target && next === target) return
    forget()
    if (!next) return
    const id = setTimeout(() => {
      const { unfolded, counts, toggle } = latest.current
      if ((counts.get(next) ?? 0) > 0 && !unfolded.has(next)) toggle(next)
    }, unfoldMs)
    timer.current = { target: next, id }
  }
}

/** What a record would stand below at a point of the screen: never itself, nor what is below it. */
function targetAt({ record }: TreePlace, x: number, y: number): string | null {
  const under = document.elementFromPoint(x, y)
  if (under?.closest('[data-tree-top]')) return rootKey
  const node = under?.closest<HTMLElement>('[data-node]')
  const own = document.querySelector(`[data-node="${record.id}"]`)?.closest('li')
  return node && !own?.contains(node) ? (node.dataset.node ?? null) : null
}

function siblingBefore(tree: TreeState, { record, above }: TreePlace): string | null {
  const records = tree.branches.get(above.at(-1) ?? rootKey)?.records ?? []
  return records[records.findIndex(({ id }) => id === record.id) - 1]?.id ?? null
}

/** A record that went elsewhere is another element: the keyboard goes with it. */
function focusNode(id: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(`[data-node="${id}"] [data-title]`)?.focus(), 60)
}
