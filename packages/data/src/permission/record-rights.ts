import { type RawBuilder, sql } from 'kysely'
import type { RecordRights } from '../contract/capabilities.ts'
import { coversRows, type EntityProfile, isNoRows, type RowScope, scopeKey } from './entity-profile.ts'

/** Columns of a statement that say what the reader may do with its row. */
export interface RightsColumns {
  /** What differs from row to row; nothing is asked that is known before. */
  columns: readonly RawBuilder<unknown>[]
  /** Reads the columns of a row. */
  read(row: { [column: string]: unknown }): RecordRights
}

/** What is asked about the row of a statement. */
interface RowQuestions {
  inRows(scope: RowScope): RawBuilder<boolean>
  /** Whether a running process keeps the row to itself. */
  isLocked(): RawBuilder<boolean>
}

/** The rights over the rows that are read: what all of them have, or none, is no column. */
export function rightsColumns(profile: EntityProfile, { inRows, isLocked }: RowQuestions): RightsColumns {
  const columns: RawBuilder<unknown>[] = []
  const ask = (name: string, condition: RawBuilder<boolean>) => {
    columns.push(sql`(${condition}) is true as ${sql.id(name)}`)
    return (row: { [column: string]: unknown }) => row[name] === true
  }
  const holds = (name: string, scope: RowScope) => {
    if (coversRows(scope, profile.read)) return () => true
    return isNoRows(scope) ? () => false : ask(name, inRows(scope))
  }
  const update = holds('$update', profile.update)
  const remove = holds('$delete', profile.delete)
  const locked = profile.locking ? ask('$locked', isLocked()) : () => false
  const kept = keptFields(profile).map(({ scope, fields }, index) => ({
    fields,
    holds: holds(`$write${index}`, scope),
  }))
  return {
    columns,
    read: (row) => ({
      update: update(row),
      delete: remove(row),
      readOnly: kept.flatMap((group) => (group.holds(row) ? [] : group.fields)),
      ...(locked(row) && { locked: true }),
    }),
  }
}

/** The fields that are written on fewer rows than may be changed, together where these rows are the same. */
function keptFields({ fields, update }: EntityProfile): { scope: RowScope; fields: string[] }[] {
  const groups = new Map<string, { scope: RowScope; fields: string[] }>()
  for (const [key, { write, create }] of fields) {
    // A field that can be filled only on a new record is one that a screen would otherwise offer on this one.
    if (isNoRows(write) ? !create : coversRows(write, update)) continue
    const name = scopeKey(write)
    const group = groups.get(name) ?? { scope: write, fields: [] }
    groups.set(name, group)
    group.fields.push(key)
  }
  return [...groups.values()]
}
