import { type Parameter, type ParameterType, parameterAt, signatureOf } from '../../check/signature.ts'
import type { FunctionDefinition } from '../../functions/function-definition.ts'
import { functions } from '../../functions/functions.ts'
import { contextNames, type ExpressionJson } from '../../model/expression.ts'
import type { ExpressionSchema, SchemaEntity, SchemaField } from '../../model/expression-schema.ts'

type Kind = 'num' | 'text' | 'bool' | 'date' | 'datetime' | 'enum' | 'set' | 'user' | 'department' | 'files'

/** Numbers from 0 to 1, the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Place {
  schema: ExpressionSchema
  random(): number
  /** The tables from the record of the expression inwards. */
  tables: readonly SchemaEntity[]
  depth: number
}

/**
 * A random expression in the stored form, of roughly the right types: most pass the checker, all have a formula. It is
 * about the shape of the language, not about values.
 */
export function randomStored(
  schema: ExpressionSchema,
  entity: string,
  random: () => number,
  depth = 4,
): ExpressionJson {
  const table = schema.entity(entity)
  if (!table) throw new Error(`unreachable: no table ${entity}`)
  const kinds: Kind[] = ['num', 'text', 'bool', 'bool', 'date', 'datetime', 'enum']
  return make(pick(kinds, random), { schema, random, tables: [table], depth })
}

function pick<T>(values: readonly T[], random: () => number): T {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('unreachable: nothing to pick from')
  return value
}

const chance = ({ random }: Place, share: number) => random() < share

function make(kind: Kind, place: Place): ExpressionJson {
  if (place.depth <= 0 || chance(place, 0.15)) return leaf(kind, place)
  const inner = { ...place, depth: place.depth - 1 }
  if (chance(place, 0.2)) return related(kind, inner) ?? leaf(kind, place)
  const known = byResult.get(kind)
  return known && known.length > 0 ? call(pick(known, place.random), kind, inner) : leaf(kind, place)
}

const generic: Kind[] = ['num', 'text', 'bool', 'date', 'datetime', 'enum', 'set']

const byResult = new Map<Kind, FunctionDefinition[]>()
for (const definition of functions.values()) {
  const { result } = signatureOf(definition.signature)
  const kinds = result.is === 'plain' ? [result.kind as Kind] : generic
  for (const kind of kinds) byResult.set(kind, [...(byResult.get(kind) ?? []), definition])
}

function call(definition: FunctionDefinition, kind: Kind, place: Place): ExpressionJson {
  const signature = signatureOf(definition.signature)
  const groups = signature.group.length > 0 ? 1 + Math.floor(place.random() * 3) : 0
  const optional = Math.floor(place.random() * (signature.optional.length + 1))
  const count = signature.first.length + groups * signature.group.length + optional
  const kinds = new Map<string, Kind>([[signature.result.is === 'variable' ? signature.result.name : '', kind]])
  const args = Array.from({ length: count }, (_, index) =>
    argument(parameterAt(signature, index, count) as Parameter, kinds, place),
  )
  return { [definition.name]: args }
}

const texts = [
  '',
  'a',
  'A "b"',
  '中文，（）',
  'x}y',
  "it's",
  'line\nbreak',
  '😀',
  '#',
  '{Amount}',
  '//',
  '/* */',
  '\\',
  '”“「」',
]
const numbers: ExpressionJson[] = [
  0,
  1,
  -1,
  2.5,
  -0.05,
  1000000,
  1e-10,
  1e17,
  0.1,
  12345678.9,
  { num: '12345678901234567.89' },
]
const days = ['2026-11-22', '0001-01-01', '9999-12-31', '2024-02-29']
const instants = ['2026-11-22T08:00:00.000Z', '1999-12-31T23:59:59.999Z']

function argument({ type }: Parameter, kinds: Map<string, Kind>, place: Place): ExpressionJson {
  return arguments_[type.is](type as never, kinds, place)
}

type MakeArgument<Is> = (
  type: Extract<ParameterType, { is: Is }>,
  kinds: Map<string, Kind>,
  place: Place,
) => ExpressionJson

const arguments_: { [Is in ParameterType['is']]: MakeArgument<Is> } = {
  plain: ({ kind }, _, place) => make(kind as Kind, place),
  variable: ({ name }, kinds, place) => {
    const kind = kinds.get(name) ?? pick(generic, place.random)
    kinds.set(name, kind)
    return make(kind, place)
  },
  day: (_type, _, place) => make(pick(['date', 'datetime'], place.random), place),
  any: (_type, _, place) => make(pick(generic, place.random), place),
  list: (_type, kinds, place) => {
    const kind = kinds.get('L') ?? 'enum'
    return Array.from({ length: 1 + Math.floor(place.random() * 3) }, () => constant(kind, place))
  },
  option: (_type, _, place) => constant('enum', place),
  int: (_type, _, { random }) => pick([0, 1, 2, -1, 10], random),
  words: (_type, _, { random }) => pick(texts, random),
  unit: ({ units }, _, { random }) => pick(units, random),
}

const constants: Record<Kind, (place: Place) => ExpressionJson> = {
  num: ({ random }) => pick(numbers, random),
  text: ({ random }) => pick(texts, random),
  bool: ({ random }) => random() < 0.5,
  date: ({ random }) => ({ date: pick(days, random) }),
  datetime: ({ random }) => ({ datetime: pick(instants, random) }),
  enum: ({ random, schema }) => pick((schema.optionSet('status') ?? { options: [] }).options, random).key,
  set: ({ random, schema }) => [pick((schema.optionSet('tag') ?? { options: [] }).options, random).key],
  user: () => ({ ctx: 'user' }),
  department: () => ({ ctx: 'department' }),
  files: () => null,
}

const constant = (kind: Kind, place: Place) => constants[kind](place)

function leaf(kind: Kind, place: Place): ExpressionJson {
  if (chance(place, 0.03)) return null
  if (chance(place, 0.05)) return { ctx: pick(contextNames, place.random) }
  if (chance(place, 0.3)) return constant(kind, place)
  return field(kind, place) ?? constant(kind, place)
}

/** A field of one of the records around, perhaps over to-one relations. */
function field(kind: Kind, place: Place): ExpressionJson | null {
  const level = Math.floor(place.random() * place.tables.length)
  const start = place.tables[place.tables.length - 1 - level]
  if (!start) return null
  const { keys, owner } = steps(start, place)
  const fitting = [...owner.fields()].filter(({ type }) => type.kind === kind)
  if (fitting.length === 0) return null
  const path = [...keys, pick(fitting, place.random).key].join('.')
  if (level === 0) return { var: path }
  return { outer: level === 1 ? path : [path, level] }
}

function steps(start: SchemaEntity, place: Place): { keys: string[]; owner: SchemaEntity } {
  const keys: string[] = []
  let owner = start
  while (keys.length < 3 && chance(place, 0.3)) {
    const ways = [...owner.fields()].filter(({ type }) => type.kind === 'ref')
    const way: SchemaField | undefined = ways[Math.floor(place.random() * ways.length)]
    const target = way?.type.kind === 'ref' ? place.schema.entity(way.type.entity) : null
    if (!way || !target || way.key === 'id') break
    keys.push(way.key)
    owner = target
  }
  return { keys, owner }
}

const aggregates: Partial<Record<Kind, readonly string[]>> = {
  num: ['sum', 'count', 'avg', 'minof', 'first'],
  text: ['joinof', 'maxof', 'latest'],
  date: ['minof', 'maxof', 'latest'],
  datetime: ['minof', 'maxof', 'first'],
  bool: ['some', 'all', 'none', 'exists'],
  enum: ['first', 'latest'],
}

function related(kind: Kind, place: Place): ExpressionJson | null {
  const here = place.tables.at(-1)
  const name = pick([...(aggregates[kind] ?? []), 'lookup'], place.random)
  if (!here) return null
  if (name === 'lookup' || name === 'exists') {
    const table = pick([...place.schema.entities()], place.random)
    const inner = { ...place, tables: [...place.tables, table] }
    return { [name]: [table.key, make('bool', inner), ...(name === 'lookup' ? [make(kind, inner)] : [])] }
  }
  const { keys, owner } = steps(here, place)
  const relations = [...owner.relations()]
  const relation = relations[Math.floor(place.random() * relations.length)]
  const table = relation && place.schema.entity(relation.entity)
  if (!relation || !table) return null
  const path = [...keys, relation.key].join('.')
  return { [name]: [path, ...items(name, kind, { ...place, tables: [...place.tables, table] })] }
}

function items(name: string, kind: Kind, place: Place): ExpressionJson[] {
  const filter = chance(place, 0.4) ? [make('bool', place)] : []
  if (name === 'count') return filter
  if (name === 'some' || name === 'all' || name === 'none') return [make('bool', place)]
  const item = make(kind, place)
  if (name === 'joinof') return [item, ...(chance(place, 0.5) ? ['; ', ...filter] : [])]
  return name === 'first' || name === 'latest' ? [item, make('date', place), ...filter] : [item, ...filter]
}
