import type { ExpressionJson } from '@mortise/expressions'
import type { Filter, FilterCondition, FilterOperator, FilterValue } from '../documents/filter.ts'
import type { FieldModel } from '../model/app-model.ts'
import { resolvePath, shownField } from '../model/resolve-path.ts'
import { type FilterPlace, filterToExpression, relatedTable } from './filter-to-expression.ts'
import { argumentsOf, spanOf } from './within-span.ts'

/**
 * An expression as a filter that people can change part by part: groups, conditions, related records. What is none of
 * these is kept as it is, as a formula. Nothing is changed: the filter means the same as the expression.
 */
export function expressionToFilter(json: ExpressionJson, place: FilterPlace): Filter {
  const found = conditionIn(json, place) ?? groupIn(json, place) ?? relatedIn(json, place)
  return found ?? { formula: { v: 1, expr: json } }
}

function groupIn(json: ExpressionJson, place: FilterPlace): Filter | null {
  const read = (parts: readonly ExpressionJson[]) => parts.map((part) => expressionToFilter(part, place))
  const [and, or, not] = ['and', 'or', '!'].map((operator) => argumentsOf(json, operator))
  if (and) return { and: read(and) }
  if (or) return { or: read(or) }
  const [inner] = not ?? []
  if (inner === undefined) return null
  const filter = expressionToFilter(inner, place)
  return 'formula' in filter ? null : { not: filter }
}

function relatedIn(json: ExpressionJson, place: FilterPlace): Filter | null {
  const some = argumentsOf(json, 'some')
  const [relation, where] = some ?? argumentsOf(json, 'none') ?? []
  if (typeof relation !== 'string' || where === undefined) return null
  const entity = relatedTable(place, relation)
  if (!entity) return null
  const inner = where === true ? {} : { where: expressionToFilter(where, { ...place, entity }) }
  return some ? { any: relation, ...inner } : { none: relation, ...inner }
}

/** A condition, if it would be written exactly like this. */
function conditionIn(json: ExpressionJson, place: FilterPlace): Filter | null {
  const written = JSON.stringify(json)
  return (
    candidatesOf(json, place).find((filter) => JSON.stringify(filterToExpression(filter, place)) === written) ?? null
  )
}

/** Conditions that the expression may be, from its operator and where its parts would have to be. */
function candidatesOf(json: ExpressionJson, place: FilterPlace): FilterCondition[] {
  const span = spanOf(json)
  if (span) return condition(place, fieldIn(span.day), 'within', span.range)
  const pair = argumentsOf(json, 'and')
  if (pair?.length === 2) return candidatesOf(pair[1] ?? null, place)
  const inner = argumentsOf(json, '!')?.[0]
  if (inner !== undefined) return candidatesOf(inner, place).flatMap((positive) => complementsOf(positive, place))
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return []
  const [operator = ''] = Object.keys(json)
  const args = argumentsOf(json, operator)
  const op = operators[operator]
  if (!args || !op) return []
  if (op === 'blank') return condition(place, fieldIn(args[0]), op)
  if (op === 'between') return condition(place, fieldIn(args[0]), op, args.slice(1).map(valueIn) as FilterValue[])
  return condition(place, fieldIn(args[0]), op, valueIn(args[1]))
}

const operators: { readonly [operator: string]: FilterOperator } = {
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
  between: 'between',
  in: 'in',
  notin: 'not_in',
  contains: 'contains',
  startswith: 'starts_with',
  endswith: 'ends_with',
  hasany: 'has_any',
  hasall: 'has_all',
  isblank: 'blank',
}

const complements: { readonly [Operator in FilterOperator]?: FilterOperator } = {
  eq: 'ne',
  contains: 'not_contains',
  has_any: 'has_none',
  blank: 'not_blank',
}

function complementsOf(positive: FilterCondition, place: FilterPlace): FilterCondition[] {
  const op = complements[positive.op]
  return op ? condition(place, positive.field, op, positive.value) : []
}

/** Only what the field offers: the others could not be shown. */
function condition(
  place: FilterPlace,
  path: string | null,
  op: FilterOperator,
  value?: FilterCondition['value'],
): FilterCondition[] {
  const field = path === null ? null : fieldAt(path, place)
  if (path === null || !field?.kind.operators?.(field).includes(op)) return []
  return [{ field: path, op, ...(value !== undefined && { value: asOfField(value, field) }) }]
}

/** Numbers as the values of the field are written: whole ones as numbers, decimals as text. */
function asOfField(value: FilterCondition['value'], field: FieldModel): FilterCondition['value'] {
  if (Array.isArray(value)) return value.map((member) => asOfField(member, field)) as FilterValue[]
  if (typeof value !== 'number') return value
  const known = field.kind.normalise?.(value as never, field.options as never, field)
  return known && !('value' in known) ? String(value) : value
}

function fieldAt(path: string, { model, entity }: FilterPlace): FieldModel | null {
  const field = resolvePath(model, entity, path)?.field
  return field ? shownField(field) : null
}

/** The field of `{"var":…}`, also when it is folded or taken as a day. */
function fieldIn(json: ExpressionJson | undefined): string | null {
  const inner = (argumentsOf(json, 'lower') ?? argumentsOf(json, 'todate'))?.[0] ?? json
  const path = typeof inner === 'object' && inner !== null ? (inner as { var?: unknown }).var : null
  return typeof path === 'string' ? path : null
}

function valueIn(json: ExpressionJson | undefined): FilterCondition['value'] {
  if (typeof json !== 'object' || json === null) return json ?? undefined
  if (Array.isArray(json)) return json.map(valueIn) as FilterValue[]
  const text = argumentsOf(json, 'lower')?.[0]
  if (typeof text === 'string') return text
  const [today, add] = argumentsOf(json, 'adddays') ?? []
  if (today !== undefined && typeof add === 'number') return { ctx: 'today', add }
  const { date, datetime, num, ctx } = json as { [literal: string]: unknown }
  if (ctx !== undefined) return { ctx } as FilterValue
  return (date ?? datetime ?? num) as FilterValue | undefined
}
