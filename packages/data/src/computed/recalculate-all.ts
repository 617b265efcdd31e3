import { type AppModel, type ComputedNode, computedGraphOf } from '@mortise/metadata'
import { asSystem } from '../contract/access.ts'
import type { AppScope } from '../engine/data-engine.ts'
import { qualified } from '../sql/identifier.ts'
import { announceDerived } from '../write/announce.ts'
import { beginCall, relatedTable, type WriteCall, type WriteServices } from '../write/write-call.ts'
import { recalculateLevel, recalculateRecords } from './recalculate.ts'

const recordsAtOnce = 2000

/**
 * Computes what follows from other records for a whole app: each field of each record once, in the order of what needs
 * what. For whoever made many records with `computeLater`.
 */
export async function recalculateAll(services: WriteServices, scope: AppScope): Promise<void> {
  const call = await beginCall(services, asSystem('computed fields are computed'), scope)
  for (const nodes of levelsOf(scope.model)) await computeTable(call, nodes)
  announceDerived(call)
}

/** The fields of one table and one level together, the lowest level first. */
function levelsOf(model: AppModel): Iterable<readonly ComputedNode[]> {
  const nodes = computedGraphOf(model).nodes.filter(({ local }) => !local)
  return Map.groupBy(nodes, ({ level, field }) => `${level} ${field.entity}`).values()
}

async function computeTable(call: WriteCall, nodes: readonly ComputedNode[]): Promise<void> {
  const entity = nodes[0]?.field.entity ?? ''
  const { database } = call.scope.workspace
  // A total over a tree goes on from record to record.
  const trees = new Set(nodes.filter(({ recursive }) => recursive).map(({ field }) => field.key))
  const others = nodes.filter(({ recursive }) => !recursive)
  for (let after: string | null = null, more = true; more; ) {
    const ids = await nextIds(call, entity, after)
    await database.transaction(async (trx) => {
      if (others.length > 0) await recalculateLevel(trx, call, { entity, nodes: others, ids })
      if (trees.size > 0) await recalculateRecords(trx, call, { entity, fields: trees, ids })
    })
    after = ids.at(-1) ?? null
    more = ids.length === recordsAtOnce
  }
}

async function nextIds(call: WriteCall, entity: string, after: string | null): Promise<string[]> {
  const { database, schema } = call.scope.workspace
  const { rows } = await database.run<{ id: string }>({
    text: `select id from ${qualified(schema, relatedTable(call, entity).layout.table)}
      where archived_at is null and ($1::uuid is null or id > $1) order by id limit $2`,
    values: [after, recordsAtOnce],
  })
  return rows.map(({ id }) => id)
}
