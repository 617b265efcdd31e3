import type { Workspace } from '@mortise/data/server'
import type { InstanceRow } from '@mortise/process/server'

/** What an instance is about; it never changes. */
export interface InstanceFacts {
  id: string
  app: string
  process: string
  /** Its record. */
  about?: { entity: string; id: string }
}

const most = 10_000

const workspaces = new WeakMap<Workspace, Map<string, InstanceFacts>>()

/** What this server has seen of an instance; undefined when nothing, or too long ago. */
export const knownInstance = (workspace: Workspace, id: string): InstanceFacts | undefined =>
  workspaces.get(workspace)?.get(id)

/** Keeps what an instance is about; of those that nobody looked at for long there is no need. */
export function rememberInstance(
  workspace: Workspace,
  {
    id,
    app,
    process,
    entity,
    record_id: recordId,
  }: Pick<InstanceRow, 'id' | 'app' | 'process' | 'entity' | 'record_id'>,
): InstanceFacts {
  const known = workspaces.get(workspace) ?? new Map<string, InstanceFacts>()
  workspaces.set(workspace, known)
  const about = entity === null || recordId === null ? null : { entity, id: recordId }
  const facts = { id, app, process, ...(about && { about }) }
  known.delete(id)
  known.set(id, facts)
  const [oldest] = known.keys()
  if (known.size > most && oldest !== undefined) known.delete(oldest)
  return facts
}
