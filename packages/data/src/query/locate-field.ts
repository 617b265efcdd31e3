import type { FieldModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import { recordErrors } from '../errors.ts'
import { computedOn, tableRow } from '../expression/definer-place.ts'
import { resultSql } from '../expression/result-sql.ts'
import { isFieldReadable } from '../permission/field-readable.ts'
import { type ColumnLayout, storageOf } from '../schema/table-layout.ts'
import {
  allOf,
  type Composition,
  canFollow,
  columnRef,
  fieldGuard,
  joinRelation,
  type TableSource,
} from './table-source.ts'

/** A field at the end of a path, in the table where its value is kept. */
export interface LocatedField {
  /** The field itself; for a look-up the field it shows. */
  field: FieldModel
  source: TableSource
  /** Conditions under which the value is seen, beyond the row being visible. */
  guards: readonly RawBuilder<boolean>[]
}

/** A located field that has a column, as conditions and sorting see it: NULL or empty where it may not be seen. */
export interface LocatedColumn extends LocatedField {
  column: ColumnLayout
  sql: RawBuilder<unknown>
  nullable: boolean
}

const maxSteps = 4

/**
 * Follows a path and joins what it leads over. Each name is looked up in the model as this reader may see it; one that
 * does not exist and one that may not be read are the same FIELD_UNKNOWN, with the path as it was asked for.
 */
export function locateField(
  composition: Composition,
  source: TableSource,
  path: string,
  asked: string = path,
): LocatedField {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  if (steps.length >= maxSteps) throw recordErrors.FIELD_UNKNOWN({ field: asked })
  let table = source
  for (const step of steps) {
    const next = followStep(composition, table, step)
    if (!next) throw recordErrors.FIELD_UNKNOWN({ field: asked })
    table = next
  }
  const field = table.entity.fields.get(last)
  if (!field || !isFieldReadable(field, composition.rights)) throw recordErrors.FIELD_UNKNOWN({ field: asked })
  return landOn(composition, table, field)
}

/** The same with the column, for what compares or sorts; null for fields that have none. */
export function columnOf(composition: Composition, located: LocatedField): LocatedColumn | null {
  const value = valueAt(composition, located.source, located.field)
  if (!value) return null
  const { column, sql: plain } = value
  const guarded = located.guards.length === 0 ? plain : sql`case when ${allOf(located.guards)} then ${plain} end`
  const exposed = located.guards.length > 0 || located.source.optional
  const { default: constant } = column.spec
  if (constant === undefined) {
    return { ...located, column, sql: guarded, nullable: exposed || !neverNull.has(located.field.key) }
  }
  // These classes have no NULL: what cannot be seen, or is not there, counts as empty.
  const whole = exposed ? sql`coalesce(${guarded}, ${sql.raw(constant)}::${sql.raw(column.spec.type)})` : plain
  return { ...located, column, sql: whole, nullable: false }
}

/**
 * The value of a field in the table where it is kept: its column, or what is computed in the place of one, for which a
 * column is made up. Null for fields that have no value of their own.
 */
export function valueAt(
  composition: Composition,
  source: TableSource,
  field: FieldModel,
): { column: ColumnLayout; sql: RawBuilder<unknown> } | null {
  const column = source.layout.columns.get(field.key)
  if (column) return { column, sql: columnRef(source, field.key) }
  if (!field.computed) return null
  const storage = storageOf(field, composition.storages)
  const spec = storage.column?.(field.computed.result)
  if (!spec) return null
  const row = tableRow(composition, source.entity, source.alias)
  const computed = resultSql(computedOn(composition, row, field), spec)
  // Over a relation there may be no record, and then nothing is computed for it.
  const value = source.optional ? sql`case when ${row.id} is not null then ${computed} end` : computed
  return { column: { field, column: field.key, spec, storage }, sql: value }
}

/** System columns that every row has. */
const neverNull = new Set(['id', 'version', 'created_at', 'updated_at', 'position'])

/** The row that a step of a path leads to: over a relation, or over a look-up that shows one. */
export function followStep(composition: Composition, source: TableSource, step: string): TableSource | null {
  const field = source.entity.fields.get(step)
  if (!field || !isFieldReadable(field, composition.rights)) return null
  if (!field.lookup) return canFollow(composition, field) ? joinRelation(composition, source, field) : null
  const located = landOn(composition, source, field)
  if (!canFollow(composition, located.field)) return null
  const via = { key: `${source.alias}.${step}`, guards: fieldGuard(composition, source, field) }
  return joinRelation(composition, located.source, located.field, via)
}

function landOn(composition: Composition, source: TableSource, field: FieldModel): LocatedField {
  const guards = fieldGuard(composition, source, field)
  if (!field.lookup) return { field, source, guards }
  let table = source
  for (const relation of field.lookup.path) table = joinRelation(composition, table, relation)
  const end = field.lookup.field
  return { field: end, source: table, guards: [...guards, ...fieldGuard(composition, table, end)] }
}
