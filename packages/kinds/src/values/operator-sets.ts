import type { AggregateFunction, FilterOperator } from '@mortise/metadata'

const set = <Item>(...items: Item[]) => Object.freeze(items) as readonly Item[]

/** The comparisons that fields of a similar nature share. */
export const textOperators = set<FilterOperator>(
  'eq',
  'ne',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'blank',
  'not_blank',
)
export const longTextOperators = set<FilterOperator>('contains', 'not_contains', 'starts_with', 'blank', 'not_blank')
export const numberOperators = set<FilterOperator>(
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'in',
  'not_in',
  'blank',
  'not_blank',
)
export const dateOperators = set<FilterOperator>(
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'within',
  'blank',
  'not_blank',
)
export const choiceOperators = set<FilterOperator>('eq', 'ne', 'in', 'not_in', 'blank', 'not_blank')
export const treeOperators = set<FilterOperator>('eq', 'ne', 'in', 'not_in', 'below', 'blank', 'not_blank')
export const listOperators = set<FilterOperator>('has_any', 'has_all', 'has_none', 'blank', 'not_blank')
export const choiceListOperators = set<FilterOperator>(
  'has_any',
  'has_all',
  'has_none',
  'eq',
  'ne',
  'blank',
  'not_blank',
)
export const fileOperators = set<FilterOperator>('blank', 'not_blank')
export const booleanOperators = set<FilterOperator>('eq', 'ne')

export const countAggregates = set<AggregateFunction>('count', 'count_distinct')
export const rangeAggregates = set<AggregateFunction>('count', 'count_distinct', 'min', 'max')
export const numberAggregates = set<AggregateFunction>('count', 'count_distinct', 'sum', 'avg', 'min', 'max')
