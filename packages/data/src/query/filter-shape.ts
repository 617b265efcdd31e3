import type { Filter, FilterCondition } from '@mortise/metadata'
import { queryErrors } from './query-errors.ts'

/** A filter that has passed the limits: its shape without the values, and its conditions in the order of reading. */
export interface FilterShape {
  /** Filters of the same shape compile to the same statement. */
  key: string
  conditions: FilterCondition[]
}

const maxDepth = 32
const maxNodes = 500
const maxListLength = 1000
const maxRelationDepth = 3
const maxPathLength = 200
/** Values and lists of an expression; a list of constants is one node of it. */
const maxFormulaParts = 8000
const maxFormulaDepth = 100

/** Reads a filter of any origin; what is not a filter, or too large, is refused before anything is compiled. */
export function shapeOfFilter(filter: unknown): FilterShape {
  const reading: Reading = { conditions: [], nodes: 0 }
  return { key: shapeOf(filter, reading, 1, 0), conditions: reading.conditions }
}

/** Whether a text has two adjacent letters or digits, so that an index of pairs can find it. */
export function hasPairs(value: unknown): boolean {
  return typeof value === 'string' && /[\p{L}\p{N}]{2}/u.test(value)
}

interface Reading {
  conditions: FilterCondition[]
  nodes: number
}

type Read = (filter: never, reading: Reading, depth: number, relations: number) => string

/** How each form of filter is read, by the key that tells it from the others. */
const forms: Readonly<Record<'field' | 'and' | 'or' | 'not' | 'any' | 'none' | 'formula', Read>> = {
  field: readCondition,
  and: readGroup('and'),
  or: readGroup('or'),
  not: (filter: { not: Filter }, reading, depth, relations) => {
    onlyKeys(filter, ['not'])
    return `!(${shapeOf(filter.not, reading, depth + 1, relations)})`
  },
  any: readRelation('any'),
  none: readRelation('none'),
  formula: readFormula,
}
const formKeys = Object.keys(forms) as (keyof typeof forms)[]

function shapeOf(filter: unknown, reading: Reading, depth: number, relations: number): string {
  if (depth > maxDepth) throw queryErrors.FILTER_TOO_DEEP({ max: maxDepth })
  reading.nodes += 1
  if (reading.nodes > maxNodes) throw queryErrors.FILTER_TOO_LARGE({ max: maxNodes })
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter))
    throw invalid('a filter must be an object')
  const form = formKeys.find((key) => Object.hasOwn(filter, key))
  if (!form) throw invalid('a filter has a field, or one of and, or, not, any, none, formula')
  return forms[form](filter as never, reading, depth, relations)
}

function readCondition(filter: FilterCondition, reading: Reading): string {
  onlyKeys(filter, ['field', 'op', 'value'])
  const { field, op, value } = filter
  if (typeof field !== 'string' || field.length > maxPathLength) throw invalid('"field" must be the path of a field')
  if (typeof op !== 'string') throw invalid('"op" must be an operator')
  if (Array.isArray(value) && value.length > maxListLength) {
    throw queryErrors.FILTER_LIST_TOO_LONG({ max: maxListLength })
  }
  reading.conditions.push(filter)
  // Whether pairs of characters can be looked up depends on the text itself.
  return `${JSON.stringify(field)} ${JSON.stringify(op)}${op === 'contains' && hasPairs(value) ? '+' : ''}`
}

function readGroup(key: 'and' | 'or'): Read {
  return (filter: { [key: string]: unknown }, reading, depth, relations) => {
    onlyKeys(filter, [key])
    const members = filter[key]
    if (!Array.isArray(members)) throw invalid(`"${key}" must be a list of filters`)
    return `${key}(${members.map((member) => shapeOf(member, reading, depth + 1, relations)).join(',')})`
  }
}

function readRelation(key: 'any' | 'none'): Read {
  return (filter: { [key: string]: unknown }, reading, depth, relations) => {
    onlyKeys(filter, [key, 'where'])
    const relation = filter[key]
    if (typeof relation !== 'string' || relation.length > maxPathLength) throw invalid(`"${key}" must name a relation`)
    if (relations >= maxRelationDepth) {
      throw queryErrors.FILTER_TOO_FAR({ max: maxRelationDepth })
    }
    const where = filter.where === undefined ? '' : shapeOf(filter.where, reading, depth + 1, relations + 1)
    return `${key} ${JSON.stringify(relation)}(${where})`
  }
}

/** A formula belongs to the shape with its constants: what they may be depends on the fields they stand beside. */
function readFormula(filter: { formula: unknown }): string {
  onlyKeys(filter, ['formula'])
  const { formula } = filter
  if (typeof formula !== 'object' || formula === null) throw invalid('"formula" must be an expression')
  onlyKeys(formula, ['v', 'expr', 'text', 'blankAs'])
  const { expr, blankAs = 'blank' } = formula as { expr?: unknown; blankAs?: unknown }
  if (expr === undefined) throw invalid('"formula" has no expression')
  if (blankAs !== 'blank' && blankAs !== 'zero') throw invalid('"blankAs" must be blank or zero')
  refuseLarge(expr)
  return `formula ${JSON.stringify([expr, blankAs])}`
}

/** The checker counts more closely; this keeps what it would refuse anyway from being read and remembered. */
function refuseLarge(expr: unknown): void {
  const waiting: { part: unknown; depth: number }[] = [{ part: expr, depth: 0 }]
  for (let next = waiting.pop(), seen = 0; next; next = waiting.pop()) {
    seen += 1
    if (seen > maxFormulaParts) throw queryErrors.FILTER_TOO_LARGE({ max: maxNodes })
    if (next.depth > maxFormulaDepth) throw queryErrors.FILTER_TOO_DEEP({ max: maxDepth })
    const { part, depth } = next
    if (typeof part !== 'object' || part === null) continue
    for (const inner of Object.values(part)) waiting.push({ part: inner, depth: depth + 1 })
  }
}

function onlyKeys(filter: object, keys: readonly string[]): void {
  const unknown = Object.keys(filter).find((key) => !keys.includes(key))
  if (unknown !== undefined) throw invalid(`"${unknown.slice(0, 60)}" does not belong into this filter`)
}

function invalid(reason: string) {
  return queryErrors.QUERY_INVALID({ reason, path: 'filter' })
}
