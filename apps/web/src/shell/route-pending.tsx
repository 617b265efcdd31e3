import { RowSkeletons } from '@mortise/ui'

/** Shown when a route takes longer than 150 ms to load; the router waits that long, so it appears at once. */
export function RoutePending() {
  return (
    <div style={{ padding: '64px 24px' }}>
      <RowSkeletons rows={10} delay={0} />
    </div>
  )
}
