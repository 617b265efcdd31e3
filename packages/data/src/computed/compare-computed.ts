import { deepEqual } from '@mortise/core'
import { type ComputedNode, computedGraphOf } from '@mortise/metadata'
import { sql } from 'kysely'
import { asSystem } from '../contract/access.ts'
import type { AppScope } from '../engine/data-engine.ts'
import { tableRow } from '../expression/definer-place.ts'
import { runCached } from '../query/cached-statement.ts'
import { slot } from '../sql/slot.ts'
import { readStates } from '../write/row-state.ts'
import { beginCall, relatedTable, tableName, type WriteServices, type WriteTable } from '../write/write-call.ts'
import { writeStatement } from '../write/write-statements.ts'
import { jsValues } from './js-values.ts'
import { columnOf, isSqlNode, valueSql } from './local-values.ts'

/** A stored computed field, and of how many records its value is not what it should be. */
export interface ComputedDifference {
  entity: string
  field: string
  records: number
  different: number
}

const recordsAtOnce = 1000

/** Computes every stored computed field of every live record again and compares; nothing is changed. */
export async function compareComputed(services: WriteServices, scope: AppScope): Promise<ComputedDifference[]> {
  const call = await beginCall(services, asSystem('computed fields are compared'), scope)
  const found: ComputedDifference[] = []
  for (const node of computedGraphOf(scope.model).nodes) {
    const table = relatedTable(call, node.field.entity)
    const counts = await (isSqlNode(node) ? compareInSql(table, node) : compareInJs(table, node))
    found.push({ entity: node.field.entity, field: node.field.key, ...counts })
  }
  return found
}

type Counts = Pick<ComputedDifference, 'records' | 'different'>

async function compareInSql(table: WriteTable, node: ComputedNode): Promise<Counts> {
  const { call } = table
  const statement = writeStatement(table, `compare ${node.field.key}`, () => {
    const value = valueSql(table, tableRow(call.place, table.entity, 't'), node)
    const stored = sql.ref(`t.${columnOf(table, node).column}`)
    return sql`select count(*) as records, count(*) filter (where ${stored} is distinct from ${value}) as different
      from ${tableName(table)} as t where t.archived_at is null`
  })
  const [row] = await runCached<Counts>(call.scope.workspace.database, statement, call.slots)
  return row ?? { records: 0, different: 0 }
}

async function compareInJs(table: WriteTable, { field: { key } }: ComputedNode): Promise<Counts> {
  const { database } = table.call.scope.workspace
  const statement = writeStatement(
    table,
    'compare page',
    () => sql`select t.id from ${tableName(table)} as t where t.archived_at is null
      and (${slot('$after', 'uuid')} is null or t.id > ${slot('$after', 'uuid')})
      order by t.id limit ${sql.lit(recordsAtOnce)}`,
  )
  const counts: Counts = { records: 0, different: 0 }
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const page: { id: string }[] = await runCached(database, statement, { $after: after })
    const ids = page.map(({ id }) => id)
    const states = await readStates(database, table, { ids, fields: new Set(), lock: 'none' })
    counts.records += states.length
    counts.different += states.filter(
      ({ row }) => !deepEqual(jsValues(table, row, null)[key] ?? null, row[key] ?? null),
    ).length
    after = ids.length < recordsAtOnce ? undefined : ids.at(-1)
  }
  return counts
}
