import { type RawBuilder, sql } from 'kysely'
import type { FieldStorage } from '../contract/field-storage.ts'
import type { LocatedColumn } from './locate-field.ts'
import type { Composition } from './table-source.ts'

interface Named {
  table: RawBuilder<unknown>
  name(alias: string): RawBuilder<unknown>
}

/** Where those whom a column may refer to have their names. Departments go by their Chinese one, for everybody alike. */
const named: Record<NonNullable<FieldStorage['refersTo']>, Named> = {
  user: { table: sql`mortise.person`, name: (alias) => sql.ref(`${alias}.name`) },
  department: { table: sql`mortise.department`, name: (alias) => sql`(${sql.ref(`${alias}.name`)} ->> 'zh')` },
}

/** The name of the person or department in a column, joined to it; null for columns that refer to neither. */
export function nameOfReferred(composition: Composition, column: LocatedColumn): RawBuilder<unknown> | null {
  const { refersTo } = column.column.storage
  if (!refersTo) return null
  const { table, name } = named[refersTo]
  const alias = composition.nextAlias()
  column.source.clause.joins.push(
    sql`left join ${table} as ${sql.id(alias)} on ${sql.ref(`${alias}.id`)} = ${column.sql}`,
  )
  return name(alias)
}
