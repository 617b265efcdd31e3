import type { ChangeKind } from '../contract/changes.ts'
import type { WriteCall } from './write-call.ts'

/** Tells who listens that records changed; only after the commit. */
export function announce(call: WriteCall, entity: string, ids: Iterable<string>, kind: ChangeKind): void {
  const { workspace, model } = call.scope
  const change = { workspace: workspace.key, app: model.key, entity, ids: [...ids], kind }
  call.services.feed.publish(workspace.database, change)
  announceDerived(call)
}

/** Tells of records whose computed fields changed in consequence, and of those that wait for their turn. */
export function announceDerived({ services, scope: { workspace, model }, derived, queued }: WriteCall): void {
  for (const [entity, ids] of derived) {
    const change = { workspace: workspace.key, app: model.key, entity, ids: [...ids], kind: 'update' as const }
    services.feed.publish(workspace.database, change)
  }
  derived.clear()
  for (const key of queued) services.onQueued(key)
  queued.clear()
}
