import { computedGraphOf, type FieldModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { EntityRecord } from '../contract/query.ts'
import { coversRows, isNoRows } from '../permission/entity-profile.ts'
import type { ColumnLayout } from '../schema/table-layout.ts'
import { qualified } from '../sql/identifier.ts'
import { perLayout } from './per-layout.ts'
import { rowsIn, type WriteTable } from './write-call.ts'

/**
 * The columns of a written row as the writer may read them, named as in the API. Values of fields that cannot be read
 * on this very row are null; a row that is out of sight altogether is marked in `$visible`.
 */
export function presentedColumns(table: WriteTable, alias: string): RawBuilder<unknown> {
  const { profile } = table
  const columns = [...table.layout.columns.values()].flatMap((layout) => {
    const value = readableValue(layout, table, alias)
    return value ? [sql`${value} as ${sql.id(layout.field.key)}`] : []
  })
  if (!profile.read.all) columns.push(sql`(${rowsIn(profile.read, alias, table)}) is true as "$visible"`)
  return sql.join(columns)
}

/** Brings a row of presented columns into the shape of the API. */
export function presentRecord(table: WriteTable, row: { [column: string]: unknown }): EntityRecord {
  if (row.$visible === false) return { id: row.id as string }
  delete row.$visible
  for (const { field, storage } of convertedColumns(table)) {
    if (Object.hasOwn(row, field.key)) row[field.key] = storage.fromColumn?.(row[field.key] as never, field)
  }
  return row as EntityRecord
}

/** Whether a record as the API gives it by default can be made of its own columns alone. */
export function isSelfContained({ call, entity, profile }: WriteTable): boolean {
  const graph = computedGraphOf(call.scope.model)
  const elsewhere = (field: FieldModel) =>
    field.lookup !== null || (field.computed !== null && !graph.nodeOf(field)?.local)
  return !entity.ownFields.some((field) => elsewhere(field) && profile.fields.has(field.key))
}

const convertedColumns = perLayout(({ columns }) => [...columns.values()].filter(({ storage }) => storage.fromColumn))

const alwaysPresent = new Set(['id', 'version'])

function readableValue(layout: ColumnLayout, table: WriteTable, alias: string): RawBuilder<unknown> | null {
  const { profile } = table
  const value = sql.ref(`${alias}.${layout.column}`)
  if (alwaysPresent.has(layout.field.key)) return value
  const rule = profile.fields.get(layout.field.key)
  if (!rule || (isNoRows(rule.read) && isNoRows(rule.mask))) return null
  if (coversRows(rule.read, profile.read)) return value
  const masked = sql`when ${rowsIn(rule.mask, alias, table)} then ${maskedValue(layout, alias)}`
  return sql`case when ${rowsIn(rule.read, alias, table)} then ${value} ${isNoRows(rule.mask) ? sql`` : masked} end`
}

function maskedValue({ column, spec, storage }: ColumnLayout, alias: string): RawBuilder<unknown> {
  if (spec.class !== 'text') return sql`null`
  const value = qualified(alias, column)
  return sql.raw(`case when ${value} is not null then ${storage.mask?.(value) ?? `'****'`} end`)
}
