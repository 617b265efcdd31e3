import { type ComputedGraph, type ComputedRead, computedGraphOf, type ReadStep } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database/database.ts'
import { runCached } from '../query/cached-statement.ts'
import { slot } from '../sql/slot.ts'
import { relatedTable, type WriteCall } from '../write/write-call.ts'
import { writeStatement } from '../write/write-statements.ts'
import { backOver, columnName, linkSql, pathKey, tableSql } from './dependent-rows.ts'
import type { TouchedTable } from './touched-records.ts'

/** Rows that a path leads over, between the touched records and those that are computed. */
interface Linked {
  key: string
  entity: string
  /** The condition on such a row `t`. */
  condition(): RawBuilder<boolean>
}

/** More rows than this are not held: then a change of one of them at this very moment is found by the doctor only. */
const mostLocked = 2000

/**
 * Holds the records that computed values are reached over, so that nobody changes them between their being read here
 * and the end of the transaction. Whoever changes such a record at the same moment does not see the new link yet, and
 * would leave the value behind: one of the two has to wait for the other.
 */
export async function lockLinked(trx: Executor, call: WriteCall, entity: string, touched: TouchedTable): Promise<void> {
  const graph = computedGraphOf(call.scope.model)
  const found = new Map<string, Linked>()
  for (const { local, reads } of graph.nodes) {
    if (local) continue
    for (const read of reads) for (const linked of linkedOn(call, read, entity, touched)) found.set(linked.key, linked)
  }
  for (const linked of found.values()) await lockRows(trx, call, graph, linked, [...touched.ids])
}

function linkedOn(call: WriteCall, read: ComputedRead, entity: string, touched: TouchedTable): Linked[] {
  const { path } = read
  const onTheWay = path.flatMap((step, index) => {
    const near = step.via === 'one' || step.via === 'link'
    const set = touched.fresh.size > 0 || touched.fields.has(step.field.key)
    return near && step.field.entity === entity && set ? aheadOf(call, path, index) : []
  })
  const atTheEnd = read.entity === entity && touched.fields.has(read.field)
  return atTheEnd ? [...onTheWay, ...between(call, path)] : onTheWay
}

/** The records that a new link leads to, and those that these lead to in turn. */
function aheadOf(call: WriteCall, path: readonly ReadStep[], start: number): Linked[] {
  const linked: Linked[] = []
  for (let end = start; end < path.length; end++) {
    const step = path[end] as ReadStep
    if (end > start && step.via !== 'one') break
    const part = path.slice(start, end + 1)
    linked.push({
      key: `ahead ${pathKey(part)}`,
      entity: step.target,
      condition: () => sql`t.id in (${targetsOf(call, part)})`,
    })
  }
  return linked
}

/** The ids at the end of to-one steps (the first may be a link) from the records in the slot `$ids`. */
function targetsOf(call: WriteCall, part: readonly ReadStep[]): RawBuilder<unknown> {
  return part.reduce<RawBuilder<unknown>>((ids, step, index) => {
    const alias = `a${index}`
    const from = index === 0 ? sql`= any(${slot('$ids', 'uuid[]')})` : sql`in (${ids})`
    if (step.via === 'link') {
      return sql`select ${sql.ref(`${alias}.target_id`)} from ${linkSql(call, step)} as ${sql.id(alias)}
        where ${sql.ref(`${alias}.record_id`)} ${from}`
    }
    return sql`select ${sql.ref(`${alias}.${columnName(call, step)}`)}
      from ${tableSql(call, step.field.entity)} as ${sql.id(alias)} where ${sql.ref(`${alias}.id`)} ${from}`
  }, sql``)
}

/** The records between those that are computed, which get locked anyway, and those that were touched. */
function between(call: WriteCall, path: readonly ReadStep[]): Linked[] {
  return path.slice(1).map((step, place) => {
    const rest = path.slice(place + 1)
    const entity = path[place]?.target ?? step.field.entity
    return {
      key: `between ${pathKey(rest)}`,
      entity,
      condition: () => {
        let reached = (id: RawBuilder<unknown>): RawBuilder<boolean> => sql`${id} = any(${slot('$ids', 'uuid[]')})`
        for (let index = rest.length - 1; index >= 0; index--) {
          reached = backOver(call, rest[index] as ReadStep, { reached, alias: `r${index}`, before: false })
        }
        return reached(sql.ref('t.id'))
      },
    }
  })
}

async function lockRows(
  trx: Executor,
  call: WriteCall,
  graph: ComputedGraph,
  linked: Linked,
  ids: readonly string[],
): Promise<void> {
  const table = relatedTable(call, linked.entity)
  // What is going to be updated later in the same transaction is locked for that at once: two that share a lock and
  // both want more would stand in each other's way.
  const follows = graph.nodesIn(linked.entity).some(({ local }) => !local)
  const strength = follows ? sql`for no key update` : sql`for share`
  const statement = writeStatement(
    table,
    `lock linked ${linked.key}`,
    () => sql`select t.id from ${tableSql(call, linked.entity)} as t where ${linked.condition()}
      order by t.id limit ${sql.lit(mostLocked)} ${strength} of t`,
  )
  await runCached(trx, statement, { $ids: ids })
}
