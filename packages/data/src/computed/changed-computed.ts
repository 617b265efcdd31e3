import { type AppModel, type ComputedNode, computedGraphOf } from '@mortise/metadata'
import type { Executor, Workspace } from '../database/database.ts'
import { pathKey } from './dependent-rows.ts'
import { enqueueTable } from './recalculation-queue.ts'

/** Servers hear of a revision at once, or find it within seconds; until then they do not know its computed fields. */
const untilAllFollowMs = 10_000

/** The stored computed fields that another revision computes in another way, by table. */
export function changedComputed(before: AppModel, after: AppModel): Map<string, string[]> {
  const former = new Map(computedGraphOf(before).nodes.map((node) => [idOf(node), meaningOf(node, before)]))
  const changed = computedGraphOf(after).nodes.filter((node) => former.get(idOf(node)) !== meaningOf(node, after))
  const byEntity = Map.groupBy(changed, ({ field }) => field.entity)
  return new Map([...byEntity].map(([entity, nodes]) => [entity, nodes.map(({ field }) => field.key)]))
}

/**
 * Has the values of new and changed computed fields filled in by the job, without holding anybody up: what is written
 * meanwhile is computed as it is written. A second round, which finds next to nothing to change, makes up for servers
 * that were still at the revision before.
 */
export async function enqueueChanged(
  trx: Executor,
  workspace: Pick<Workspace, 'schema'>,
  { before, after, now }: { before: AppModel; after: AppModel; now: Date },
): Promise<void> {
  for (const [entity, fields] of changedComputed(before, after)) {
    const job = { app: after.key, entity, fields, revision: after.revision }
    await enqueueTable(trx, workspace, { ...job, dueAt: now })
    await enqueueTable(trx, workspace, { ...job, dueAt: new Date(now.getTime() + untilAllFollowMs) })
  }
}

function idOf({ field }: ComputedNode): string {
  return `${field.entity}/${field.key}`
}

/** Look-ups and relations may lead elsewhere, and values be converted, although the expression is the same. */
function meaningOf({ field, reads }: ComputedNode, model: AppModel): string {
  const { source } = field.computed ?? {}
  const typeOf = (entity: string, read: string) => model.entities.get(entity)?.fields.get(read)?.type
  const places = reads.map(
    ({ path, entity, field: read }) => `${pathKey(path)} ${entity}.${read} ${typeOf(entity, read)}`,
  )
  return JSON.stringify([source?.expr, source?.blankAs, source?.result, places])
}
