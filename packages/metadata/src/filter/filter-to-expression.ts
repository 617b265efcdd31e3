import type { ExpressionJson } from '@mortise/expressions'
import type { ContextValue, Filter, FilterCondition, FilterOperator, FilterValue } from '../documents/filter.ts'
import type { AppModel, EntityModel, FieldModel } from '../model/app-model.ts'
import { resolvePath, shownField } from '../model/resolve-path.ts'
import { withinSpan } from './within-span.ts'

/** Which table of which app a filter is over. */
export interface FilterPlace {
  model: AppModel
  entity: EntityModel
}

/** The expression that is true for the same records; null where a condition has none (departments below a given one). */
export function filterToExpression(filter: Filter, place: FilterPlace): ExpressionJson | null {
  // An expression counts blanks in one way throughout.
  if ('formula' in filter) return filter.formula.blankAs === 'zero' ? null : filter.formula.expr
  if ('field' in filter) return conditionToExpression(filter, place)
  if ('and' in filter) return members('and', filter.and, place)
  if ('or' in filter) return members('or', filter.or, place)
  if ('not' in filter) return negated(filterToExpression(filter.not, place))
  const [key, operator] = 'any' in filter ? [filter.any, 'some'] : [filter.none, 'none']
  const entity = relatedTable(place, key)
  if (!entity) return null
  if (!filter.where) return { [operator]: [key, true] }
  const where = filterToExpression(filter.where, { ...place, entity })
  return where === null ? null : { [operator]: [key, where] }
}

/** The table of the records of a to-many relation, whichever side declares it. */
export function relatedTable({ model, entity }: FilterPlace, relation: string): EntityModel | null {
  const field = entity.fields.get(relation)
  const key = isMany(field) ? field?.target : entity.inverses.get(relation)?.entity
  return (key && model.entities.get(key)) || null
}

/** Nothing in a group is true for `and`, false for `or`, as in the filter. */
function members(operator: 'and' | 'or', filters: readonly Filter[], place: FilterPlace): ExpressionJson | null {
  const parts = filters.map((filter) => filterToExpression(filter, place))
  if (parts.some((part) => part === null)) return null
  if (parts.length === 0) return operator === 'and'
  const [only] = parts
  return parts.length === 1 ? (only ?? null) : { [operator]: parts as ExpressionJson[] }
}

function negated(part: ExpressionJson | null): ExpressionJson | null {
  return part === null ? null : { '!': [part] }
}

function conditionToExpression(condition: FilterCondition, place: FilterPlace): ExpressionJson | null {
  const { field: path, op, value } = condition
  const resolved = resolvePath(place.model, place.entity, path)
  if (!resolved) return null
  if (isMany(resolved.field)) return overLinks(path, op, value)
  const field = shownField(resolved.field)
  const kind = field.kind.expression?.(field)?.kind
  return kind ? writers[op]({ path, kind, value, var: { var: path } }) : null
}

function isMany(field: FieldModel | undefined): boolean {
  return field?.kind.relation === 'many' || field?.kind.relation === 'children'
}

interface Operand {
  path: string
  /** Kind of the field's type in expressions. */
  kind: string
  value: FilterCondition['value']
  var: ExpressionJson
}

type Writer = (operand: Operand) => ExpressionJson | null

const compare =
  (operator: string): Writer =>
  (operand) => {
    const constant = single(operand)
    return constant === null ? null : { [operator]: [subject(operand), constant] }
  }

const listed =
  (operator: string): Writer =>
  (operand) => {
    const members = Array.isArray(operand.value) ? operand.value.map((value) => single({ ...operand, value })) : [null]
    // A list holds constants only: not the acting user, and no days of an instant.
    const plain = members.every((member) => member !== null && !isDay(operand.kind, member) && !isContext(member))
    return plain ? { [operator]: [operand.var, members] } : null
  }

/** Text is searched without regard to case: both sides are folded. */
const searched =
  (operator: string): Writer =>
  ({ var: field, value }) =>
    typeof value === 'string' ? { [operator]: [{ lower: [field] }, { lower: [value] }] } : null

const not =
  (writer: Writer): Writer =>
  (operand) =>
    negated(writer(operand))

const isBlank: Writer = ({ var: field }) => ({ isblank: [field] })

/** Who has no department shares it with nobody, also not with records that have none. */
const sameDepartment: Writer = ({ var: field }) => {
  const parts: ExpressionJson[] = [{ '!': [{ isblank: [field] }] }, { '==': [field, { ctx: 'department' }] }]
  return { and: parts }
}

const isDepartment = ({ value }: Operand) => isContext(value) && value.ctx === 'department'

const writers: Record<FilterOperator, Writer> = {
  eq: (operand) => (isDepartment(operand) ? sameDepartment(operand) : compare('==')(operand)),
  ne: (operand) => (isDepartment(operand) ? negated(sameDepartment(operand)) : compare('!=')(operand)),
  lt: compare('<'),
  lte: compare('<='),
  gt: compare('>'),
  gte: compare('>='),
  between(operand) {
    const { value } = operand
    if (!Array.isArray(value) || value.length !== 2) return null
    const ends = value.map((end) => single({ ...operand, value: end }))
    if (ends.some((end) => end === null)) return null
    const dated = value.some((end) => isDay(operand.kind, end))
    return { between: [dated ? dayOf(operand) : operand.var, ...ends] }
  },
  in: listed('in'),
  not_in: listed('notin'),
  contains: searched('contains'),
  not_contains: not(searched('contains')),
  starts_with: searched('startswith'),
  ends_with: searched('endswith'),
  has_any: listed('hasany'),
  has_all: listed('hasall'),
  has_none: not(listed('hasany')),
  within(operand) {
    const { value } = operand
    const isSpan = typeof value === 'object' && value !== null && !Array.isArray(value) && 'span' in value
    return isSpan ? withinSpan(dayOf(operand), value) : null
  },
  below: () => null,
  blank: isBlank,
  not_blank: not(isBlank),
}

/** Records linked by a relation to many are its items, told by their id. */
function overLinks(path: string, op: FilterOperator, value: FilterCondition['value']): ExpressionJson | null {
  if (op === 'blank') return { none: [path, true] }
  if (op === 'not_blank') return { some: [path, true] }
  if (!Array.isArray(value)) return null
  const linked = (ids: readonly FilterValue[]): ExpressionJson => ({
    some: [path, { in: [{ var: 'id' }, ids as readonly ExpressionJson[]] }],
  })
  if (op === 'has_any') return linked(value)
  if (op === 'has_none') return negated(linked(value))
  return op === 'has_all' ? { and: value.map((id) => linked([id])) } : null
}

/** What is compared: an instant compared with a day is taken as the day that it falls on. */
function subject(operand: Operand): ExpressionJson {
  return isDay(operand.kind, operand.value) ? dayOf(operand) : operand.var
}

function dayOf({ kind, var: field }: Operand): ExpressionJson {
  return kind === 'datetime' ? { todate: [field] } : field
}

function isDay(kind: string, value: unknown): boolean {
  if (kind !== 'datetime') return false
  return isContext(value) ? value.ctx === 'today' : typeof value === 'string' && value.length === 10
}

/** A value as a constant of the kind that the field has. */
function single({ kind, value }: Operand): ExpressionJson | null {
  if (isContext(value)) return contextToExpression(value)
  if (Array.isArray(value)) return kind === 'set' ? (value as readonly ExpressionJson[]) : null
  if (typeof value === 'boolean' || typeof value === 'number') return value
  if (typeof value !== 'string') return null
  return (constants[kind] ?? plain)(value)
}

const plain = (text: string): ExpressionJson => text
const day = (text: string): ExpressionJson => ({ date: text })
const constants: { readonly [kind: string]: (text: string) => ExpressionJson | null } = {
  num: (text) => (String(Number(text)) === text ? Number(text) : { num: text }),
  date: day,
  datetime: (text) => (text.length === 10 ? day(text) : { datetime: new Date(text).toISOString() }),
}

function contextToExpression(value: ContextValue): ExpressionJson {
  if (value.ctx === 'today' && value.add) return { adddays: [{ ctx: 'today' }, value.add] }
  return { ctx: value.ctx }
}

function isContext(value: unknown): value is ContextValue {
  return typeof value === 'object' && value !== null && 'ctx' in value
}
