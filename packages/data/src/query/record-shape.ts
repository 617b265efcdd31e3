import type { EntityRecord } from '../contract/query.ts'
import type { RightsColumns } from '../permission/record-rights.ts'
import type { SelectedColumn } from './compile-select.ts'

export type Row = { [column: string]: unknown }

/** Turns a row of the driver into a record of the API. */
export type ShapeRecord = (row: Row) => EntityRecord

/**
 * How rows with these columns become records. Columns are named as the API names them, so that the row is the record in
 * the common case; `helpers` says that there are further columns, which must not be answered, and `rights` are those of
 * which `$can` is made.
 */
export function recordShaper(
  columns: readonly SelectedColumn[],
  { helpers = false, rights = null }: { helpers?: boolean; rights?: RightsColumns | null } = {},
): ShapeRecord {
  const shown = columns.filter((column) => !column.hidden)
  const asTheyAre =
    shown.length === columns.length && shown.every((column) => column.alias === column.key && !column.convert)
  if (asTheyAre && !helpers && !rights) return (row) => row as EntityRecord
  return (row) => {
    const record: Row = {}
    for (const { key, alias, convert } of shown) record[key] = convert ? convert(row[alias]) : row[alias]
    if (rights) record.$can = rights.read(row)
    return record as EntityRecord
  }
}
