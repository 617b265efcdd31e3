import { deepEqual } from '@mortise/core'
import {
  compileClosure,
  type EvaluationContext,
  formatDecimal,
  parseDecimal,
  roundDecimal,
  type TypedNode,
  valueToJson,
} from '@mortise/expressions'
import { type ComputedNode, shownField } from '@mortise/metadata'
import { sql } from 'kysely'
import type { ColumnSpec } from '../contract/field-storage.ts'
import type { Executor } from '../database/database.ts'
import { numberBounds } from '../expression/result-sql.ts'
import { runCached } from '../query/cached-statement.ts'
import { dayOf } from '../query/calendar.ts'
import { slot } from '../sql/slot.ts'
import type { InputRow } from '../write/input-rows.ts'
import { readStates } from '../write/row-state.ts'
import { tableName, type WriteTable } from '../write/write-call.ts'
import { writeStatement } from '../write/write-statements.ts'
import { columnOf, isSqlNode, localNodes, stampFields } from './local-values.ts'

/**
 * The values of computed fields that the database cannot compute, for a record as it will be. They follow from its own
 * fields, some of which may be computed in their turn.
 */
export function jsValues(table: WriteTable, row: InputRow, changed: ReadonlySet<string> | null): InputRow {
  const nodes = localNodes(table, changed && new Set([...changed, ...stampFields]))
  const values: InputRow = {}
  if (nodes.every(isSqlNode)) return values
  const record: InputRow = { ...row }
  const context = contextOf(table)
  for (const node of localNodes(table, null)) {
    const value = computeOne(table, node, record, context)
    record[node.field.key] = value
    if (!isSqlNode(node) && nodes.includes(node)) values[node.field.key] = value
  }
  return values
}

/** Those of a record that this call makes. */
export function newJsValues(table: WriteTable, row: InputRow): InputRow {
  return jsValues(table, { ...row, version: 1 }, null)
}

/** Those that change when this call gives a record new values. */
export function changedJsValues(table: WriteTable, row: InputRow, values: InputRow): InputRow {
  const { at, actorId } = table.call
  const stamps = { version: Number(row.version) + 1, updated_at: at, updated_by: actorId }
  return jsValues(table, { ...row, ...values, ...stamps }, new Set(Object.keys(values)))
}

/** Whether a change of these fields changes a field that only JavaScript can compute. */
export function needsJs(table: WriteTable, changed: ReadonlySet<string> | null): boolean {
  const fields = changed && new Set([...changed, ...stampFields])
  return localNodes(table, fields).some((node) => !isSqlNode(node))
}

/** Brings such fields of stored rows up to date after a statement that gave them new values by itself. */
export async function computeLocalJs(
  trx: Executor,
  table: WriteTable,
  changed: ReadonlySet<string>,
  ids: readonly string[],
): Promise<void> {
  const nodes = localNodes(table, new Set([...changed, ...stampFields])).filter((node) => !isSqlNode(node))
  await computeInJs(trx, table, nodes, ids)
}

/** Computes such fields of stored rows and writes those that differ; answers with their ids, by field. */
export async function computeInJs(
  trx: Executor,
  table: WriteTable,
  nodes: readonly ComputedNode[],
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const changed = new Map<string, string[]>()
  if (nodes.length === 0) return changed
  const states = await readStates(trx, table, { ids, fields: new Set(), lock: 'none' })
  const live = states.filter(({ row }) => row.archived_at === null)
  const computed = new Map(live.map(({ id, row }) => [id, jsValues(table, row, null)]))
  for (const node of nodes) {
    const { key } = node.field
    const different = live.filter(({ id, row }) => !deepEqual(computed.get(id)?.[key] ?? null, row[key] ?? null))
    const rows = different.map(({ id }) => ({ id, value: computed.get(id)?.[key] ?? null }))
    const { column, spec } = columnOf(table, node)
    const statement = writeStatement(
      table,
      `recalculate js ${key}`,
      () => sql`update ${tableName(table)} as t set ${sql.id(column)} = x.value
        from json_to_recordset(${slot('$rows', 'json')}) as x (id uuid, value ${sql.raw(spec.type)})
        where t.id = x.id and ${sql.ref(`t.${column}`)} is distinct from x.value returning t.id`,
    )
    const saved =
      rows.length === 0 ? [] : await runCached<{ id: string }>(trx, statement, { $rows: JSON.stringify(rows) })
    changed.set(
      key,
      saved.map(({ id }) => id),
    )
  }
  return changed
}

const closures = new WeakMap<TypedNode, ReturnType<typeof compileClosure>>()

function computeOne(table: WriteTable, node: ComputedNode, record: InputRow, context: EvaluationContext): unknown {
  const root = node.field.computed?.checked?.root
  if (!root) return null
  const closure = closures.get(root) ?? compileClosure(root)
  closures.set(root, closure)
  const value = closure({ record, outer: null, context, related: null })
  return inColumn(valueToJson(root.type, value), columnOf(table, node).spec, shownField(node.field).kind.blank ?? null)
}

function contextOf({ call }: WriteTable): EvaluationContext {
  const { workspace } = call.scope
  return {
    now: call.at,
    today: dayOf(call.now, workspace.timeZone),
    timeZone: workspace.timeZone,
    user: null,
    workspace: workspace.key,
    // What only JavaScript can compute and the calendar decides is refused by the checker's caller.
    calendar: { exceptions: new Map() },
  }
}

/** Numbers as their column holds them: rounded to its places, blank when they are too large. */
function inColumn(value: unknown, { class: columnClass, type }: ColumnSpec, blank: unknown): unknown {
  if (value === null || value === undefined) return blank
  if (columnClass !== 'number') return value
  const { limit, scale } = numberBounds(type)
  const rounded = roundDecimal(parseDecimal(value) ?? 0n, scale)
  const text = formatDecimal(rounded)
  const [whole = '', fraction = ''] = text.split('.')
  const size = BigInt(whole)
  if (size >= limit || size <= -limit) return null
  if (!type.startsWith('numeric')) return Number(text)
  return scale === 0 ? whole : `${whole}.${fraction.padEnd(scale, '0')}`
}
