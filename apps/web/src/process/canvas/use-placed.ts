import { useMemo } from 'react'
import { type CanvasNodeSource, canvasPlacing } from './canvas-look.ts'
import type { LineMarks } from './canvas-marks.ts'
import type { CanvasDrawing, CanvasLineSource } from './canvas-props.ts'
import type { DrawnLine, PlacedProcess, Point } from './drawing.ts'
import type { BranchFolding } from './fold-branches.ts'
import { cardSize, foldedSize } from './node-sizes.ts'
import { placeFreely, placeProcess } from './place-process.ts'

interface Placing {
  drawn: BranchFolding<CanvasNodeSource, CanvasLineSource>
  mode: 'tree' | 'free'
  folded: ReadonlySet<string>
  lineMarks(key: string): LineMarks | undefined
}

/** Where everything stands, with what is folded taken together. */
export function usePlaced({ layout }: CanvasDrawing, { drawn, mode, folded, lineMarks }: Placing): PlacedProcess {
  return useMemo(() => {
    const labelled = new Set(
      drawn.transitions
        .filter(({ key, label, otherwise }) => label || otherwise || lineMarks(key)?.label)
        .map(({ key }) => key),
    )
    const place = mode === 'free' ? placeFreely : placeProcess
    return place(
      { ...drawn, layout },
      {
        ...{ ...canvasPlacing, folded, labelled: (line: DrawnLine) => labelled.has(line.key) },
        // A folded fork has a line more: what it hides.
        sizeOf: (node) => (drawn.hidden.has(node.key) ? foldedSize : (canvasPlacing.sizeOf?.(node) ?? cardSize)),
      },
    )
  }, [drawn, layout, mode, folded, lineMarks])
}

/** Where people put nodes may lie left of where a drawing begins by itself. */
export function originOf({ nodes }: PlacedProcess): Point {
  let [x, y] = [0, 0]
  for (const node of nodes.values()) {
    x = Math.min(x, node.x - 24)
    y = Math.min(y, node.y - 24)
  }
  return { x, y }
}
