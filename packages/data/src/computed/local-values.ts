import { type ComputedNode, computedGraphOf } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import { computedOn, type PlacedRow } from '../expression/definer-place.ts'
import { resultSql } from '../expression/result-sql.ts'
import type { ColumnLayout } from '../schema/table-layout.ts'
import { slot } from '../sql/slot.ts'
import type { WriteTable } from '../write/write-call.ts'

/** Fields of every record that change whenever it is updated. */
export const stampFields: ReadonlySet<string> = new Set(['version', 'updated_at', 'updated_by'])

/**
 * Computed fields of a table that follow from its own fields alone, and that change when these fields do: they are
 * written together with them. Null: all of them.
 */
export function localNodes(table: WriteTable, changed: ReadonlySet<string> | null): ComputedNode[] {
  const known = new Set(changed ?? [])
  return computedGraphOf(table.call.scope.model)
    .nodesIn(table.entity.key)
    .filter((node) => {
      const follows = node.local && (changed === null || node.reads.some(({ field }) => known.has(field)))
      if (follows) known.add(node.field.key)
      return follows
    })
}

/** Those that the database computes; the others come with the values. */
export function isSqlNode({ field }: ComputedNode): boolean {
  return field.computed?.checked?.class === 'sql'
}

/** The rows `x` with the computed values of new records beside those that were given. */
export function withNewValues(table: WriteTable, rows: RawBuilder<unknown>): RawBuilder<unknown> {
  const row: PlacedRow = {
    entity: table.entity,
    id: sql.ref('x.id'),
    column: (field) => newSystemValues[field] ?? sql.ref(`x.${field}`),
  }
  return levelsOf(localNodes(table, null).filter(isSqlNode)).reduce((from, nodes) => {
    const values = nodes.map((node) => sql`${valueSql(table, row, node)} as ${sql.id(node.field.key)}`)
    return sql`(select x.*, ${sql.join(values)} from ${from}) x`
  }, rows)
}

const newSystemValues: { readonly [field: string]: RawBuilder<unknown> } = {
  version: sql`1`,
  archived_at: sql`null::timestamptz`,
}

/** The computed columns of new records that the database fills in. */
export function newColumns(table: WriteTable): ColumnLayout[] {
  return localNodes(table, null)
    .filter(isSqlNode)
    .map((node) => columnOf(table, node))
}

/** What an UPDATE adds: subqueries with the computed values, in the order of what they need, and where they go. */
export interface LocalUpdate {
  joins: RawBuilder<unknown>[]
  assignments: RawBuilder<unknown>[]
}

/**
 * The computed values that change with the given fields. `x` has the new values, `o` the row as it was; equal versions
 * prove that it still is so. `given` says what a field is set to where that is not the value of `x`.
 */
export function localUpdate(
  table: WriteTable,
  fields: ReadonlySet<string>,
  given: { readonly [field: string]: RawBuilder<unknown> },
): LocalUpdate {
  const nodes = localNodes(table, new Set([...fields, ...stampFields])).filter(isSqlNode)
  const places = new Map<string, RawBuilder<unknown>>()
  const stamps: { readonly [field: string]: RawBuilder<unknown> } = {
    version: sql`(o.version + 1)`,
    updated_at: slot('$now', 'timestamptz'),
    updated_by: slot('$actor', 'uuid'),
  }
  const row: PlacedRow = {
    entity: table.entity,
    id: sql.ref('o.id'),
    column(field) {
      const known = places.get(field) ?? stamps[field] ?? given[field]
      if (known) return known
      return fields.has(field)
        ? sql.ref(`x.${field}`)
        : sql.ref(`o.${table.layout.columns.get(field)?.column ?? field}`)
    },
  }
  const update: LocalUpdate = { joins: [], assignments: [] }
  levelsOf(nodes).forEach((level, index) => {
    const alias = `l${index}`
    const values = level.map((node) => sql`${valueSql(table, row, node)} as ${sql.id(node.field.key)}`)
    update.joins.push(sql`cross join lateral (select ${sql.join(values)}) as ${sql.id(alias)}`)
    for (const node of level) {
      const value = sql.ref(`${alias}.${node.field.key}`)
      places.set(node.field.key, value)
      update.assignments.push(sql`${sql.id(columnOf(table, node).column)} = ${value}`)
    }
  })
  return update
}

/** The value of a computed field over a row, as its column holds it. */
export function valueSql(table: WriteTable, row: PlacedRow, node: ComputedNode): RawBuilder<unknown> {
  return resultSql(computedOn(table.call.place, row, node.field), columnOf(table, node).spec)
}

export function columnOf({ layout }: WriteTable, { field }: ComputedNode): ColumnLayout {
  const column = layout.columns.get(field.key)
  if (!column) throw new Error('unreachable: a stored field without a column')
  return column
}

/** Nodes in groups that do not need one another. */
function levelsOf(nodes: readonly ComputedNode[]): ComputedNode[][] {
  return [...Map.groupBy(nodes, ({ level }) => level)].sort(([a], [b]) => a - b).map(([, level]) => level)
}
