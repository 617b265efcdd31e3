import { type RawBuilder, sql } from 'kysely'
import { formatDecimal } from '../evaluate/decimal.ts'
import { functionsSql } from '../functions/functions.sql.ts'
import { type ExpressionType, hasBlank, type TypeKind } from '../model/expression-type.ts'
import type {
  CallNode,
  ChangeNode,
  ContextNode,
  FieldNode,
  LiteralNode,
  LookupNode,
  TypedNode,
} from '../model/typed-node.ts'
import { one, type Value } from '../model/value.ts'
import { compileAggregate } from './compile-aggregate.ts'
import type { SqlEnvironment, SqlPlace } from './sql-place.ts'
import { emptySql, innermost, neverNull, type SqlScope, within } from './sql-scope.ts'

/** The value of a checked expression over the row of a place. It never raises; NULL is blank. */
export function compileSql(root: TypedNode, place: SqlPlace, environment: SqlEnvironment): RawBuilder<unknown> {
  return compileNode(root, { places: [place], environment, compile: compileNode })
}

/** A checked condition over the row of a place: true or false, never NULL, so that NOT is its exact complement. */
export function compileCondition(root: TypedNode, place: SqlPlace, environment: SqlEnvironment): RawBuilder<boolean> {
  if (root.type.kind !== 'bool') throw new Error('unreachable: conditions are checked to be conditions')
  return sql<boolean>`${compileSql(root, place, environment)}`
}

function compileNode(node: TypedNode, scope: SqlScope): RawBuilder<unknown> {
  return compilers[node.node](node as never, scope)
}

const compilers: {
  [Kind in TypedNode['node']]: (node: Extract<TypedNode, { node: Kind }>, scope: SqlScope) => RawBuilder<unknown>
} = {
  literal: compileLiteral,
  field: (node, scope) => asValue(columnOf(node, scope)),
  context: compileContext,
  call: compileCall,
  aggregate: compileAggregate,
  lookup: compileLookup,
  old: compileChange,
  changed: compileChange,
}

interface Column {
  sql: RawBuilder<unknown>
  type: string
  kind: TypeKind
}

function columnOf(node: FieldNode, { places }: SqlScope): Column {
  const place = places[places.length - 1 - node.level]
  if (!place) throw new Error('unreachable: the checker counts scopes')
  const { sql: column, type } = place.field(node.steps, node.field)
  return { sql: column, type, kind: node.type.kind }
}

/** Whole numbers take part in arithmetic as decimals. */
function asValue({ sql: column, type, kind }: Column): RawBuilder<unknown> {
  return kind === 'num' && !type.startsWith('numeric') ? sql`${column}::numeric` : column
}

const sqlTypes: Record<TypeKind, string> = {
  num: 'numeric',
  text: 'text',
  bool: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  enum: 'text',
  set: 'text[]',
  ref: 'uuid',
  user: 'uuid',
  department: 'uuid',
  files: 'jsonb',
  list: 'text[]',
  blank: 'text',
}

export function sqlTypeOf(type: ExpressionType): string {
  return type.kind === 'list' ? `${sqlTypes[type.of.kind]}[]` : sqlTypes[type.kind]
}

function compileLiteral({ value, type }: LiteralNode, { environment }: SqlScope): RawBuilder<unknown> {
  // Without a type, so that it fits wherever it stands.
  if (type.kind === 'blank') return sql`null`
  return (type.kind === 'files' && emptySql(type)) || constantSql(value, type, environment)
}

function constantSql(value: Value, type: ExpressionType, environment: SqlEnvironment): RawBuilder<unknown> {
  return environment.constant(plain(value), sqlTypeOf(type))
}

/** As drivers take it: decimals as text. */
function plain(value: Value): unknown {
  if (typeof value === 'bigint') return formatDecimal(value)
  return Array.isArray(value) ? value.map((member: Value) => plain(member)) : value
}

function compileContext({ name }: ContextNode, { environment }: SqlScope): RawBuilder<unknown> {
  return environment.context(name)
}

function compileCall(node: CallNode, scope: SqlScope): RawBuilder<unknown> {
  const { definition, type } = node
  const write = functionsSql.get(definition.name)
  if (!write) throw new Error(`unreachable: ${definition.name} has no SQL, which the checker refuses`)
  const args = comparing.has(definition.name)
    ? comparedSql(node, scope)
    : node.args.map((arg) => compileNode(arg, scope))
  const written = write(args, { node, environment: scope.environment })
  const propagates = definition.blanks !== 'handled' && node.args.some((arg) => arg.nullable)
  if (type.kind === 'bool' && (propagates || definition.nullable === true)) return sql`(${written} is true)`
  if (!hasBlank(type) && (propagates || definition.nullable === true)) return neverNull(written, type)
  return written
}

const comparing = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'notin', 'between'])

/** A column is compared as it is stored: a constant takes its type, so that an index over it can answer. */
function comparedSql(node: CallNode, scope: SqlScope): RawBuilder<unknown>[] {
  const column = node.args.find((arg) => arg.node === 'field')
  const others = node.args.filter((arg) => arg !== column)
  if (column?.type.kind === 'num') {
    const stored = columnOf(column, scope)
    if (
      !stored.type.startsWith('numeric') &&
      others.every((other) => other.node === 'literal' && isWhole(other.value))
    ) {
      return node.args.map((arg) =>
        arg === column ? stored.sql : wholeConstant(arg as LiteralNode, scope.environment),
      )
    }
  }
  return node.args.map((arg) => compileNode(arg, scope))
}

function isWhole(value: Value): boolean {
  if (Array.isArray(value)) return value.every((member: Value) => isWhole(member))
  return typeof value === 'bigint' && value % one === 0n
}

function wholeConstant({ value }: LiteralNode, environment: SqlEnvironment): RawBuilder<unknown> {
  return environment.constant(plain(value), Array.isArray(value) ? 'bigint[]' : 'bigint')
}

function compileLookup(node: LookupNode, scope: SqlScope): RawBuilder<unknown> {
  const rows = innermost(scope).all(node.entity.key)
  const inner = within(scope, rows.place)
  const match = sql<boolean>`${compileNode(node.match, inner)}`
  if (!node.value) return rows.exists(match)
  const found = rows.select(compileNode(node.value, inner), { where: match, limit: 1 })
  return neverNull(found, node.type)
}

function compileChange({ node, field, type }: ChangeNode, scope: SqlScope): RawBuilder<unknown> {
  const place = innermost(scope)
  if (!place.old) throw new Error('unreachable: OLD and CHANGED are refused outside rules')
  const before = { ...place.old(field), kind: field.type.kind }
  if (node === 'old') return asValue(before)
  const after = { ...place.field([], field), kind: type.kind }
  return sql`(${before.sql} is distinct from ${after.sql})`
}
