import type { EntityModel, FieldModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { PlaceContext } from '../expression/definer-place.ts'
import type { ContextSlot } from '../expression/expression-environment.ts'
import type { AppRights } from '../permission/app-rights.ts'
import { coversRows, type EntityProfile, isNoRows, type RowScope } from '../permission/entity-profile.ts'
import { isFieldReadable } from '../permission/field-readable.ts'
import { type RightsColumns, rightsColumns } from '../permission/record-rights.ts'
import { lockedRow, rowPredicate } from '../permission/row-predicate.ts'
import { instancesOfFigures } from '../schema/figure-rows.ts'
import { layoutOf, rowsSql, type TableLayout } from '../schema/table-layout.ts'
import { slot } from '../sql/slot.ts'
import type { StatementNames } from './cached-statement.ts'

/** What a statement is composed with: the model, the reader's rights, and fresh names. */
export interface Composition extends PlaceContext {
  rights: AppRights
  /** Collation of sorted text. */
  collation: string
  /** What the expressions in it need to know when it runs. */
  contexts: Set<ContextSlot>
  /** Names for statements that are used often. */
  names: StatementNames
}

/** A table in the FROM clause of a statement, with the rights that hold over its rows. */
export interface TableSource {
  entity: EntityModel
  layout: TableLayout
  profile: EntityProfile
  alias: string
  /** Reached over a relation: there may be no row, and then every column is NULL. */
  optional: boolean
  /** The FROM clause this table belongs to; relations followed from here are joined to it. */
  clause: FromClause
}

export interface FromClause {
  joins: RawBuilder<unknown>[]
  /** Tables already joined, by alias and field of the relation they were reached over. */
  joined: Map<string, TableSource>
}

/** A table that begins a FROM clause. */
export function openTable(composition: Composition, entity: EntityModel): TableSource {
  return sourceOf(composition, entity, { joins: [], joined: new Map() }, false)
}

/**
 * The row of another table that a to-one relation leads to, as far as the reader may see it. `via` names the step when
 * it is not the relation itself, with the conditions under which that step is seen.
 */
export function joinRelation(
  composition: Composition,
  source: TableSource,
  field: FieldModel,
  via: { key: string; guards: readonly RawBuilder<boolean>[] } = { key: field.key, guards: [] },
): TableSource {
  const { clause } = source
  const key = `${source.alias}.${via.key}.${field.key}`
  const known = clause.joined.get(key)
  if (known) return known
  const target = field.target === null ? undefined : composition.model.entities.get(field.target)
  if (!target) throw new Error('unreachable: a relation is followed only to a table of the model')
  const joined = sourceOf(composition, target, clause, true)
  const conditions = [
    sql`${columnRef(joined, 'id')} = ${columnRef(source, field.key)}`,
    ...via.guards,
    ...fieldGuard(composition, source, field),
    ...rowGuard(composition, joined),
  ]
  clause.joins.push(sql`left join ${tableSql(composition, joined)} on ${allOf(conditions)}`)
  clause.joined.set(key, joined)
  return joined
}

/** Whether a field leads to one record of a table that the reader may see. */
export function canFollow(composition: Composition, field: FieldModel): boolean {
  if (field.kind.relation !== 'one' || field.target === null) return false
  const readable = composition.model.entities.has(field.target) && isFieldReadable(field, composition.rights)
  return readable && !isNoRows(composition.rights.of(field.target).read)
}

/** `"ws_main"."crm__customer" as "t0"` */
export function tableSql(composition: Composition, source: TableSource): RawBuilder<unknown> {
  return rowsSql(composition.schema, source.layout, source.alias)
}

/** The table with everything joined to it so far. */
export function fromSql(composition: Composition, source: TableSource): RawBuilder<unknown> {
  const { joins } = source.clause
  const table = tableSql(composition, source)
  return joins.length === 0 ? table : sql`${table} ${sql.join(joins, sql` `)}`
}

/** The column of a field with structure `column`. */
export function columnRef(source: TableSource, field: string): RawBuilder<unknown> {
  const column = source.layout.columns.get(field)
  if (!column) throw new Error('unreachable: only fields with a column are asked for their column')
  return sql.ref(`${source.alias}.${column.column}`)
}

/** The condition that the row has the id in the slot `id`. */
export function hasGivenId(composition: Composition, source: TableSource): RawBuilder<boolean>[] {
  const id = slot('id', 'uuid')
  return [sql`${columnRef(source, 'id')} = ${id}`, ...nearIds(composition, source, sql`array[${id}]`)]
}

/**
 * What is true of every row with one of the ids (`uuid[]`), in words that an index understands; none for tables whose ids
 * are in an index themselves. Put it beside a comparison of the id.
 */
export function nearIds({ schema }: Composition, source: TableSource, ids: RawBuilder<unknown>): RawBuilder<boolean>[] {
  return hasMadeUpIds(source)
    ? [sql`${sql.ref(`${source.alias}.instance_id`)} = any(${instancesOfFigures(schema, ids)})`]
    : []
}

/** Whether ids of the table are worked out where they are read: those of figures of steps and people. */
export function hasMadeUpIds({ layout }: TableSource): boolean {
  return layout.figures !== null && layout.figures.of !== 'instances'
}

/** Conditions under which the reader sees rows of the table; none when all of them. */
export function rowGuard(composition: Composition, source: TableSource): RawBuilder<boolean>[] {
  return scopeGuard(composition, source, source.profile.read)
}

/** Conditions under which the reader sees the value of a field on a row that is visible; none when on all of them. */
export function fieldGuard(composition: Composition, source: TableSource, field: FieldModel): RawBuilder<boolean>[] {
  const rule = source.profile.fields.get(field.key)
  if (!rule) return [sql`false`]
  return coversRows(rule.read, source.profile.read) ? [] : scopeGuard(composition, source, rule.read)
}

export function scopeGuard(composition: Composition, source: TableSource, scope: RowScope): RawBuilder<boolean>[] {
  return scope.all ? [] : [rowPredicate(scope, source.alias, source.layout, composition)]
}

/** How the rights over single rows of the table are asked for. */
export function rowQuestions(composition: Composition, { alias, layout }: TableSource) {
  return {
    inRows: (scope: RowScope) => rowPredicate(scope, alias, layout, composition),
    isLocked: () => lockedRow(sql.ref(`${alias}.id`), composition),
  }
}

/** What the reader may do with each row; null where it is the same for all of them. */
export function rightsOfRows(composition: Composition, source: TableSource): RightsColumns | null {
  const rights = rightsColumns(source.profile, rowQuestions(composition, source))
  return rights.columns.length === 0 && rights.read({}).readOnly.length === 0 ? null : rights
}

export function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<boolean> {
  const [first, ...more] = conditions
  if (!first) return sql`true`
  return more.length === 0 ? sql`${first}` : sql`${sql.join(conditions, sql` and `)}`
}

function sourceOf(composition: Composition, entity: EntityModel, clause: FromClause, optional: boolean): TableSource {
  return {
    entity,
    layout: layoutOf(entity, composition.storages),
    profile: composition.rights.of(entity.key),
    alias: composition.nextAlias(),
    optional,
    clause,
  }
}
