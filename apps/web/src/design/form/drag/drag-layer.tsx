import { Portal } from '@mortise/ui'
import { type RefObject, useEffect, useRef } from 'react'
import type { DragController } from './drag-controller.ts'
import classes from './drag-layer.module.css'

/** The line that shows where a drag would end, and the name that follows the pointer; both moved by transform only. */
export function DragLayer({ drag, ghostRef }: { drag: DragController; ghostRef: RefObject<HTMLDivElement | null> }) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    drag.attach({ line: line.current, ghost: ghostRef.current })
    return () => drag.attach({ line: null, ghost: null })
  }, [drag, ghostRef])
  return (
    <Portal>
      <div ref={line} className={classes.line} data-form-drop-line hidden aria-hidden />
      <div ref={ghostRef} className={classes.ghost} hidden aria-hidden />
    </Portal>
  )
}
