import type { ComputedRead, ReadStep } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import { slot } from '../sql/slot.ts'
import { relatedTable, tableName, type WriteCall } from '../write/write-call.ts'

/** Reads over the same relations have the same dependents. */
export function pathKey(path: ComputedRead['path']): string {
  return path.map(({ via, field }) => `${via} ${field.entity}.${field.key}`).join('/')
}

/** A condition on the id of a record. */
type IdCondition = (id: RawBuilder<unknown>) => RawBuilder<boolean>

/**
 * The condition that a row `t` reads, over a path, one of the records in the slot `$ids`, or did so until now over its
 * last relation: then the slot `$former` has the row itself.
 */
export function readsAny(call: WriteCall, path: readonly ReadStep[], former: boolean): RawBuilder<boolean> {
  let reached: IdCondition = (id) => sql`${id} = any(${slot('$ids', 'uuid[]')})`
  for (let index = path.length - 1; index >= 0; index--) {
    const step = path[index] as ReadStep
    const before = former && index === path.length - 1
    if (index === 0 && step.via === 'one') return reached(sql.ref(`t.${columnName(call, step)}`))
    reached = backOver(call, step, { reached, alias: `r${index}`, before })
  }
  return reached(sql.ref('t.id'))
}

/** The records before a step, given the condition on those behind it. */
export function backOver(
  call: WriteCall,
  step: ReadStep,
  { reached, alias, before }: { reached: IdCondition; alias: string; before: boolean },
): IdCondition {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const rows: Record<ReadStep['via'], () => RawBuilder<unknown>> = {
    one: () =>
      sql`select ${column('id')} from ${tableSql(call, step.field.entity)} as ${sql.id(alias)}
        where ${reached(column(columnName(call, step)))}`,
    foreign: () =>
      sql`select ${column(columnName(call, step))} from ${tableSql(call, step.field.entity)} as ${sql.id(alias)}
        where ${reached(column('id'))}`,
    link: () =>
      sql`select ${column('record_id')} from ${linkSql(call, step)} as ${sql.id(alias)}
        where ${reached(column('target_id'))}`,
    back_link: () =>
      sql`select ${column('target_id')} from ${linkSql(call, step)} as ${sql.id(alias)}
        where ${reached(column('record_id'))}`,
  }
  const earlier = before ? sql` union all select unnest(${slot('$former', 'uuid[]')})` : sql``
  return (id) => sql`${id} in (${rows[step.via]()}${earlier})`
}

/** The column that keeps a to-one relation. */
export function columnName(call: WriteCall, { field }: Pick<ReadStep, 'field'>): string {
  return relatedTable(call, field.entity).layout.columns.get(field.key)?.column ?? field.key
}

export function tableSql(call: WriteCall, entity: string): RawBuilder<unknown> {
  return tableName(relatedTable(call, entity))
}

export function linkSql(call: WriteCall, { field }: ReadStep): RawBuilder<unknown> {
  const link = relatedTable(call, field.entity).layout.links.get(field.key)
  if (!link) throw new Error('unreachable: a link field without its table')
  return sql.id(call.scope.workspace.schema, link.table)
}
