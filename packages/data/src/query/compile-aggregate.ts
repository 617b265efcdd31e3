import { type AggregateFunction, type EntityModel, shownField } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { ColumnClass } from '../contract/field-storage.ts'
import type { ContextSlot } from '../expression/expression-environment.ts'
import { slot } from '../sql/slot.ts'
import { type CachedStatement, cachedStatement } from './cached-statement.ts'
import type { ConditionBinder } from './compile-filter.ts'
import { compileRows } from './compile-list.ts'
import { columnOf, type LocatedColumn, locateField } from './locate-field.ts'
import { queryErrors } from './query-errors.ts'
import type { GroupShape, MetricShape, ReadAggregate } from './read-aggregate.ts'
import { allOf, type Composition, fromSql, openTable, type TableSource } from './table-source.ts'

export interface AggregatePlan {
  statement: CachedStatement
  binders: ConditionBinder[]
  contexts: ReadonlySet<ContextSlot>
}

/** Compiles groups and figures; columns of the result are `g0 …` and `m0 …`. */
export function compileAggregate(
  composition: Composition,
  entity: EntityModel,
  shape: ReadAggregate['shape'],
): AggregatePlan {
  const source = openTable(composition, entity)
  const rows = compileRows(composition, source, shape)
  const groups = shape.groups.map((group) => compileGroup(composition, source, group))
  const metrics = shape.metrics.map((metric) => compileMetric(composition, source, metric))
  const unnested = groups.flatMap((group) => group.join)
  const columns = [...groups.map((group) => group.sql), ...metrics].map(
    (column, index) => sql`${column} as ${sql.id(resultColumn(index, groups.length))}`,
  )
  // Parameters of a group would be different ones in SELECT and GROUP BY: it is named by its place.
  const places = groups.map((_group, index) => sql.raw(String(index + 1)))
  const grouped = groups.length === 0 ? sql`` : sql` group by ${sql.join(places)}`
  const from = sql.join([fromSql(composition, source), ...unnested], sql` `)
  const result = sql`select ${sql.join(columns)} from ${from} where ${allOf(rows.conditions)}${grouped}`
  const order = orderOf(shape, groups)
  const ordered = order.length === 0 ? sql`` : sql` order by ${sql.join(order)}`
  const query = sql`select * from (${result}) as figures${ordered} limit ${slot('limit', 'int')}`
  return {
    statement: cachedStatement(query, composition.names, 'report'),
    binders: rows.binders,
    contexts: composition.contexts,
  }
}

export function resultColumn(place: number, groups: number): string {
  return place < groups ? `g${place}` : `m${place - groups}`
}

interface CompiledGroup {
  sql: RawBuilder<unknown>
  /** Takes the choices of a multi-select apart. */
  join: RawBuilder<unknown>[]
  /** The order in which people expect the groups, given the column of the result. */
  order(column: RawBuilder<unknown>): RawBuilder<unknown>
}

function compileGroup(composition: Composition, source: TableSource, { field, unit }: GroupShape): CompiledGroup {
  const column = columnOf(composition, locateField(composition, source, field))
  if (!column?.column.storage.groupable) throw queryErrors.FIELD_NOT_GROUPABLE({ field })
  const compiled = groupings[column.column.spec.class]?.(column, unit, composition)
  if (!compiled) throw queryErrors.FIELD_NOT_GROUPABLE({ field })
  return compiled
}

type Grouping = (column: LocatedColumn, unit: GroupShape['unit'], composition: Composition) => CompiledGroup | null

const plain: Grouping = (column, unit) =>
  unit === null ? { sql: column.sql, join: [], order: (result) => result } : null

const byOption = ({ field }: LocatedColumn) => {
  const options = [...(shownField(field).optionSet?.options.keys() ?? [])]
  return (result: RawBuilder<unknown>) => sql`array_position(${sql.val(options)}::text[], ${result})`
}

/** How the values of a class are grouped; null where a unit of time makes no sense, or is needed. */
const groupings: Partial<Record<ColumnClass, Grouping>> = {
  text: (column, unit, { collation }) =>
    unit === null
      ? { sql: column.sql, join: [], order: (result) => sql`${result} collate ${sql.id(collation)}` }
      : null,
  choice: (column, unit) => (unit === null ? { sql: column.sql, join: [], order: byOption(column) } : null),
  number: plain,
  boolean: plain,
  reference: plain,
  date(column, unit) {
    const value = unit === null ? column.sql : sql`date_trunc(${sql.lit(unit)}, ${column.sql}::timestamp)::date`
    return { sql: value, join: [], order: (result) => result }
  },
  instant(column, unit) {
    // In the workspace's zone: the day there is not the day in UTC.
    const local = sql`${column.sql} at time zone ${slot('timeZone', 'text')}`
    const value = unit === null ? column.sql : sql`date_trunc(${sql.lit(unit)}, ${local})::date`
    return { sql: value, join: [], order: (result) => result }
  },
  choices(column, unit, composition) {
    if (unit !== null) return null
    const alias = composition.nextAlias()
    return {
      sql: sql.ref(`${alias}.choice`),
      join: [sql`left join lateral unnest(${column.sql}) as ${sql.id(alias)}(choice) on true`],
      order: byOption(column),
    }
  },
}

function compileMetric(composition: Composition, source: TableSource, metric: MetricShape): RawBuilder<unknown> {
  if (metric.field === null) return sql`count(*)`
  const column = columnOf(composition, locateField(composition, source, metric.field))
  if (!column?.column.storage.aggregates.includes(metric.function)) {
    throw queryErrors.FIGURE_UNKNOWN({ function: metric.function, field: metric.field })
  }
  return figures[metric.function](column.sql, column.column.spec.class === 'number')
}

/** Sums over nothing are zero; averages, least and greatest of nothing are blank. */
const figures: Record<AggregateFunction, (value: RawBuilder<unknown>, number: boolean) => RawBuilder<unknown>> = {
  count: (value) => sql`count(${value})`,
  count_distinct: (value) => sql`count(distinct ${value})`,
  sum: (value) => sql`coalesce(sum(${value}), 0)::numeric`,
  avg: (value) => sql`trim_scale(round(avg(${value}), 10))`,
  min: (value, number) => (number ? sql`min(${value})::numeric` : sql`min(${value})`),
  max: (value, number) => (number ? sql`max(${value})::numeric` : sql`max(${value})`),
}

function orderOf({ groups, sort }: ReadAggregate['shape'], compiled: readonly CompiledGroup[]): RawBuilder<unknown>[] {
  const byPlace = (place: number) => {
    const column = sql.ref(`figures.${resultColumn(place, groups.length)}`)
    return compiled[place]?.order(column) ?? column
  }
  const asked = sort.map(({ place, direction }) => sql`${byPlace(place)} ${sql.raw(direction)} nulls last`)
  const given = new Set(sort.map(({ place }) => place))
  const rest = groups.flatMap((_group, place) => (given.has(place) ? [] : [sql`${byPlace(place)} asc nulls last`]))
  return [...asked, ...rest]
}
