import type { ProcessDocument } from '@mortise/metadata'
import type { ReactNode, Ref } from 'react'
import type { LineMarks, NodeMarks } from '../../../process/canvas/canvas-marks.ts'
import type { CanvasControls, CanvasDrawing } from '../../../process/canvas/canvas-props.ts'
import { ProcessCanvas } from '../../../process/canvas/process-canvas.tsx'
import classes from './try.module.css'

interface TryLayoutProps {
  drawing: CanvasDrawing | ProcessDocument
  nodeMarks(key: string): NodeMarks | undefined
  lineMarks(key: string): LineMarks | undefined
  selected?: string | null
  onSelect?(key: string | null): void
  controls?: Ref<CanvasControls>
  children: ReactNode
}

/** The drawing, and at its side what is asked and what came of it. */
export function TryLayout(props: TryLayoutProps) {
  const { drawing, nodeMarks, lineMarks, selected = null, onSelect, controls, children } = props
  return (
    <div className={classes.body}>
      <div className={classes.canvas}>
        <ProcessCanvas
          drawing={drawing}
          selected={selected}
          nodeMarks={nodeMarks}
          lineMarks={lineMarks}
          {...(onSelect && { onSelect })}
          {...(controls && { controls })}
        />
      </div>
      <div className={classes.side}>{children}</div>
    </div>
  )
}
