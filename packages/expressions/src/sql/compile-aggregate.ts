import { type RawBuilder, sql } from 'kysely'
import { longestJoin } from '../evaluate/aggregators.ts'
import type { AggregateName } from '../functions/aggregates.ts'
import type { ExpressionType } from '../model/expression-type.ts'
import type { AggregateNode, TypedNode } from '../model/typed-node.ts'
import type { SqlRows } from './sql-place.ts'
import { innermost, neverNull, type SqlScope, within } from './sql-scope.ts'

type Sql = RawBuilder<unknown>

interface Parts {
  rows: SqlRows
  item: Sql
  where: RawBuilder<boolean> | null
  order: Sql | null
  node: AggregateNode
  helper(name: string): Sql
}

/** An aggregate over the items of a relation: a subquery tied to the row. */
export function compileAggregate(node: AggregateNode, scope: SqlScope): Sql {
  const { environment } = scope
  const rows = innermost(scope).many(node.steps, node.relation)
  const inner = within(scope, rows.place)
  const item = node.item ? ofRow(node.item, scope.compile(node.item, inner), rows.id) : sql`1`
  const where = node.filter ? sql<boolean>`${scope.compile(node.filter, inner)}` : null
  const order = node.order ? collated(scope.compile(node.order, inner), node.order.type) : null
  const parts: Parts = { rows, item, where, order, node, helper: (name) => environment.helper(name) }
  return aggregates[node.name](parts)
}

/**
 * SQL reckons an aggregate to the query whose columns it is about: one that is only about those of outer rows would leave
 * its own query.
 */
function ofRow(node: TypedNode, item: Sql, id: Sql): Sql {
  return namesRow(node) ? item : sql`case when ${id} is not null then ${item} end`
}

function namesRow(node: TypedNode): boolean {
  if (node.node === 'field') return node.level === 0
  return node.node === 'call' && node.args.some(namesRow)
}

function collated(value: Sql, type: ExpressionType): Sql {
  // A bare constant in ORDER BY would be the number of a column.
  if (type.kind === 'blank') return sql`${value}::text`
  return type.kind === 'text' || type.kind === 'enum' ? sql`${value} collate "C"` : value
}

const both = (a: RawBuilder<boolean> | null, b: Sql): RawBuilder<boolean> => (a ? sql`${a} and ${b}` : sql`${b}`)

const simple = (write: (parts: Parts) => Sql) => (parts: Parts) =>
  parts.rows.select(write(parts), { where: parts.where })

function picked(parts: Parts): Sql {
  const { rows, item, where, node } = parts
  if (!parts.order) throw new Error('unreachable: FIRST and LATEST have an order')
  const found = rows.select(item, {
    where: both(where, sql`${parts.order} is not null`),
    order: { by: parts.order, direction: node.direction },
    limit: 1,
  })
  return neverNull(found, node.type)
}

const aggregates: Record<AggregateName, (parts: Parts) => Sql> = {
  count: simple(() => sql`count(*)::numeric`),
  sum: simple(({ item, helper }) => sql`${helper('num_cap')}(coalesce(sum(${item}), 0))`),
  avg: simple(({ item, helper }) => sql`${helper('num_div')}(sum(${item}), count(${item})::numeric)`),
  minof: simple(({ item, node }) => sql`min(${collated(item, node.type)})`),
  maxof: simple(({ item, node }) => sql`max(${collated(item, node.type)})`),
  some: ({ rows, where, item }) => rows.exists(both(where, item)),
  none: ({ rows, where, item }) => sql`(not ${rows.exists(both(where, item))})`,
  all: ({ rows, where, item }) => sql`(not ${rows.exists(both(where, sql`not ${item}`))})`,
  joinof: simple(({ item, node, order, rows }) => {
    const by = order ? sql`${order} nulls last, ${rows.id}` : rows.id
    return sql`left(string_agg(${item}, ${sql.lit(node.separator)} order by ${by}), ${sql.lit(longestJoin)})`
  }),
  first: picked,
  latest: picked,
}
