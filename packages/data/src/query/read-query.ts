import type { Sort } from '@mortise/metadata'
import { maxCalculations, maxOffset, maxPageSize, type Query } from '../contract/query.ts'
import { recordErrors } from '../errors.ts'
import type { ListShape } from './compile-list.ts'
import { searchShape, searchWords } from './compile-search.ts'
import { type FilterShape, shapeOfFilter } from './filter-shape.ts'
import { queryErrors } from './query-errors.ts'

/** A query that has been checked, with the key of its shape. */
export interface ReadQuery {
  shape: ListShape
  filter: FilterShape
  page: { size: number; offset: number; cursor: string | null; backward: boolean }
  count: NonNullable<Query['count']>
  /** Queries with equal keys differ in values and place only. */
  key: string
}

const maxSort = 5
const maxSelect = 300
const maxPathLength = 200

/** Checks a query of any origin; routes check it against its schema too, but rules and saved views come past them. */
export function readQuery(query: Query): ReadQuery {
  const filter: FilterShape = query.filter === undefined ? { key: '', conditions: [] } : shapeOfFilter(query.filter)
  const words = searchWords(textOf(query.search))
  const sort = sortOf(query.sort)
  const select = pathsOf(query.select)
  const calculate = keyed(query.calculate, 'calculate')
  const marks = keyed(query.marks, 'marks')
  const calculated = shapeOfFilter({ and: calculate.map(({ expression }) => ({ formula: expression })) })
  const marked = shapeOfFilter({ or: marks.map(({ when }) => when) })
  const archived = oneOf(query.archived, ['exclude', 'only', 'include'] as const, 'archived')
  const { rights = false } = query
  if (typeof rights !== 'boolean') throw invalid('"rights" must be yes or no')
  const can = query.can === undefined ? undefined : oneOf(query.can, ['update', 'delete'] as const, 'can')
  const order = sort.map((key) => `${key.field} ${key.direction}`).join(',')
  return {
    shape: { select, filter: query.filter, words, sort, archived, calculate, marks, rights, can },
    filter: { key: filter.key, conditions: [...filter.conditions, ...marked.conditions] },
    page: pageOf(query.page),
    count: oneOf(query.count, ['none', 'exact', 'estimated'] as const, 'count'),
    key: `${select?.join(',') ?? '*'}|${filter.key}|${searchShape(words)}|${order}|${archived}|${keysOf(calculate)} ${calculated.key}|${keysOf(marks)} ${marked.key}|${rights} ${can ?? ''}`,
  }
}

export function textOf(search: unknown): string {
  if (search === undefined) return ''
  if (typeof search !== 'string') throw invalid('"search" must be a text')
  return search
}

/** What is computed for the records, each under a key of its own. */
function keyed<Member extends { key: string }>(
  members: readonly Member[] | undefined,
  name: string,
): readonly Member[] {
  if (members === undefined) return []
  if (!Array.isArray(members) || members.length > maxCalculations)
    throw invalid(`"${name}" must be a list of at most ${maxCalculations}`)
  const keys = new Set<string>()
  for (const member of members) {
    if (typeof member !== 'object' || member === null || !isKey(member.key)) throw invalid(`"${name}" must have keys`)
    if (keys.has(member.key)) throw invalid(`"${name}" has the key ${member.key} twice`)
    keys.add(member.key)
  }
  return members
}

function keysOf(members: readonly { key: string }[]): string {
  return members.map(({ key }) => key).join(',')
}

/** A plain name, which may stand in a statement. */
function isKey(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z][a-z0-9_]{0,40}$/.test(value)
}

/** The given word, or the first one when none was given. */
export function oneOf<Word extends string>(value: unknown, words: readonly [Word, ...Word[]], name: string): Word {
  if (value === undefined) return words[0]
  const found = words.find((word) => word === value)
  if (!found) throw invalid(`"${name}" must be one of ${words.join(', ')}`)
  return found
}

export function invalid(reason: string) {
  return queryErrors.QUERY_INVALID({ reason })
}

/** Paths must be plain names: anything else could be mistaken for another shape. */
export function isPath(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxPathLength && /^[a-z0-9_.]+$/.test(value)
}

function pathsOf(select: unknown): string[] | undefined {
  if (select === undefined) return undefined
  if (!Array.isArray(select) || select.length > maxSelect)
    throw invalid(`"select" must be a list of at most ${maxSelect}`)
  const wrong = select.find((path) => !isPath(path))
  if (wrong !== undefined) throw unknownField(wrong)
  return select
}

function sortOf(sort: unknown): Sort[] {
  if (sort === undefined) return []
  if (!Array.isArray(sort) || sort.length > maxSort) throw invalid(`"sort" must be a list of at most ${maxSort}`)
  for (const key of sort) {
    if (typeof key !== 'object' || key === null) throw invalid('"sort" must hold a field and a direction')
    if (!isPath(key.field)) throw unknownField(key.field)
    if (key.direction !== 'asc' && key.direction !== 'desc') throw invalid('"direction" must be asc or desc')
  }
  return sort
}

function pageOf(page: Query['page'] = {}): ReadQuery['page'] {
  const { size = 50, offset = 0, after, before } = page
  if (!isWithin(size, 1, maxPageSize)) throw invalid(`"size" must be between 1 and ${maxPageSize}`)
  if (!isWithin(offset, 0, maxOffset)) throw invalid(`"offset" must be between 0 and ${maxOffset}`)
  if (after !== undefined && before !== undefined) throw invalid('"after" and "before" cannot go together')
  const cursor = after ?? before ?? null
  if (cursor !== null && offset > 0) throw invalid('"offset" and a cursor cannot go together')
  return { size, offset, cursor, backward: before !== undefined }
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
}

function unknownField(path: unknown) {
  return recordErrors.FIELD_UNKNOWN({ field: String(path).slice(0, maxPathLength) })
}
