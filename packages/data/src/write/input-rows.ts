import { type RawBuilder, sql } from 'kysely'
import type { ColumnLayout } from '../schema/table-layout.ts'
import { slot } from '../sql/slot.ts'

/** Whether a statement gets one row in slots, or any number of rows in one JSON parameter (`$rows`). */
export type RowSource = 'slots' | 'json'

/** Columns that a row carries beside the values of its fields; `$` cannot begin a field key. */
const controlTypes = {
  $event: 'uuid',
  $version: 'int',
  $touch: 'boolean',
  $extra: 'jsonb',
} as const
export type ControlColumn = keyof typeof controlTypes

/** A row for a statement: field key or control column → value. */
export type InputRow = { [column: string]: unknown }

/** Stamps of records that the call itself makes now; only the platform's own work brings others with it. */
const stampSlots: Readonly<Record<string, string>> = {
  created_at: '$now',
  created_by: '$actor',
  updated_at: '$now',
  updated_by: '$actor',
}

/** Whether a column has the same value in every row that a call makes now. */
export function isStamp({ field }: ColumnLayout): boolean {
  return Object.hasOwn(stampSlots, field.key)
}

/**
 * The rows given to a statement, as a subquery with one column per field key and control column. With `stampedNow` the
 * stamps are those of the call: in a thousand rows they would be a quarter of what is sent.
 */
export function inputRows(
  source: RowSource,
  columns: readonly ColumnLayout[],
  controls: readonly ControlColumn[],
  { stampedNow = false } = {},
): RawBuilder<unknown> {
  if (stampedNow) {
    const stamps = columns
      .filter(isStamp)
      .map(({ field, spec }) => sql`${slot(stampSlots[field.key] ?? '', spec.type)} as ${sql.id(field.key)}`)
    const rest = columns.filter((column) => !isStamp(column))
    return sql`select sent.*, ${sql.join(stamps)} from (${inputRows(source, rest, controls)}) sent`
  }
  const typed = [
    ...columns.map(({ field, spec }) => ({ name: field.key, type: spec.type })),
    ...controls.map((name) => ({ name, type: controlTypes[name] })),
  ]
  if (source === 'slots') {
    return sql`select ${sql.join(typed.map(({ name, type }) => sql`${slot(name, type)} as ${sql.id(name)}`))}`
  }
  const definitions = sql.join(typed.map(({ name, type }) => sql`${sql.id(name)} ${sql.raw(type)}`))
  // json, not jsonb: the rows are read once, and building jsonb of them first would cost a fifth more.
  return sql`select * from json_to_recordset(${slot('$rows', 'json')}) as rows (${definitions})`
}

/** The slot values for one row. */
export function slotValues(row: InputRow, columns: readonly ColumnLayout[]): InputRow {
  const values: InputRow = { ...row }
  for (const { field, spec, storage } of columns) {
    const value = storage.toColumn ? storage.toColumn(row[field.key] as never, field) : row[field.key]
    values[field.key] = spec.class === 'files' && typeof value !== 'string' ? JSON.stringify(value ?? []) : value
  }
  return values
}

/** The slot value for many rows. */
export function jsonValues(rows: readonly InputRow[], columns: readonly ColumnLayout[]): { $rows: string } {
  const converted = columns.filter(({ storage }) => storage.toColumn)
  if (converted.length === 0) return { $rows: JSON.stringify(rows) }
  const mapped = rows.map((row) => {
    const copy = { ...row }
    for (const { field, storage } of converted) copy[field.key] = storage.toColumn?.(row[field.key] as never, field)
    return copy
  })
  return { $rows: JSON.stringify(mapped) }
}
