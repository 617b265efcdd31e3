import type { ChangeKind } from '../contract/changes.ts'
import type { WriteCall } from './write-call.ts'

/** Tells who listens that records changed; only after the commit. */
export function announce(call: WriteCall, entity: string, ids: Iterable<string>, kind: ChangeKind): void {
  const { workspace, model } = call.scope
  const change = { workspace: workspace.key, app: model.key, entity, ids: [...ids], kind }
  call.services.feed.publish(workspace.database, change)
}
