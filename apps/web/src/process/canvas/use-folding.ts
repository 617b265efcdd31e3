import { useText } from '@mortise/ui'
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { isMeeting, lookOf } from './canvas-look.ts'
import type { NodeMarks } from './canvas-marks.ts'
import type { CanvasDrawing, CanvasLineSource, ProcessCanvasProps } from './canvas-props.ts'
import { canvasTexts } from './canvas-texts.ts'
import { type BranchFolding, foldBranches } from './fold-branches.ts'

type Source = CanvasDrawing['nodes'][number]

/** The drawing with its folded branches taken together, and how a folded fork is marked. */
export interface CanvasFolding {
  drawn: BranchFolding<Source, CanvasLineSource>
  marksOf(key: string): NodeMarks | undefined
  /** Folds or unfolds; the node stays where it is on the screen. */
  toggle?: ((key: string) => void) | undefined
}

const noFolding = { hidden: new Map<string, string[]>(), foldable: new Set<string>() }

/** Branches fold where the drawing places itself; frames fold everywhere. */
export function useFolding(props: ProcessCanvasProps, scroller: RefObject<HTMLElement | null>): CanvasFolding {
  const { drawing, mode = 'tree', folded, onFold, nodeMarks, foldedMarks } = props
  const t = useText(canvasTexts)
  const drawn = useMemo(
    () =>
      mode === 'tree' && folded && onFold
        ? foldBranches(drawing, folded, isMeeting)
        : { nodes: drawing.nodes, transitions: drawing.transitions, ...noFolding },
    [drawing, mode, folded, onFold],
  )
  const forks = useMemo(() => {
    const steps = new Map(drawing.nodes.map((node) => [node.key, isStep(node)]))
    return new Map(
      Array.from(drawn.hidden, ([fork, hidden]): [string, NodeMarks] => {
        const said = t('foldedSteps', { count: hidden.filter((key) => steps.get(key)).length })
        const own = nodeMarks?.(fork)
        const more = foldedMarks?.(fork, hidden)
        const extra = [said, more?.said].filter(Boolean).join(' · ')
        // What it hides is in the line below its name already.
        return [fork, { ...own, ...more, extra, said: own?.said ?? '' }]
      }),
    )
  }, [drawing, drawn, nodeMarks, foldedMarks, t])
  const marksOf = useCallback((key: string) => forks.get(key) ?? nodeMarks?.(key), [forks, nodeMarks])
  const held = useRef<{ key: string; left: number; top: number } | null>(null)
  const toggle = useCallback(
    (key: string) => {
      const at = placeOf(scroller.current, key)
      held.current = at && { key, ...at }
      onFold?.(key)
    },
    [onFold, scroller],
  )
  useLayoutEffect(() => {
    const [before, root] = [held.current, scroller.current]
    held.current = null
    const now = before && placeOf(root, before.key)
    if (!root || !before || !now) return
    root.scrollLeft += now.left - before.left
    root.scrollTop += now.top - before.top
  })
  return { drawn, marksOf, toggle: onFold && toggle }
}

/** Where ways meet or end, nothing is done. */
const isStep = (node: Source) => !isMeeting(node) && lookOf(node.type).shape !== 'pill'

function placeOf(root: HTMLElement | null, key: string): { left: number; top: number } | null {
  const node = root?.querySelector(`[data-node="${CSS.escape(key)}"]`)
  if (!node) return null
  const { left, top, width } = node.getBoundingClientRect()
  return { left: left + width / 2, top }
}
