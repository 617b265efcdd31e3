import { type ComputedNode, type ComputedRead, computedGraphOf } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database/database.ts'
import { tableRow } from '../expression/definer-place.ts'
import { runCached } from '../query/cached-statement.ts'
import { slot } from '../sql/slot.ts'
import { relatedTable, tableName, type WriteCall, type WriteTable } from '../write/write-call.ts'
import { writeErrors } from '../write/write-errors.ts'
import { writeStatement } from '../write/write-statements.ts'
import { pathKey, readsAny } from './dependent-rows.ts'
import { computeInJs } from './js-values.ts'
import { columnOf, isSqlNode, localNodes, stampFields, valueSql } from './local-values.ts'
import { lockLinked } from './lock-linked.ts'
import { enqueueDependents } from './recalculation-queue.ts'
import type { TouchedTable } from './touched-records.ts'

/** More records than this are computed later, by a job: nobody should wait for them. */
export const mostAtOnce = 2000

/** How deep a tree may be over which a field is summed up. */
const deepestTree = 32

/** Computed fields of one table that wait to be computed, and the records for which they do. */
interface Waiting {
  entity: string
  level: number
  nodes: Map<string, ComputedNode>
  ids: Set<string>
}

interface Run {
  trx: Executor
  call: WriteCall
  waiting: Map<string, Waiting>
  rounds: Map<string, number>
}

/**
 * Brings the computed fields up to date that follow from what a transaction did, in this very transaction: table by
 * table in the order of what needs what, with one statement each, and only from records whose value changed on to those
 * that read it.
 */
export async function recalculateTouched(trx: Executor, call: WriteCall): Promise<void> {
  const graph = computedGraphOf(call.scope.model)
  if (call.touched.size === 0 || graph.nodes.length === 0) return
  const run: Run = { trx, call, waiting: new Map(), rounds: new Map() }
  for (const [entity, touched] of call.touched) {
    await lockLinked(trx, call, entity, touched)
    for (const node of graph.nodesIn(entity)) {
      const ids = node.local ? touched.back : touched.fresh
      if (ids.size > 0) wait(run, node, ids)
    }
    // What follows from the record's own fields was written with them.
    await findReaders(run, entity, allChanged(call, entity, touched), ({ local }) => !local)
  }
  await computeWaiting(run)
}

/** Computes the given fields of the given records, and what follows from them. For jobs: the records are locked here. */
export async function recalculateRecords(
  trx: Executor,
  call: WriteCall,
  { entity, fields, ids }: { entity: string; fields: ReadonlySet<string>; ids: readonly string[] },
): Promise<void> {
  const live = await lockLive(trx, relatedTable(call, entity), ids)
  const run: Run = { trx, call, waiting: new Map(), rounds: new Map() }
  const nodes = computedGraphOf(call.scope.model).nodesIn(entity)
  for (const node of nodes) if (fields.has(node.field.key)) wait(run, node, live)
  await computeWaiting(run)
}

/** Computes fields of one level of the given records, and leaves what follows from them to others. */
export async function recalculateLevel(
  trx: Executor,
  call: WriteCall,
  { entity, nodes, ids }: { entity: string; nodes: readonly ComputedNode[]; ids: readonly string[] },
): Promise<void> {
  const live = await lockLive(trx, relatedTable(call, entity), ids)
  const run: Run = { trx, call, waiting: new Map(), rounds: new Map() }
  const group = { entity, level: 0, nodes: new Map(nodes.map((node) => [node.field.key, node])), ids: new Set(live) }
  for (const changed of (await computeGroup(run, group)).values()) note(call, entity, changed)
}

async function lockLive(trx: Executor, table: WriteTable, ids: readonly string[]): Promise<string[]> {
  const statement = writeStatement(
    table,
    'recalculate lock',
    () => sql`select t.id from ${tableName(table)} as t
      where t.id = any(${slot('$ids', 'uuid[]')}) and t.archived_at is null order by t.id for no key update of t`,
  )
  const rows = await runCached<{ id: string }>(trx, statement, { $ids: ids })
  return rows.map(({ id }) => id)
}

/** The fields that changed, with those that were computed together with them. */
function allChanged(call: WriteCall, entity: string, touched: TouchedTable): TouchedTable {
  const fields = new Set([...touched.fields, ...stampFields])
  for (const { field } of localNodes(relatedTable(call, entity), fields)) fields.add(field.key)
  return { ...touched, fields }
}

function wait({ waiting }: Run, node: ComputedNode, ids: Iterable<string>): void {
  const { entity, key } = node.field
  const place = `${node.level} ${entity}`
  const group: Waiting = waiting.get(place) ?? { entity, level: node.level, nodes: new Map(), ids: new Set() }
  group.nodes.set(key, node)
  for (const id of ids) group.ids.add(id)
  waiting.set(place, group)
}

async function computeWaiting(run: Run): Promise<void> {
  for (let next = lowest(run); next; next = lowest(run)) {
    refuseEndless(run, next)
    const changed = await computeGroup(run, next)
    for (const [field, ids] of changed) {
      if (ids.length === 0) continue
      note(run.call, next.entity, ids)
      await findReaders(run, next.entity, { ids: new Set(ids), fields: new Set([field]), former: new Map() })
    }
  }
}

function lowest({ waiting }: Run): Waiting | null {
  let found: [string, Waiting] | null = null
  for (const entry of waiting) if (!found || entry[1].level < found[1].level) found = entry
  if (found) waiting.delete(found[0])
  return found?.[1] ?? null
}

/** Records of a tree that lead back to themselves would be computed for ever. */
function refuseEndless({ rounds }: Run, { entity, level, nodes }: Waiting): void {
  if (![...nodes.values()].some(({ recursive }) => recursive)) return
  const key = `${level} ${entity}`
  const round = (rounds.get(key) ?? 0) + 1
  rounds.set(key, round)
  if (round > deepestTree + 1) throw writeErrors.COMPUTED_TOO_DEEP({ max: deepestTree })
}

function note({ derived }: WriteCall, entity: string, ids: readonly string[]): void {
  const known = derived.get(entity) ?? new Set()
  for (const id of ids) known.add(id)
  derived.set(entity, known)
}

/** Finds and locks the records that read a changed field, in the order of their ids; very many become a job. */
async function findReaders(
  run: Run,
  entity: string,
  touched: Pick<TouchedTable, 'ids' | 'fields' | 'former'>,
  waits: (node: ComputedNode) => boolean = () => true,
): Promise<void> {
  const graph = computedGraphOf(run.call.scope.model)
  const paths = new Map<string, { read: ComputedRead; nodes: Set<ComputedNode>; former: Set<string> }>()
  for (const field of touched.fields) {
    for (const { node, read } of graph.readersOf(entity, field)) {
      if (!waits(node)) continue
      const key = `${node.field.entity} ${pathKey(read.path)}`
      const last = read.path.at(-1)?.field.key ?? ''
      const found = paths.get(key) ?? { read, nodes: new Set(), former: touched.former.get(last) ?? new Set() }
      found.nodes.add(node)
      paths.set(key, found)
    }
  }
  for (const { read, nodes, former } of paths.values()) {
    await findRoots(run, read, [...nodes], { ids: touched.ids, former })
  }
}

async function findRoots(
  run: Run,
  { path }: ComputedRead,
  nodes: readonly ComputedNode[],
  { ids, former }: { ids: ReadonlySet<string>; former: ReadonlySet<string> },
): Promise<void> {
  const entity = nodes[0]?.field.entity ?? ''
  if (path.length === 0) {
    for (const node of nodes) wait(run, node, ids)
    return
  }
  const { trx, call } = run
  const table = relatedTable(call, entity)
  const moved = former.size > 0
  const values = { $ids: [...ids], $former: [...former] }
  const condition = () => sql<boolean>`${readsAny(call, path, moved)} and t.archived_at is null`
  const statement = writeStatement(
    table,
    `readers ${moved} ${pathKey(path)}`,
    () => sql`select t.id from ${tableName(table)} as t where ${condition()}
      order by t.id limit ${sql.lit(mostAtOnce + 1)} for no key update of t`,
  )
  const rows = await runCached<{ id: string }>(trx, statement, values)
  if (rows.length > mostAtOnce) {
    const fields = nodes.map(({ field }) => field.key)
    await enqueueDependents(trx, table, { fields, values, shape: `${moved} ${pathKey(path)}`, condition })
    return
  }
  const found = rows.map(({ id }) => id)
  for (const node of nodes) wait(run, node, found)
}

/** Computes fields of locked rows in one statement; answers with the rows of which each changed. */
async function computeGroup({ trx, call }: Run, { entity, nodes, ids }: Waiting): Promise<Map<string, string[]>> {
  const table = relatedTable(call, entity)
  const all = [...nodes.values()]
  const changed = new Map<string, string[]>(all.map(({ field }) => [field.key, []]))
  if (ids.size === 0) return changed
  const inSql = all.filter(isSqlNode)
  const inJs = all.filter((node) => !isSqlNode(node))
  for (const [field, rows] of await computeInJs(trx, table, inJs, [...ids])) changed.set(field, rows)
  if (inSql.length === 0) return changed
  const shape = `recalculate ${inSql.map(({ field }) => field.key).sort()}`
  const statement = writeStatement(table, shape, () => composeUpdate(table, inSql))
  const rows = await runCached<{ id: string; changed: string[] }>(trx, statement, { ...call.slots, $ids: [...ids] })
  for (const row of rows) for (const field of row.changed) changed.get(field)?.push(row.id)
  return changed
}

function composeUpdate(table: WriteTable, nodes: readonly ComputedNode[]): RawBuilder<unknown> {
  const row = tableRow(table.call.place, table.entity, 't')
  const places = nodes.map((node, index) => ({ node, column: columnOf(table, node).column, value: `v${index}` }))
  const values = places.map(({ node, value }) => sql`${valueSql(table, row, node)} as ${sql.id(value)}`)
  const former = places.map(({ column, value }) => sql`${sql.ref(`t.${column}`)} as ${sql.id(`${value}_old`)}`)
  const differs = places.map(({ value }) => sql`${sql.id(value)} is distinct from ${sql.id(`${value}_old`)}`)
  const names = places.map(({ node }, index) => sql`case when ${differs[index]} then ${sql.lit(node.field.key)} end`)
  return sql`with present as materialized (
      select t.id, ${sql.join([...values, ...former])} from ${tableName(table)} as t
      where t.id = any(${slot('$ids', 'uuid[]')}) and t.archived_at is null),
    wanted as (select present.*, array_remove(array[${sql.join(names)}]::text[], null) as changed from present
      where ${sql.join(differs, sql` or `)})
    update ${tableName(table)} as t set ${sql.join(places.map(({ column, value }) => sql`${sql.id(column)} = ${sql.ref(`wanted.${value}`)}`))}
    from wanted where t.id = wanted.id returning t.id, wanted.changed`
}
