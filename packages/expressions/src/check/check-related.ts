import type { AggregateName } from '../functions/aggregates.ts'
import type { SchemaEntity, SchemaRelation } from '../model/expression-schema.ts'
import { type ExpressionType, hasBlank, types } from '../model/expression-type.ts'
import type { AggregateNode, FieldStep, TypedNode } from '../model/typed-node.ts'
import { withoutZero } from './blank-as-zero.ts'
import { type CheckContext, countAggregate, hintFor, report, wrong } from './check-context.ts'
import { followSteps, type Part } from './check-reference.ts'

/** Which argument is what, after the relation. */
interface AggregateShape {
  name: AggregateName
  item: 'value' | 'condition' | 'none'
  separator?: boolean
  order?: 'needed' | 'last'
  /** Other words for it in the stored form. */
  filter: boolean
}

const shapes: { readonly [operator: string]: AggregateShape } = {
  sum: { name: 'sum', item: 'value', filter: true },
  count: { name: 'count', item: 'none', filter: true },
  avg: { name: 'avg', item: 'value', filter: true },
  minof: { name: 'minof', item: 'value', filter: true },
  maxof: { name: 'maxof', item: 'value', filter: true },
  some: { name: 'some', item: 'condition', filter: false },
  all: { name: 'all', item: 'condition', filter: false },
  none: { name: 'none', item: 'condition', filter: false },
  joinof: { name: 'joinof', item: 'value', separator: true, order: 'last', filter: true },
  first: { name: 'first', item: 'value', order: 'needed', filter: true },
  latest: { name: 'latest', item: 'value', order: 'needed', filter: true },
}

/** Aggregates over a to-many relation, and look-ups in another table; undefined when the operator is neither. */
export function checkRelated(part: Part): TypedNode | undefined {
  if (part.name === 'lookup' || part.name === 'exists') return checkLookup(part)
  const shape = Object.hasOwn(shapes, part.name) ? shapes[part.name] : undefined
  return shape && checkAggregate(part, shape)
}

function checkAggregate(part: Part, shape: AggregateShape): TypedNode {
  const { context, at, scope } = part
  countAggregate(context, at)
  const args = Array.isArray(part.argument) ? part.argument : [part.argument]
  const target = relationOf(part, args[0])
  if (!target || !countsMatch(part, shape, args)) return wrong(at)
  const entity = context.options.schema.entity(target.relation.entity)
  if (!entity) return wrong(at)
  const inner = { entity, outer: scope }
  const places = placesOf(shape)
  const check = (index: number, expected: ExpressionType | null): TypedNode | null =>
    isLeftOut(args[index], index, places, shape)
      ? null
      : context.check(args[index], expected, inner, context, `${at}/${part.name}/${index}`, part.depth + 1)
  const item = places.item === null ? null : check(places.item, itemType(shape))
  const filter = places.filter === null ? null : check(places.filter, types.bool)
  const order = places.order === null ? null : check(places.order, null)
  const node: AggregateNode = {
    node: 'aggregate',
    name: shape.name,
    ...target,
    item: item && withoutZero(singleValue(item, context)),
    filter,
    order: order && withoutZero(order),
    separator: shape.separator && typeof args[2] === 'string' ? args[2] : ', ',
    direction: shape.name === 'latest' ? 'desc' : 'asc',
    type: types.blank,
    nullable: false,
    at,
  }
  return typed(node, part)
}

/** A filter before an order that is wanted is written as null. */
function isLeftOut(argument: unknown, index: number, places: Places, { order }: AggregateShape): boolean {
  if (argument === undefined) return true
  const optional = index === places.filter || (index === places.order && order !== 'needed')
  return argument === null && optional
}

interface Places {
  item: number | null
  filter: number | null
  order: number | null
}

function placesOf(shape: AggregateShape): Places {
  const item = shape.item === 'none' ? null : 1
  if (shape.separator) return { item, filter: 3, order: 4 }
  if (shape.order) return { item, order: 2, filter: 3 }
  return { item, filter: shape.filter ? (item ?? 0) + 1 : null, order: null }
}

function itemType({ name, item }: AggregateShape): ExpressionType | null {
  if (item === 'condition') return types.bool
  if (name === 'sum' || name === 'avg') return types.num
  return name === 'joinof' ? types.text : null
}

function countsMatch(part: Part, shape: AggregateShape, args: readonly unknown[]): boolean {
  const least = shape.item === 'none' ? 1 : shape.order === 'needed' ? 3 : 2
  const most = shape.separator ? 5 : shape.order ? 4 : least + (shape.filter ? 1 : 0)
  if (args.length >= least && args.length <= most) return true
  report(part.context, part.at, 'EXPRESSION_ARGUMENTS', {
    name: part.name.toUpperCase(),
    expected: least === most ? least : `${least}–${most}`,
    found: args.length,
  })
  return false
}

const ordered = ['num', 'text', 'date', 'datetime']

/** The type follows from what is made of the items; least and greatest need an order. */
function typed(node: AggregateNode, { context, at }: Part): TypedNode {
  const type = node.item?.type ?? types.num
  const unordered = (node.name === 'minof' || node.name === 'maxof') && !ordered.includes(type.kind)
  const orderType = node.order?.type.kind
  if (unordered || (orderType !== undefined && !ordered.includes(orderType) && orderType !== 'blank')) {
    const expected = { zh: '数值、文本或日期', en: 'A number, text or date' }
    report(context, at, 'EXPRESSION_TYPE', { expected, found: { zh: '别的类型', en: 'something else' }, hint: '' })
    return wrong(at)
  }
  const results: Record<AggregateName, { type: ExpressionType; nullable: boolean }> = {
    sum: { type: types.num, nullable: true },
    count: { type: types.num, nullable: false },
    avg: { type: types.num, nullable: true },
    minof: { type, nullable: true },
    maxof: { type, nullable: true },
    some: { type: types.bool, nullable: false },
    all: { type: types.bool, nullable: false },
    none: { type: types.bool, nullable: false },
    joinof: { type: types.text, nullable: true },
    first: { type, nullable: hasBlank(type) },
    latest: { type, nullable: hasBlank(type) },
  }
  return { ...node, ...results[node.name] }
}

function relationOf(
  { context, at, scope }: Part,
  json: unknown,
): { steps: FieldStep[]; entity: SchemaEntity; relation: SchemaRelation } | null {
  const names = typeof json === 'string' ? json.split('.') : ['']
  const last = names.pop() ?? ''
  const target = followSteps(names, scope.entity, context, at)
  if (!target) return null
  const relation = target.entity.relation(last)
  if (relation) return { ...target, relation }
  const known = [...target.entity.relations()].flatMap(({ key, label }) => [key, ...Object.values(label)])
  const name = typeof json === 'string' ? last : String(json).slice(0, 60)
  report(context, at, 'EXPRESSION_RELATION_UNKNOWN', {
    table: target.entity.label,
    name: target.entity.field(last)?.label ?? name,
    hint: hintFor(name, known),
  })
  return null
}

/** A list that is written out is no value of its own. */
function singleValue(node: TypedNode, context: CheckContext): TypedNode {
  if (node.type.kind !== 'list') return node
  const expected = { zh: '单个值', en: 'A single value' }
  report(context, node.at, 'EXPRESSION_TYPE', { expected, found: { zh: '列表', en: 'a list' }, hint: '' })
  return wrong(node.at)
}

function checkLookup(part: Part): TypedNode {
  const { context, at, scope, name } = part
  countAggregate(context, at)
  const args = Array.isArray(part.argument) ? part.argument : [part.argument]
  const wanted = name === 'lookup' ? 3 : 2
  const { schema } = context.options
  const entity = typeof args[0] === 'string' ? schema.entity(args[0]) : null
  if (!entity) {
    const known = [...schema.entities()].flatMap(({ key, label }) => [key, ...Object.values(label)])
    const asked = String(args[0]).slice(0, 60)
    report(context, at, 'EXPRESSION_TABLE_UNKNOWN', { name: asked, hint: hintFor(asked, known) })
    return wrong(at)
  }
  if (args.length !== wanted) {
    report(context, at, 'EXPRESSION_ARGUMENTS', { name: name.toUpperCase(), expected: wanted, found: args.length })
    return wrong(at)
  }
  const inner = { entity, outer: scope }
  const depth = part.depth + 1
  const match = context.check(args[1], types.bool, inner, context, `${at}/${name}/1`, depth)
  if (name === 'exists') {
    return { node: 'lookup', entity, match, value: null, type: types.bool, nullable: false, at }
  }
  const value = withoutZero(
    singleValue(context.check(args[2], null, inner, context, `${at}/${name}/2`, depth), context),
  )
  const nullable = hasBlank(value.type)
  return { node: 'lookup', entity, match, value, type: value.type, nullable, at }
}
