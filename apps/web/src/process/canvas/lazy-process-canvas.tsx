import { Skeleton } from '@mortise/ui'
import { lazy, Suspense } from 'react'
import type { ProcessCanvasProps } from './canvas-props.ts'

const Canvas = lazy(async () => ({ default: (await import('./process-canvas.tsx')).ProcessCanvas }))

/** The canvas in a chunk of its own: for screens that are there before anybody looks at the drawing. */
export function LazyProcessCanvas(props: ProcessCanvasProps) {
  return (
    <Suspense fallback={<Skeleton height="100%" />}>
      <Canvas {...props} />
    </Suspense>
  )
}
