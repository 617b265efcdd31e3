import { localize, uuidv7 } from '@mortise/core'
import { sql } from 'kysely'
import { computeLocalJs } from '../computed/js-values.ts'
import { touchBack, touchChanged, touchGone } from '../computed/touched-records.ts'
import type { Executor } from '../database/database.ts'
import { runCached } from '../query/cached-statement.ts'
import { slot } from '../sql/slot.ts'
import { archiveRowsStatement } from './archive-statement.ts'
import { type InboundRelation, inboundRelations } from './inbound-relations.ts'
import { updateStatement } from './update-statement.ts'
import { relatedTable, rowsIn, tableName, type WriteCall, type WriteTable } from './write-call.ts'
import { writeErrors } from './write-errors.ts'
import { writeStatement } from './write-statements.ts'

/** Ids by table. */
export type RecordTree = Map<string, Set<string>>

/** Where records use those that are to be deleted; only those that the user may see are counted. */
export interface RecordUse {
  entity: string
  field: string
  label: string
  count: number
}

/**
 * Archives records with all that goes with them, after the delete rules of the relations that lead to them. Their rows
 * must be locked. Answers with what was archived; RECORD_IN_USE when a rule forbids it.
 */
export async function archiveTree(trx: Executor, table: WriteTable, ids: readonly string[]): Promise<RecordTree> {
  if (ids.length === 0) return new Map()
  const tree = await collectTree(table, ids, (relation, child) => dependents(trx, relation, child, 'alive'))
  await refuseUsed(trx, table.call, tree)
  await clearReferences(trx, table.call, tree)
  for (const [entity, members] of tree) await setArchived(trx, relatedTable(table.call, entity), members, 'archive')
  return tree
}

/** Brings back records that were archived at that time, with all that went with them then. */
export async function restoreTree(
  trx: Executor,
  table: WriteTable,
  { id, archivedAt }: { id: string; archivedAt: string },
): Promise<RecordTree> {
  const tree = await collectTree(table, [id], (relation, child) => dependents(trx, relation, child, archivedAt))
  for (const [entity, members] of tree) await setArchived(trx, relatedTable(table.call, entity), members, 'restore')
  return tree
}

/** Finds and locks the records whose relation leads to any of the given ones. */
type FindDependents = (relation: InboundRelation, child: WriteTable) => (ids: readonly string[]) => Promise<string[]>

async function collectTree(table: WriteTable, ids: readonly string[], find: FindDependents): Promise<RecordTree> {
  const tree: RecordTree = new Map([[table.entity.key, new Set(ids)]])
  const queue: { entity: string; ids: readonly string[] }[] = [{ entity: table.entity.key, ids }]
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const relation of inboundRelations(table.call.scope.model, next.entity)) {
      if (relation.rule !== 'cascade') continue
      const found = await find(relation, relatedTable(table.call, relation.entity))(next.ids)
      const members = tree.get(relation.entity) ?? new Set()
      const fresh = found.filter((id) => !members.has(id))
      if (fresh.length === 0) continue
      for (const id of fresh) members.add(id)
      tree.set(relation.entity, members)
      queue.push({ entity: relation.entity, ids: fresh })
    }
  }
  return tree
}

/** `alive` or the time at which they were archived. */
function dependents(trx: Executor, { field }: InboundRelation, child: WriteTable, archived: string) {
  const alive = archived === 'alive'
  return async (ids: readonly string[]): Promise<string[]> => {
    const statement = writeStatement(child, `dependents ${field.key} ${alive}`, () => {
      const state = alive ? sql`is null` : sql`= ${slot('$at', 'timestamptz')}`
      return sql`select t.id from ${tableName(child)} as t
        where ${sql.ref(`t.${field.key}`)} = any(${slot('$ids', 'uuid[]')}) and t.archived_at ${state}
        order by t.id for update of t`
    })
    const rows = await runCached<{ id: string }>(trx, statement, { $ids: ids, $at: archived })
    return rows.map(({ id }) => id)
  }
}

async function refuseUsed(trx: Executor, call: WriteCall, tree: RecordTree): Promise<void> {
  const uses: RecordUse[] = []
  let hidden = false
  for (const { relation, ids } of relationsTo(call, tree, 'restrict')) {
    const user = relatedTable(call, relation.entity)
    const { seen, total } = await countUses(trx, user, relation, { ids, except: tree.get(relation.entity) })
    if (seen > 0) uses.push(useOf(user, relation, seen))
    if (total > seen) hidden = true
  }
  if (uses.length === 0 && !hidden) return
  const summary = uses.map(({ label, count }) => `${label}: ${count}`).join('; ')
  throw writeErrors.RECORD_IN_USE({ uses, hidden, summary })
}

function* relationsTo(call: WriteCall, tree: RecordTree, rule: InboundRelation['rule']) {
  for (const [entity, members] of tree) {
    for (const relation of inboundRelations(call.scope.model, entity)) {
      if (relation.rule === rule) yield { relation, ids: [...members] }
    }
  }
}

async function countUses(
  trx: Executor,
  user: WriteTable,
  { field }: InboundRelation,
  { ids, except }: { ids: string[]; except: Set<string> | undefined },
): Promise<{ seen: number; total: number }> {
  const statement = writeStatement(
    user,
    `uses ${field.key}`,
    () => sql`select count(*) as total, count(*) filter (where ${rowsIn(user.profile.read, 't', user)}) as seen
      from ${tableName(user)} as t where ${sql.ref(`t.${field.key}`)} = any(${slot('$ids', 'uuid[]')})
        and t.archived_at is null and not (t.id = any(${slot('$except', 'uuid[]')}))`,
  )
  const values = { ...user.call.slots, $ids: ids, $except: [...(except ?? [])] }
  const rows = await runCached<{ seen: number; total: number }>(trx, statement, values)
  return rows[0] ?? { seen: 0, total: 0 }
}

function useOf({ call, entity }: WriteTable, { field }: InboundRelation, count: number): RecordUse {
  const language = 'user' in call.access ? call.access.user.language : 'en'
  return { entity: entity.key, field: field.key, label: localize(entity.plural, language), count }
}

async function clearReferences(trx: Executor, call: WriteCall, tree: RecordTree): Promise<void> {
  for (const { relation, ids } of relationsTo(call, tree, 'clear')) {
    const user = relatedTable(call, relation.entity)
    const found = await dependents(trx, relation, user, 'alive')(ids)
    const going = tree.get(relation.entity)
    const cleared = found.filter((id) => !going?.has(id))
    if (cleared.length === 0) continue
    const fields = new Set([relation.field.key])
    const statement = writeStatement(user, `clear ${relation.field.key}`, () =>
      updateStatement(user, { source: 'json', fields, checks: [], trusted: true }),
    )
    const rows = cleared.map((id) => ({
      id,
      [relation.field.key]: null,
      $event: newId(call),
      $touch: false,
      $extra: {},
    }))
    await runCached(trx, statement, { ...call.slots, $rows: JSON.stringify(rows) })
    await computeLocalJs(trx, user, fields, cleared)
    touchChanged(call, relation.entity, cleared, { fields, former: { [relation.field.key]: ids } })
  }
}

async function setArchived(
  trx: Executor,
  table: WriteTable,
  ids: ReadonlySet<string>,
  kind: 'archive' | 'restore',
): Promise<void> {
  const statement = writeStatement(table, kind, () => archiveRowsStatement(table, kind))
  const rows = [...ids].map((id) => ({ id, event: newId(table.call) }))
  await runCached(trx, statement, { ...table.call.slots, $rows: JSON.stringify(rows) })
  const touch = kind === 'archive' ? touchGone : touchBack
  touch(table.call, table.entity.key, ids)
}

function newId(call: WriteCall): string {
  return uuidv7(call.now.getTime())
}
