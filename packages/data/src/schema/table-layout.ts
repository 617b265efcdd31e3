import { createHash } from 'node:crypto'
import type { Registry } from '@mortise/core'
import type { EntityModel, FieldModel, FigureKind } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { ColumnSpec, FieldStorage } from '../contract/field-storage.ts'
import { figuresView } from './figure-rows.ts'

/** Where a field's values are: its column, or the link table of a many-to-many relation. */
export interface ColumnLayout {
  field: FieldModel
  column: string
  spec: ColumnSpec
  storage: FieldStorage
}

/** The physical side of an entity inside its workspace schema. */
export interface TableLayout {
  entity: EntityModel
  table: string
  /** By field key: system columns, own columns with structure `column`, and computed fields that are kept. */
  columns: ReadonlyMap<string, ColumnLayout>
  /** By field key: link tables of fields with structure `link`, with columns `record_id`, `target_id`. */
  links: ReadonlyMap<string, { field: FieldModel; table: string }>
  /** Rows that come from a view over the processes of a workspace: only those of this one. */
  figures: { app: string; process: string; of: FigureKind } | null
}

/** The rows of a table as a piece of a FROM clause. */
export function rowsSql(schema: string, { table, figures }: TableLayout, alias: string): RawBuilder<unknown> {
  const name = sql.id(schema, table)
  if (!figures) return sql`${name} as ${sql.id(alias)}`
  const { app, process: key } = figures
  return sql`(select * from ${name} where app = ${sql.lit(app)} and process = ${sql.lit(key)}) as ${sql.id(alias)}`
}

/** Column of each system field. Sub-tables have no owner and department: they follow their parent. */
const systemColumns: Readonly<Record<string, string>> = { owner: 'owner_id', department: 'department_id' }

const layouts = new WeakMap<EntityModel, TableLayout>()

/** The layout of a compiled entity; computed once per model. */
export function layoutOf(entity: EntityModel, storages: Registry<FieldStorage>): TableLayout {
  let layout = layouts.get(entity)
  if (!layout) {
    layout = buildLayout(entity, storages)
    layouts.set(entity, layout)
  }
  return layout
}

function buildLayout(entity: EntityModel, storages: Registry<FieldStorage>): TableLayout {
  const columns = new Map<string, ColumnLayout>()
  const links = new Map<string, { field: FieldModel; table: string }>()
  for (const field of entity.fields.values()) {
    const storage = storageOf(field, storages)
    const spec = isKept(field, storage) ? storage.column?.(field.computed?.result ?? field) : undefined
    if (spec) columns.set(field.key, { field, column: columnName(field), spec, storage })
    if (storage.structure === 'link') links.set(field.key, { field, table: linkTableName(entity, field) })
  }
  const { figures } = entity.document
  return {
    ...{ entity, columns, links },
    table: figures ? figuresView(figures.of) : tableName(entity.app, entity.key),
    figures: figures ? { ...figures, app: entity.app } : null,
  }
}

/** How the values of a field are handled: for a computed field as those of its result. */
export function storageOf(field: FieldModel, storages: Registry<FieldStorage>): FieldStorage {
  return storages.get(field.computed?.result.type ?? field.type)
}

function isKept(field: FieldModel, { structure }: FieldStorage): boolean {
  return structure === 'column' && (field.computed === null || field.computed.stored)
}

function columnName(field: FieldModel): string {
  return (field.system ? systemColumns[field.key] : undefined) ?? field.key
}

/** Physical names stay within 50 characters: Citus adds a shard suffix to the 63 that PostgreSQL allows. */
export function physicalName(...parts: string[]): string {
  const name = parts.join('__')
  if (name.length <= 50) return name
  return `${name.slice(0, 41)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}

export function tableName(app: string, entity: string): string {
  return physicalName(app, entity)
}

function linkTableName(entity: EntityModel, field: FieldModel): string {
  return physicalName(entity.app, entity.key, field.key)
}
