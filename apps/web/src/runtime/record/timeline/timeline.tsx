import { CardSkeletons } from '@mortise/ui'
import { lazy, Suspense } from 'react'
import type { TimelineProps } from './timeline-body.tsx'

const TimelineBody = lazy(() => import('./timeline-body.tsx').then((module) => ({ default: module.TimelineBody })))

/** What happened to a record and what was said about it. Fetched after the record itself, which is read first. */
export function Timeline(props: TimelineProps) {
  return (
    <Suspense fallback={<CardSkeletons cards={3} height={48} />}>
      <TimelineBody {...props} />
    </Suspense>
  )
}
