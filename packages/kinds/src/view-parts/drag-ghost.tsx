import type { Ref } from 'react'
import classes from './drag-ghost.module.css'

/** Where the name of what is dragged stands: beside a mouse, and above a finger, which would hide it. */
export function ghostPlace(x: number, y: number): string {
  return `translate(${Math.min(x + 12, window.innerWidth - 160)}px, ${y - 40}px)`
}

/** The name of what is dragged. Who has much to draw moves it by its element instead of drawing anew. */
export function DragGhost({ x, y, text, ref }: { x: number; y: number; text: string; ref?: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} className={classes.ghost} style={{ transform: ghostPlace(x, y) }}>
      {text}
    </div>
  )
}
