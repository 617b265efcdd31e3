import type { EntityDocument } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { ColumnLayout } from '../schema/table-layout.ts'
import { rowsIn, tableName, type WriteTable } from './write-call.ts'

export type DuplicateCheck = NonNullable<EntityDocument['duplicateChecks']>[number]

/** The duplicate checks that concern a write of the given fields; all of them for a new record. */
export function duplicateChecksOf(
  { entity, layout }: WriteTable,
  { fields, modes }: { fields: ReadonlySet<string> | null; modes: ReadonlySet<DuplicateCheck['mode']> },
): DuplicateCheck[] {
  return (entity.document.duplicateChecks ?? []).filter(
    (check) =>
      modes.has(check.mode) &&
      check.fields.every((field) => layout.columns.has(field)) &&
      (fields === null || check.fields.some((field) => fields.has(field))),
  )
}

export interface DuplicatePlace {
  /** Fields that the row `x` has values for; the others are taken from the present row `t`. Null: all, and no `t`. */
  fields: ReadonlySet<string> | null
  /** Whether the other rows of the statement count as well. */
  batch: boolean
}

/** The condition that no other record has the values of the check; blank values are never the same. */
export function noDuplicate(check: DuplicateCheck, table: WriteTable, place: DuplicatePlace): RawBuilder<boolean> {
  const alone = sql<boolean>`not exists (select 1 ${duplicatesFrom(check, table, place)})`
  const single = place.batch ? sql<boolean>`(${alone} and ${noEarlierTwin(check, table, place)})` : alone
  if (!place.fields) return single
  const same = columnsOf(check, table)
    .filter(({ field }) => place.fields?.has(field.key))
    .map(({ field, column }) => sql`${sql.ref(`x.${field.key}`)} is not distinct from ${sql.ref(`t.${column}`)}`)
  return sql`((${sql.join(same, sql` and `)}) or ${single})`
}

/**
 * The records (alias `d`) that have the values of the check. A warning looks only at records that the user may see, so
 * that it gives nothing away; a refusal must look at all.
 */
export function duplicatesFrom(check: DuplicateCheck, table: WriteTable, place: DuplicatePlace): RawBuilder<unknown> {
  const same = columnsOf(check, table).map(({ field, column }) => {
    const given = place.fields === null || place.fields.has(field.key)
    return sql`${sql.ref(`d.${column}`)} = ${sql.ref(given ? `x.${field.key}` : `t.${column}`)}`
  })
  const visible = check.mode === 'warn' ? sql` and ${rowsIn(table.profile.read, 'd', table)}` : sql``
  return sql`from ${tableName(table)} as d
    where d.archived_at is null and d.id <> x.id and ${sql.join(same, sql` and `)}${visible}`
}

/** Of several rows of one statement with the same values, the first may pass. */
function noEarlierTwin(check: DuplicateCheck, table: WriteTable, { fields }: DuplicatePlace): RawBuilder<boolean> {
  const same = columnsOf(check, table).map(({ field, column }) =>
    fields === null || fields.has(field.key)
      ? sql`${sql.ref(`y.${field.key}`)} = ${sql.ref(`x.${field.key}`)}`
      : sql`${sql.ref(`u.${column}`)} = ${sql.ref(`t.${column}`)}`,
  )
  const present = fields === null ? sql`` : sql`join ${tableName(table)} as u on u.id = y.id`
  return sql`not exists (select 1 from input y ${present} where y.id < x.id and ${sql.join(same, sql` and `)})`
}

function columnsOf(check: DuplicateCheck, { layout }: WriteTable): ColumnLayout[] {
  return check.fields.map((key) => layout.columns.get(key)).filter((column) => column !== undefined)
}
