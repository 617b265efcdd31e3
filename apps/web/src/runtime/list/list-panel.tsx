import { CardSkeletons } from '@mortise/ui'
import { lazy, Suspense } from 'react'

const RecordPanel = lazy(() => import('../record/record-panel.tsx').then((m) => ({ default: m.RecordPanel })))

interface ListPanelProps {
  app: string
  entity: string
  id: string
  onClose(): void
  onNavigate(delta: number): void
}

/** The record beside its list; loaded when the first one is opened. */
export function ListPanel(props: ListPanelProps) {
  return (
    <Suspense fallback={<CardSkeletons />}>
      <RecordPanel {...props} />
    </Suspense>
  )
}
