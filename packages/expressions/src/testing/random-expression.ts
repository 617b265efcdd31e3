import { type Parameter, type ParameterType, signatureOf } from '../check/signature.ts'
import { aggregateNames } from '../functions/aggregates.ts'
import type { FunctionDefinition } from '../functions/function-definition.ts'
import { functions } from '../functions/functions.ts'
import type { ExpressionJson } from '../model/expression.ts'
import type { SchemaEntity, SchemaField } from '../model/expression-schema.ts'
import { type ExpressionType, sameType, types } from '../model/expression-type.ts'
import { hostileValues } from './hostile-values.ts'
import { sampleIds } from './sample-ids.ts'
import { sampleSchema } from './sample-schema.ts'
import type { Chance } from './seeded-chance.ts'

const status: ExpressionType = { kind: 'enum', optionSet: 'status' }
const tags: ExpressionType = { kind: 'set', optionSet: 'tag' }
const tag: ExpressionType = { kind: 'enum', optionSet: 'tag' }
const customer: ExpressionType = { kind: 'ref', entity: 'customer' }

/** Types that expressions are made of, those first that most is written in. */
const { num, text, bool, date, datetime, user, department } = types
const resultTypes = [bool, bool, bool, bool, num, num, num, text, text, date, datetime, status, tag, tags, user]

/** Where a random expression is being written. */
interface Place {
  chance: Chance
  /** The tables from the record outside to the item inside. */
  tables: readonly SchemaEntity[]
  depth: number
  /** Shared by the whole expression: what may still be used of what is limited. */
  budget: { nodes: number; related: number }
}

/**
 * A random expression over orders of the sample schema, well typed by the same signatures that the checker reads, so that
 * every function is used as soon as it is declared.
 */
export function randomExpression(chance: Chance): { expr: ExpressionJson; type: ExpressionType } {
  const order = sampleSchema.entity('order')
  if (!order) throw new Error('unreachable: the sample schema has orders')
  const depth = 1 + chance.below(4)
  const budget = { nodes: 60, related: 3 }
  const type = chance.pick(resultTypes)
  return { expr: make(type, { chance, tables: [order], depth, budget }), type }
}

function make(type: ExpressionType, place: Place): ExpressionJson {
  const { chance, depth, budget } = place
  budget.nodes--
  if (depth <= 0 || budget.nodes <= 0) return leaf(type, place)
  if (chance.happens(0.12)) return leaf(type, place)
  const inner = { ...place, depth: depth - 1 }
  if (budget.related > 0 && chance.happens(0.15)) return related(type, inner) ?? leaf(type, place)
  const known = producersOf(type)
  return known.length === 0 ? leaf(type, place) : call(chance.pick(known), type, inner)
}

/* Functions */

const producers = new Map<string, FunctionDefinition[]>()

/** Functions that can give a type, whatever is put in. */
function producersOf(type: ExpressionType): FunctionDefinition[] {
  const key = JSON.stringify(type)
  let known = producers.get(key)
  if (!known) {
    known = [...functions.values()].filter((definition) => definition.class !== 'js' && canGive(definition, type))
    producers.set(key, known)
  }
  return known
}

const ordered = ['num', 'text', 'date', 'datetime']

function canGive(definition: FunctionDefinition, type: ExpressionType): boolean {
  const { result } = signatureOf(definition.signature)
  // Days may be given as instants, and then stay instants.
  if (type.kind === 'datetime' && definition.result && result.is === 'plain' && result.kind === 'date') return true
  if (result.is === 'variable') return result.name === 'O' ? ordered.includes(type.kind) : true
  if (result.is !== 'plain') return false
  if (result.kind === 'enum') return type.kind === 'enum' && type.optionSet === 'tag'
  return result.kind === type.kind
}

/** What the variables of a signature stand for in one call. */
type Bindings = Map<string, ExpressionType>

function call(definition: FunctionDefinition, type: ExpressionType, place: Place): ExpressionJson {
  const { chance } = place
  const { first, group, optional, result } = signatureOf(definition.signature)
  const bindings: Bindings = new Map()
  if (result.is === 'variable') bindings.set(result.name, type)
  if (definition.result && (type.kind === 'date' || type.kind === 'datetime')) bindings.set('day', type)
  const parameters = [...first]
  for (let times = chance.pick([1, 2, 2, 3]); times > 0 && group.length > 0; times--) parameters.push(...group)
  for (const parameter of optional) {
    if (!chance.happens(0.6)) break
    parameters.push(parameter)
  }
  return {
    [definition.name]: parameters.map((parameter, index) => argument(definition, parameter, index, bindings, place)),
  }
}

const anyTypes = [num, text, bool, date, datetime, status, tags, user, customer]
const printable = [num, text, date, datetime, status]
const countable = [tags, types.files]

const anyOf: { readonly [name: string]: readonly ExpressionType[] } = {
  text: printable,
  setcount: countable,
  isempty: countable,
}

const variables: { readonly [name: string]: readonly ExpressionType[] } = {
  E: [num, text, bool, date, datetime, status, tag, tags, user, department, customer],
  S: [num, text, date, status, user],
  O: [num, text, date, datetime],
  L: [num, text, date, status, user],
  T: [num, text, bool, date, datetime, status, tag, tags, user],
}

function argument(
  { name, result }: FunctionDefinition,
  parameter: Parameter,
  index: number,
  bindings: Bindings,
  place: Place,
): ExpressionJson {
  const { chance } = place
  const { type } = parameter
  if (type.is === 'day' && index === 0 && result) return make(bindings.get('day') ?? date, place)
  if (type.is === 'any') return make(chance.pick(anyOf[name] ?? anyTypes), place)
  // Two numbers as they are stored show more than two that went through much else.
  if (type.is === 'plain' && operators.has(name) && chance.happens(0.4)) return leaf(num, place)
  // How far, how many, which: small numbers more often than not.
  if (type.is === 'plain' && type.kind === 'num' && index > 0 && !operators.has(name) && chance.happens(0.6)) {
    return chance.pick(smallNumbers)
  }
  return argumentOf(type, bindings, place)
}

const operators = new Set(['+', '-', '*', '/', '%'])
const smallNumbers = [0, 1, 2, 3, 4, 10, 13, 23, 29, 31, -1, -2, 1.5, 2.5, 59, 365]

function argumentOf(type: ParameterType, bindings: Bindings, place: Place): ExpressionJson {
  const { chance } = place
  const makers: { readonly [is: string]: () => ExpressionJson } = {
    day: () => make(chance.pick([date, datetime]), place),
    int: () => chance.below(20),
    words: () => chance.pick(['crm/sales', 'admin', 'a']),
    option: () => chance.pick(optionsOf('tag')),
    list: () => listOf(bindings.get('L') ?? tag, place),
  }
  if (type.is === 'unit') return chance.pick(type.units)
  if (type.is === 'variable') {
    const bound = bindings.get(type.name) ?? chance.pick(variables[type.name] ?? anyTypes)
    bindings.set(type.name, bound)
    return make(bound, place)
  }
  if (type.is !== 'plain') return makers[type.is]?.() ?? null
  if (type.kind === 'set') return make(tags, place)
  return make(type.kind === 'enum' ? status : ({ kind: type.kind } as ExpressionType), place)
}

function listOf(type: ExpressionType, place: Place): ExpressionJson {
  const count = 1 + place.chance.below(3)
  return Array.from({ length: count }, () => constant(type, place)).filter((value) => value !== null)
}

/* Other records */

function related(type: ExpressionType, place: Place): ExpressionJson | null {
  const { chance, budget } = place
  budget.related--
  if (chance.happens(0.2)) return lookUp(type, place)
  const table = current(place)
  const relations = [...table.relations()]
  const behind = [...table.fields()].filter(
    ({ key, type: kind }) => key !== 'id' && kind.kind === 'ref' && kind.entity === 'customer',
  )
  if (relations.length === 0 && behind.length === 0) return lookUp(type, place)
  const useBehind = behind.length > 0 && (relations.length === 0 || chance.happens(0.3))
  const relation = useBehind ? chance.pick(['orders', 'children']) : chance.pick(relations).key
  const path = useBehind ? `${chance.pick(behind).key}.${relation}` : relation
  const items = sampleSchema.entity({ lines: 'line', orders: 'order', children: 'customer' }[relation] ?? '')
  if (!items) throw new Error('unreachable: relations lead to tables')
  return aggregate(type, path, { ...place, tables: [...place.tables, items] })
}

function aggregate(type: ExpressionType, path: string, inner: Place): ExpressionJson | null {
  const { chance } = inner
  const able = aggregateNames.filter((name) => (given[name] ?? (() => true))(type))
  if (able.length === 0) return null
  const name = chance.pick(able)
  const filter = () => (chance.happens(0.5) ? [make(bool, inner)] : [])
  const value = () => make(type, inner)
  const order = () => make(chance.pick([num, text, date]), inner)
  if (name === 'count') return { count: [path, ...filter()] }
  if (name === 'some' || name === 'all' || name === 'none') return { [name]: [path, make(bool, inner)] }
  if (name === 'first' || name === 'latest') return { [name]: [path, value(), order(), ...filter()] }
  if (name !== 'joinof') return { [name]: [path, value(), ...filter()] }
  const separator = chance.pick([', ', '', '%', "'"])
  if (!chance.happens(0.5)) return { joinof: [path, value(), separator] }
  return { joinof: [path, value(), separator, make(bool, inner), ...(chance.happens(0.5) ? [order()] : [])] }
}

const isNumber = ({ kind }: ExpressionType) => kind === 'num'
const isCondition = ({ kind }: ExpressionType) => kind === 'bool'
const isOrdered = ({ kind }: ExpressionType) => ordered.includes(kind)

const given: { readonly [name: string]: (type: ExpressionType) => boolean } = {
  sum: isNumber,
  avg: isNumber,
  count: isNumber,
  minof: isOrdered,
  maxof: isOrdered,
  some: isCondition,
  all: isCondition,
  none: isCondition,
  joinof: ({ kind }) => kind === 'text',
}

function lookUp(type: ExpressionType, place: Place): ExpressionJson {
  const entity = place.chance.pick(['customer', 'line'])
  const table = sampleSchema.entity(entity)
  if (!table) throw new Error('unreachable: the sample schema has these tables')
  const inner = { ...place, tables: [...place.tables, table] }
  if (type.kind === 'bool' && place.chance.happens(0.6)) return { exists: [entity, make(bool, inner)] }
  return { lookup: [entity, make(bool, inner), make(type, inner)] }
}

/* Leaves */

function leaf(type: ExpressionType, place: Place): ExpressionJson {
  const { chance } = place
  // What a text constant is to be cannot be told in every place; a field can.
  if (chance.happens(keyed.has(type.kind) ? 0.95 : 0.75)) {
    const field = fieldOf(type, place)
    if (field !== null) return field
  }
  const moment = moments[type.kind]
  return moment && chance.happens(0.15) ? { ctx: moment } : constant(type, place)
}

const keyed = new Set(['enum', 'set', 'user', 'department', 'ref'])

const moments: { readonly [kind: string]: string } = {
  date: 'today',
  datetime: 'now',
  user: 'user',
  department: 'department',
  text: 'user.name',
  bool: 'record.new',
}

function current({ tables }: Place): SchemaEntity {
  const table = tables.at(-1)
  if (!table) throw new Error('unreachable: there is always a table')
  return table
}

/** A field of that type: of the record at hand, of one around it, over to-one relations, or as it was before. */
function fieldOf(type: ExpressionType, { chance, tables }: Place): ExpressionJson | null {
  const out = tables.length > 1 && chance.happens(0.25) ? 1 + chance.below(tables.length - 1) : 0
  const table = tables[tables.length - 1 - out]
  if (!table) return null
  const paths = pathsTo(type, table)
  if (paths.length === 0) return null
  const path = chance.pick(paths)
  if (out > 0) return { outer: out === 1 && chance.happens(0.5) ? path : [path, out] }
  if (tables.length > 1 || path.includes('.') || !chance.happens(0.08)) return { var: path }
  return type.kind === 'bool' && chance.happens(0.5)
    ? { changed: chance.pick(['title', 'amount', 'tags', 'due']) }
    : { old: path }
}

const paths = new Map<string, string[]>()

function pathsTo(type: ExpressionType, table: SchemaEntity): string[] {
  const key = `${table.key} ${JSON.stringify(type)}`
  let known = paths.get(key)
  if (!known) {
    known = findPaths(type, table, 2)
    paths.set(key, known)
  }
  return known
}

function findPaths(type: ExpressionType, table: SchemaEntity, hops: number): string[] {
  return [...table.fields()].flatMap((field: SchemaField) => {
    const own = sameType(field.type, type) ? [field.key] : []
    const next = field.type.kind === 'ref' && hops > 0 ? sampleSchema.entity(field.type.entity) : null
    if (!next || field.key === 'id') return own
    return [...own, ...findPaths(type, next, hops - 1).map((path) => `${field.key}.${path}`)]
  })
}

function optionsOf(set: string): readonly string[] {
  return (sampleSchema.optionSet(set)?.options ?? []).map(({ key }) => key)
}

function constant(type: ExpressionType, { chance }: Place): ExpressionJson {
  const makers: { readonly [kind: string]: () => ExpressionJson } = {
    num: () => numberJson(chance.pick(hostileValues.num)),
    text: () => chance.pick(hostileValues.text),
    bool: () => chance.happens(0.5),
    date: () => ({ date: chance.pick(hostileValues.date) }),
    datetime: () => ({ datetime: chance.pick(hostileValues.datetime) }),
    enum: () => ('optionSet' in type ? chance.pick(optionsOf(type.optionSet)) : null),
    set: () => optionsOf('tag').filter(() => chance.happens(0.5)),
    user: () => chance.pick(sampleIds.users),
    department: () => chance.pick(sampleIds.departments),
    ref: () => sampleIds.customer(1 + chance.below(3)),
  }
  return chance.happens(0.06) ? null : (makers[type.kind]?.() ?? null)
}

/** Doubles hold no more than 15 digits for certain. */
function numberJson(value: string): ExpressionJson {
  return value.replaceAll(/\D/g, '').length > 12 ? { num: value } : Number(value)
}
