import { type RawBuilder, sql } from 'kysely'
import type { RecordRights } from '../contract/capabilities.ts'
import { type EntityProfile, isNoRows, type RowScope } from './entity-profile.ts'

/** Columns of a statement that say what the reader may do with its row; nothing of it is asked that is known before. */
export interface RightsColumns {
  sql: RawBuilder<unknown>
  /** Reads the columns of a row. */
  read(row: { [column: string]: unknown }): RecordRights
}

/** `inRows` writes the condition that the row is in a scope. */
export function rightsColumns(profile: EntityProfile, inRows: (scope: RowScope) => RawBuilder<boolean>): RightsColumns {
  const holds = (scope: RowScope) => sql`(${inRows(scope)}) is true`
  const kept = [...profile.fields].flatMap(([key, { write, create }]) => {
    // A field that can be filled only on a new record is one that a screen would otherwise offer on this one.
    if (isNoRows(write)) return create ? [sql`${sql.lit(key)}`] : []
    return write.all ? [] : [sql`case when ${inRows(write)} then null else ${sql.lit(key)} end`]
  })
  const readOnly = kept.length === 0 ? sql`'{}'` : sql`array_remove(array[${sql.join(kept)}]::text[], null)`
  return {
    sql: sql`${holds(profile.update)} as "$update", ${holds(profile.delete)} as "$delete",
      ${readOnly}::text[] as "$readOnly"`,
    read: ({ $update, $delete, $readOnly }) => ({
      update: $update as boolean,
      delete: $delete as boolean,
      readOnly: $readOnly as string[],
    }),
  }
}
