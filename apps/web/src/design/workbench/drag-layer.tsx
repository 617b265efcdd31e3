import { Portal } from '@mortise/ui'
import type { RefObject } from 'react'
import classes from './drag-layer.module.css'

interface DragLayerProps {
  line: RefObject<HTMLDivElement | null>
  ghost: RefObject<HTMLDivElement | null>
}

/** The line that shows where a drag would end, and the name that follows the pointer; both moved by transform only. */
export function DragLayer({ line, ghost }: DragLayerProps) {
  return (
    <Portal>
      <div ref={line} className={classes.line} data-form-drop-line hidden aria-hidden />
      <div ref={ghost} className={classes.ghost} hidden aria-hidden />
    </Portal>
  )
}
