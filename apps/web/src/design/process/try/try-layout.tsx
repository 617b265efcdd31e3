import type { ProcessDocument } from '@mortise/metadata'
import type { ReactNode } from 'react'
import type { LineMarks, NodeMarks } from '../../../process/canvas/canvas-marks.ts'
import { type CanvasDrawing, ProcessCanvas } from '../../../process/canvas/process-canvas.tsx'
import classes from './try.module.css'

interface TryLayoutProps {
  drawing: CanvasDrawing | ProcessDocument
  nodeMarks(key: string): NodeMarks | undefined
  lineMarks(key: string): LineMarks | undefined
  selected?: string | null
  onSelect?(key: string | null): void
  children: ReactNode
}

/** The drawing, and at its side what is asked and what came of it. */
export function TryLayout({ drawing, nodeMarks, lineMarks, selected = null, onSelect, children }: TryLayoutProps) {
  return (
    <div className={classes.body}>
      <div className={classes.canvas}>
        <ProcessCanvas
          drawing={drawing}
          selected={selected}
          nodeMarks={nodeMarks}
          lineMarks={lineMarks}
          {...(onSelect && { onSelect })}
        />
      </div>
      <div className={classes.side}>{children}</div>
    </div>
  )
}
