import type { StoredExpression } from '@mortise/expressions'
import { Type } from '../schema/type.ts'
import { FieldPath, Key, strict } from './common.ts'
import { StoredExpressionSchema } from './stored-expression.ts'

/**
 * Every comparison a filter can make. A closed set: each column class answers each of them or says it cannot.
 * Blank-safe and two-valued: `ne` and the `not_…` operators are exact complements and so include blanks; ordering
 * with blank is false.
 */
export const filterOperators = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'has_any',
  'has_all',
  'has_none',
  'within',
  'below',
  'blank',
  'not_blank',
] as const
export type FilterOperator = (typeof filterOperators)[number]

/**
 * A value known only when the query runs: the acting user, their department, this instant, or today in the
 * workspace's zone.
 */
export const ContextValue = Type.Union([
  Type.Object({ ctx: Type.Literal('user') }, strict),
  Type.Object({ ctx: Type.Literal('department') }, strict),
  Type.Object({ ctx: Type.Literal('now') }, strict),
  Type.Object(
    { ctx: Type.Literal('today'), add: Type.Optional(Type.Integer({ minimum: -36500, maximum: 36500 })) },
    strict,
  ),
])
export type ContextValue = Type.Static<typeof ContextValue>

/** A named span of days around today, for `within`: this week, last month, the next 7 days. */
export const RelativeRange = Type.Object(
  {
    span: Type.Enum(['last', 'this', 'next']),
    unit: Type.Enum(['day', 'week', 'month', 'quarter', 'year']),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
  },
  { ...strict, description: 'last/next count units; "this" has no count.' },
)
export type RelativeRange = Type.Static<typeof RelativeRange>

const Scalar = Type.Union([
  Type.String({ maxLength: 1000 }),
  Type.Number(),
  Type.Boolean(),
  ContextValue,
  RelativeRange,
])

const Condition = Type.Object(
  {
    field: FieldPath,
    op: Type.Enum([...filterOperators]),
    value: Type.Optional(Type.Union([Scalar, Type.Array(Scalar, { maxItems: 1000 })])),
  },
  strict,
)

/**
 * A filter over the records of one table: conditions, groups of them to any depth (at most 32 levels and 500 nodes,
 * checked before it is compiled), `any`/`none` over a to-many relation with a filter over the other table, and
 * formulas that give a condition.
 */
export const Filter = Type.Cyclic(
  {
    Filter: Type.Union([
      Condition,
      Type.Object({ and: Type.Array(Type.Ref('Filter'), { maxItems: 200 }) }, strict),
      Type.Object({ or: Type.Array(Type.Ref('Filter'), { maxItems: 200 }) }, strict),
      Type.Object({ not: Type.Ref('Filter') }, strict),
      Type.Object({ any: Key, where: Type.Optional(Type.Ref('Filter')) }, strict),
      Type.Object({ none: Key, where: Type.Optional(Type.Ref('Filter')) }, strict),
      Type.Object({ formula: StoredExpressionSchema }, strict),
    ]),
  },
  'Filter',
)

/**
 * A filter where there is another one in the same schema: checkers of routes take a definition once only. Whoever takes
 * it from outside checks it as `Filter`.
 */
export const FurtherFilter = Type.Unsafe<Filter>(Type.Object({}, { description: 'A filter, as elsewhere.' }))

export type FilterCondition = { field: string; op: FilterOperator; value?: FilterValue | FilterValue[] }
export type FilterValue = string | number | boolean | ContextValue | RelativeRange
export type Filter =
  | FilterCondition
  | { and: Filter[] }
  | { or: Filter[] }
  | { not: Filter }
  | { any: string; where?: Filter }
  | { none: string; where?: Filter }
  | { formula: StoredExpression }

export const Sort = Type.Object({ field: FieldPath, direction: Type.Enum(['asc', 'desc']) }, strict)
export type Sort = Type.Static<typeof Sort>

export const aggregateFunctions = ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'] as const
export type AggregateFunction = (typeof aggregateFunctions)[number]
