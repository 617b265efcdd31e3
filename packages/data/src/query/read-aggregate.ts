import { type AggregateFunction, aggregateFunctions, keyPattern } from '@mortise/metadata'
import { type AggregateQuery, dateUnits } from '../contract/query.ts'
import { recordErrors } from '../errors.ts'
import { searchShape, searchWords } from './compile-search.ts'
import { type FilterShape, shapeOfFilter } from './filter-shape.ts'
import { queryErrors } from './query-errors.ts'
import { invalid, isPath, oneOf, textOf } from './read-query.ts'

export interface GroupShape {
  field: string
  unit: (typeof dateUnits)[number] | null
}

export interface MetricShape {
  key: string
  function: AggregateFunction
  field: string | null
}

/** An aggregate query that has been checked, with the key of its shape. */
export interface ReadAggregate {
  shape: {
    filter: AggregateQuery['filter']
    words: readonly string[]
    archived: NonNullable<AggregateQuery['archived']>
    groups: GroupShape[]
    metrics: MetricShape[]
    /** By place: groups first, then metrics. */
    sort: { place: number; direction: 'asc' | 'desc' }[]
  }
  filter: FilterShape
  limit: number
  key: string
}

const maxLimit = 10_000

/** Checks an aggregate query of any origin. */
export function readAggregate(query: AggregateQuery): ReadAggregate {
  const filter: FilterShape = query.filter === undefined ? { key: '', conditions: [] } : shapeOfFilter(query.filter)
  const words = searchWords(textOf(query.search))
  const archived = oneOf(query.archived, ['exclude', 'only', 'include'] as const, 'archived')
  const groups = listOf(query.groups ?? [], 3, 'groups').map(groupOf)
  const metrics = listOf(query.metrics, 20, 'metrics').map(metricOf)
  if (metrics.length === 0) throw invalid('"metrics" must not be empty')
  if (new Set(metrics.map((metric) => metric.key)).size < metrics.length) throw invalid('two metrics have the same key')
  const sort = listOf(query.sort ?? [], 3, 'sort').map((key) => sortOf(key, groups, metrics))
  const { limit = 1000 } = query
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit)
    throw invalid(`"limit" must be between 1 and ${maxLimit}`)
  const key = JSON.stringify([filter.key, searchShape(words), archived, groups, metrics, sort])
  return { shape: { filter: query.filter, words, archived, groups, metrics, sort }, filter, limit, key }
}

function listOf(value: unknown, max: number, name: string): unknown[] {
  if (!Array.isArray(value) || value.length > max) throw invalid(`"${name}" must be a list of at most ${max}`)
  for (const member of value)
    if (typeof member !== 'object' || member === null) throw invalid(`"${name}" holds no objects`)
  return value
}

function groupOf(group: unknown): GroupShape {
  const { field, unit } = group as { field?: unknown; unit?: unknown }
  if (!isPath(field)) throw recordErrors.FIELD_UNKNOWN({ field: String(field).slice(0, 200) })
  if (unit === undefined) return { field, unit: null }
  return { field, unit: oneOf(unit, dateUnits, 'unit') }
}

function metricOf(metric: unknown): MetricShape {
  const { key, function: name, field } = metric as { key?: unknown; function?: unknown; field?: unknown }
  if (typeof key !== 'string' || !new RegExp(keyPattern).test(key)) throw invalid('a metric needs a key')
  if (name === undefined) throw invalid('a metric needs a function')
  const known = oneOf(name, aggregateFunctions, 'function')
  if (field === undefined && known === 'count') return { key, function: known, field: null }
  if (field === undefined) throw queryErrors.FIGURE_UNKNOWN({ function: known, field: '' })
  if (!isPath(field)) throw recordErrors.FIELD_UNKNOWN({ field: String(field).slice(0, 200) })
  return { key, function: known, field }
}

function sortOf(sort: unknown, groups: readonly GroupShape[], metrics: readonly MetricShape[]) {
  const { key, direction } = sort as { key?: unknown; direction?: unknown }
  const group = groups.findIndex(({ field }) => field === key)
  const metric = metrics.findIndex((one) => one.key === key)
  if (group < 0 && metric < 0) throw invalid('"sort" must name a group or a metric')
  return {
    place: metric >= 0 ? groups.length + metric : group,
    direction: oneOf(direction, ['asc', 'desc'] as const, 'direction'),
  }
}
