import type { FilterOperator } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Atom } from './filter-atoms.ts'
import { listOf, referenceValue } from './filter-value.ts'
import type { LocatedField } from './locate-field.ts'
import { allOf, type Composition, columnRef } from './table-source.ts'
import { linkTable } from './to-many.ts'

/** Comparisons of a relation to many with a list of ids, over its link table; null for fields kept otherwise. */
export function linkAtoms(
  composition: Composition,
  located: LocatedField,
): Partial<Record<FilterOperator, Atom>> | null {
  if (!located.source.layout.links.has(located.field.key)) return null
  const link = linkTable(composition, located.field)
  const target = sql.ref(`${link.alias}.target_id`)
  const linked = (...more: RawBuilder<boolean>[]): RawBuilder<boolean> => {
    const tie = sql<boolean>`${sql.ref(`${link.alias}.record_id`)} = ${columnRef(located.source, 'id')}`
    return sql`exists (select 1 from ${link.sql} where ${allOf([tie, ...located.guards, ...more])})`
  }
  const ids: Atom['values'] = (value, environment) => [listOf(value, (member) => referenceValue(member, environment))]
  const wanted = sql.ref('wanted.id')
  return {
    has_any: { sql: (_column, operand) => linked(sql`${target} = any(${operand(0, 'uuid[]')})`), values: ids },
    has_all: {
      sql: (_column, operand) =>
        sql`not exists (select 1 from unnest(${operand(0, 'uuid[]')}) as wanted(id)
          where not ${linked(sql`${target} = ${wanted}`)})`,
      values: ids,
    },
    blank: { sql: () => sql`not ${linked()}`, values: () => [] },
    not_blank: { sql: () => linked(), values: () => [] },
  }
}
