import { compileCondition } from '@mortise/expressions/sql'
import type { EntityModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Access } from '../contract/access.ts'
import { definerPlace, type PlaceContext, tableRow } from '../expression/definer-place.ts'
import { figuresPartView } from '../schema/figure-rows.ts'
import { layoutOf, type TableLayout } from '../schema/table-layout.ts'
import { slot } from '../sql/slot.ts'
import { isNoRows, type RowCondition, type RowScope } from './entity-profile.ts'

/**
 * The condition that a row of the aliased table is in the scope; sub-tables are judged by the record that owns them.
 * True, or else false or null: use it as a condition or with `is true`, never under a bare `not`.
 */
export function rowPredicate(
  scope: RowScope,
  alias: string,
  layout: TableLayout,
  place: PlaceContext,
): RawBuilder<boolean> {
  if (scope.all) return sql`true`
  if (isNoRows(scope)) return sql`false`
  if (layout.entity.parent) return parentPredicate(scope, alias, layout.entity, place)
  const alternatives: RawBuilder<boolean>[] = []
  if (scope.own) alternatives.push(sql`${sql.ref(`${alias}.owner_id`)} = ${slot('userId', 'uuid')}`)
  const department = sql.ref(`${alias}.department_id`)
  if (scope.department === 'home') alternatives.push(sql`${department} = ${slot('departmentId', 'uuid')}`)
  if (scope.department === 'below') alternatives.push(sql`${department} = any(${slot('departmentIds', 'uuid[]')})`)
  for (const condition of scope.conditions.values()) {
    alternatives.push(conditionPredicate(condition, alias, layout, place))
  }
  return alternatives.length === 1 ? sql`(${alternatives[0]})` : sql`(${sql.join(alternatives, sql` or `)})`
}

/** A condition looks at the whole record and at others that it leads to, whatever the user may see of them. */
function conditionPredicate(
  { expression, records, within }: RowCondition,
  alias: string,
  layout: TableLayout,
  place: PlaceContext,
): RawBuilder<boolean> {
  const parts = within.map((scope) => rowPredicate(scope, alias, layout, place))
  if (records) parts.push(recordsBy[records]((column) => sql.ref(`${alias}.${column}`), place))
  if (expression) {
    const row = definerPlace(place, tableRow(place, layout.entity, alias))
    parts.push(compileCondition(expression.checked.root, row, place.environment))
  }
  return sql`(${sql.join(parts, sql` and `)})`
}

const recordsBy: {
  [Records in NonNullable<RowCondition['records']>]: (
    column: (name: string) => RawBuilder<unknown>,
    place: PlaceContext,
  ) => RawBuilder<boolean>
} = {
  given: (column) => sql`${column('id')} = ${slot('givenId', 'uuid')}`,
  others: (column) => sql`${column('id')} is distinct from ${slot('givenId', 'uuid')}`,
  unlocked: (column, place) => sql`not ${lockedRow(column('id'), place)}`,
  part: (column, { schema }) =>
    sql`exists (select 1 from ${sql.id(schema, figuresPartView)} as part
      where part.instance_id = ${column('instance_id')} and part.user_id = ${slot('userId', 'uuid')})`,
}

/** The condition that a running process keeps the record with this id to itself. */
export function lockedRow(id: RawBuilder<unknown>, { schema }: Pick<PlaceContext, 'schema'>): RawBuilder<boolean> {
  return sql`exists (select 1 from ${sql.id(schema, 'record_lock')} as held where held.record_id = ${id})`
}

/** The values of the acting user for the slots of row predicates. */
export function accessValues(access: Access): {
  userId: string | null
  departmentId: string | null
  departmentIds: readonly string[]
  givenId: string | null
} {
  if ('system' in access) return { userId: null, departmentId: null, departmentIds: [], givenId: null }
  const { id, departmentId, departmentAndBelowIds } = access.user
  return { userId: id, departmentId, departmentIds: departmentAndBelowIds, givenId: access.grant?.id ?? null }
}

function parentPredicate(
  scope: RowScope,
  alias: string,
  entity: EntityModel,
  place: PlaceContext,
): RawBuilder<boolean> {
  const parent = entity.parent && place.model.entities.get(entity.parent.entity)
  if (!parent || !entity.parent) throw new Error('unreachable: a sub-table without its parent in the model')
  const layout = layoutOf(parent, place.storages)
  const parentAlias = `${alias}p`
  const link = sql.ref(`${alias}.${entity.parent.field.key}`)
  return sql`exists (select 1 from ${sql.id(place.schema, layout.table)} as ${sql.id(parentAlias)}
    where ${sql.ref(`${parentAlias}.id`)} = ${link} and ${rowPredicate(scope, parentAlias, layout, place)})`
}
