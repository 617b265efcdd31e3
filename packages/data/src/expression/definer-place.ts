import type { Registry } from '@mortise/core'
import type { FieldStep, SchemaField, SchemaRelation } from '@mortise/expressions'
import { compileSql, type SqlColumn, type SqlEnvironment, type SqlPlace, type SqlRows } from '@mortise/expressions/sql'
import { type AppModel, type EntityModel, type FieldModel, manyStep, type ReadStep } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { FieldStorage } from '../contract/field-storage.ts'
import { layoutOf, rowsSql, storageOf } from '../schema/table-layout.ts'
import { resultSql } from './result-sql.ts'

/** What places over rows must know of the statement that they stand in. */
export interface PlaceContext {
  /** Schema of the workspace. */
  schema: string
  model: AppModel
  storages: Registry<FieldStorage>
  environment: SqlEnvironment
  nextAlias(): string
}

/** A row whose columns can be named; not always that of a table: new values stand for it before they are written. */
export interface PlacedRow {
  entity: EntityModel
  id: RawBuilder<unknown>
  /** The column of a field that is kept on the row. */
  column(field: string): RawBuilder<unknown>
}

/** The row of a table under an alias. */
export function tableRow({ storages }: Pick<PlaceContext, 'storages'>, entity: EntityModel, alias: string): PlacedRow {
  const { columns } = layoutOf(entity, storages)
  return {
    entity,
    id: sql.ref(`${alias}.id`),
    column: (field) => sql.ref(`${alias}.${columns.get(field)?.column ?? field}`),
  }
}

/**
 * A place under nobody's rights: computed values and conditions of permissions see everything, whoever reads the result.
 * Other records are reached by subqueries, so that it fits into any statement.
 */
export function definerPlace(context: PlaceContext, row: PlacedRow): SqlPlace {
  return {
    field: (steps, field) => fieldAt(context, row, steps, field.key),
    many: (steps, relation) => rowsOf(context, row, steps, relation),
    all: (entity) => openRows(context, entityOf(context, entity), null),
  }
}

/** The value of a field on a row: in its column, or computed in its place. */
export function valueOn(context: PlaceContext, row: PlacedRow, field: FieldModel): SqlColumn {
  const { columns } = layoutOf(row.entity, context.storages)
  const layout = columns.get(field.key)
  if (layout) return { sql: row.column(field.key), type: layout.spec.type, nullable: layout.spec.default === undefined }
  const spec = storageOf(field, context.storages).column?.(field.computed?.result ?? field)
  if (!spec) throw new Error('unreachable: only fields with values are read')
  return {
    sql: resultSql(computedOn(context, row, field), spec),
    type: spec.type,
    nullable: spec.default === undefined,
  }
}

/** The expression of a computed field over a row, as it comes: not yet rounded for a column. */
export function computedOn(context: PlaceContext, row: PlacedRow, field: FieldModel): RawBuilder<unknown> {
  const checked = field.computed?.checked
  // An app is compiled only with expressions that pass; without one there is nothing to show.
  return checked ? compileSql(checked.root, definerPlace(context, row), context.environment) : sql`null`
}

function fieldAt(context: PlaceContext, row: PlacedRow, steps: readonly FieldStep[], key: string): SqlColumn {
  const { relations, end } = hopsTo(context, row.entity, [...steps.map(({ field }) => field.key), key])
  if (relations.length === 0) return valueOn(context, row, end)
  const hops = followHops(context, row, relations)
  const value = valueOn(context, hops.row, end)
  const found = sql`(select ${value.sql} from ${hops.from})`
  const { default: constant } = storageOf(end, context.storages).column?.(end.computed?.result ?? end) ?? {}
  // These types have no blank: a record that is not there counts as empty.
  if (constant === undefined) return { sql: found, type: value.type, nullable: true }
  return { sql: sql`coalesce(${found}, ${sql.raw(`${constant}::${value.type}`)})`, type: value.type, nullable: false }
}

/** The relations that a path of keys goes over, look-ups followed, and the field at its end. */
function hopsTo(
  context: PlaceContext,
  start: EntityModel,
  keys: readonly string[],
): { relations: FieldModel[]; end: FieldModel } {
  const relations: FieldModel[] = []
  let entity = start
  let end: FieldModel | undefined
  for (const key of keys) {
    if (end) {
      relations.push(end)
      entity = entityOf(context, end.target ?? '')
    }
    end = entity.fields.get(key)
    if (end?.lookup) {
      relations.push(...end.lookup.path)
      end = end.lookup.field
    }
  }
  if (!end) throw new Error('unreachable: the checker knows the fields of the model')
  return { relations, end }
}

/** The last of a chain of records, as a FROM clause that is tied to the row it starts from. */
function followHops(
  context: PlaceContext,
  start: PlacedRow,
  relations: readonly FieldModel[],
): { row: PlacedRow; from: RawBuilder<unknown> } {
  let row = start
  const tables: RawBuilder<unknown>[] = []
  const ties: RawBuilder<unknown>[] = []
  for (const relation of relations) {
    const target = entityOf(context, relation.target ?? '')
    const alias = context.nextAlias()
    const next = tableRow(context, target, alias)
    tables.push(tableSql(context, target, alias))
    ties.push(sql`${next.id} = ${row.column(relation.key)}`)
    row = next
  }
  return { row, from: sql`${sql.join(tables)} where ${sql.join(ties, sql` and `)}` }
}

function rowsOf(context: PlaceContext, row: PlacedRow, steps: readonly FieldStep[], relation: SchemaRelation): SqlRows {
  const last = steps.at(-1)
  const owner = last ? fieldAt(context, row, steps.slice(0, -1), last.field.key).sql : row.id
  const entity = last ? targetOf(context, last.field) : row.entity
  const step = manyStep(context.model, entity, relation.key)
  if (!step) throw new Error('unreachable: the checker knows the relations of the model')
  return openRows(context, entityOf(context, step.target), { step, owner })
}

function targetOf(context: PlaceContext, field: SchemaField): EntityModel {
  if (field.type.kind !== 'ref') throw new Error('unreachable: the checker follows relations only')
  return entityOf(context, field.type.entity)
}

/** The live rows of a table: all of them, or those that a relation ties to an owner. */
function openRows(
  context: PlaceContext,
  entity: EntityModel,
  tie: { step: ReadStep; owner: RawBuilder<unknown> } | null,
): SqlRows {
  const alias = context.nextAlias()
  const row = tableRow(context, entity, alias)
  const tied = tie && ties[tie.step.via](context, row, tie.step.field, tie.owner)
  const tables = [tableSql(context, entity, alias), ...(tied?.tables ?? [])]
  const conditions = [...(tied?.conditions ?? []), sql<boolean>`${row.column('archived_at')} is null`]
  const from = (where: RawBuilder<boolean> | null) =>
    sql`from ${sql.join(tables)} where ${sql.join(where ? [...conditions, where] : conditions, sql` and `)}`
  return {
    place: definerPlace(context, row),
    id: row.id,
    select(value, { where, order, limit }) {
      const direction = sql.raw(order?.direction ?? 'asc')
      const by = order ? sql`${order.by} ${direction}, ${row.id} ${direction}` : row.id
      const ordered = order || limit ? sql` order by ${by}` : sql``
      return sql`(select ${value} ${from(where)}${ordered}${limit ? sql` limit 1` : sql``})`
    },
    exists: (where) => sql`exists (select 1 ${from(where)})`,
  }
}

interface Tied {
  tables: RawBuilder<unknown>[]
  conditions: RawBuilder<boolean>[]
}

type Tie = (context: PlaceContext, row: PlacedRow, field: FieldModel, owner: RawBuilder<unknown>) => Tied

const ties: Record<ReadStep['via'], Tie> = {
  one: () => {
    throw new Error('unreachable: to-one relations are no lists')
  },
  foreign: (_context, row, field, owner) => ({ tables: [], conditions: [sql`${row.column(field.key)} = ${owner}`] }),
  link: (context, row, field, owner) => linked(context, field, { near: 'record_id', far: 'target_id' }, row, owner),
  back_link: (context, row, field, owner) =>
    linked(context, field, { near: 'target_id', far: 'record_id' }, row, owner),
}

function linked(
  context: PlaceContext,
  field: FieldModel,
  { near, far }: { near: string; far: string },
  row: PlacedRow,
  owner: RawBuilder<unknown>,
): Tied {
  const link = layoutOf(entityOf(context, field.entity), context.storages).links.get(field.key)
  if (!link) throw new Error('unreachable: a link field without its table')
  const alias = context.nextAlias()
  return {
    tables: [sql`${sql.id(context.schema, link.table)} as ${sql.id(alias)}`],
    conditions: [sql`${sql.ref(`${alias}.${near}`)} = ${owner}`, sql`${row.id} = ${sql.ref(`${alias}.${far}`)}`],
  }
}

function tableSql({ schema, storages }: PlaceContext, entity: EntityModel, alias: string): RawBuilder<unknown> {
  return rowsSql(schema, layoutOf(entity, storages), alias)
}

function entityOf({ model }: PlaceContext, key: string): EntityModel {
  const entity = model.entities.get(key)
  if (!entity) throw new Error('unreachable: the checker knows the tables of the model')
  return entity
}
