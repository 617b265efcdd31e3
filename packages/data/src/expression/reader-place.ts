import type { FieldStep } from '@mortise/expressions'
import type { SqlPlace, SqlRows } from '@mortise/expressions/sql'
import { type RawBuilder, sql } from 'kysely'
import { columnOf, followStep, locateField } from '../query/locate-field.ts'
import {
  allOf,
  type Composition,
  columnRef,
  fromSql,
  openTable,
  rowGuard,
  type TableSource,
} from '../query/table-source.ts'
import { relatedRows, toManyOf } from '../query/to-many.ts'

/**
 * A place under the rights of who asks: each value, row and relation is seen as far as this reader may see it. What may
 * not be read at all is not in the reader's schema, so that the checker has already refused it.
 */
export function readerPlace(composition: Composition, source: TableSource): SqlPlace {
  return {
    field(steps, field) {
      const path = [...steps.map((step) => step.field.key), field.key].join('.')
      const column = columnOf(composition, locateField(composition, source, path))
      if (!column) throw new Error('unreachable: only fields with values are in a schema')
      return { sql: column.sql, type: column.column.spec.type, nullable: column.nullable }
    },
    many(steps, relation) {
      const owner = ownerOf(composition, source, steps)
      const many = toManyOf(composition, owner.entity, relation.key)
      if (!many) throw new Error('unreachable: only relations that may be read are in a schema')
      const rows = relatedRows(composition, owner, many)
      return readerRows(composition, rows.source, rows.from, rows.conditions)
    },
    all(key) {
      const entity = composition.model.entities.get(key)
      if (!entity) throw new Error('unreachable: only tables of the model are in a schema')
      const rows = openTable(composition, entity)
      return readerRows(composition, rows, () => fromSql(composition, rows), rowGuard(composition, rows))
    },
  }
}

function ownerOf(composition: Composition, source: TableSource, steps: readonly FieldStep[]): TableSource {
  let table = source
  for (const { field } of steps) {
    const next = followStep(composition, table, field.key)
    if (!next) throw new Error('unreachable: only relations that can be followed are in a schema')
    table = next
  }
  return table
}

function readerRows(
  composition: Composition,
  source: TableSource,
  from: () => RawBuilder<unknown>,
  conditions: readonly RawBuilder<boolean>[],
): SqlRows {
  const id = columnRef(source, 'id')
  const live = sql<boolean>`${columnRef(source, 'archived_at')} is null`
  const where = (condition: RawBuilder<boolean> | null) =>
    sql`from ${from()} where ${allOf([...conditions, live, ...(condition ? [condition] : [])])}`
  return {
    place: readerPlace(composition, source),
    id,
    select(value, { where: condition, order, limit }) {
      const direction = sql.raw(order?.direction ?? 'asc')
      const by = order ? sql`${order.by} ${direction}, ${id} ${direction}` : id
      const ordered = order || limit ? sql` order by ${by}` : sql``
      return sql`(select ${value} ${where(condition)}${ordered}${limit ? sql` limit 1` : sql``})`
    },
    exists: (condition) => sql`exists (select 1 ${where(condition)})`,
  }
}
