import { emptyValue } from '../model/expression-type.ts'
import type {
  AggregateNode,
  CallNode,
  ChangeNode,
  ContextNode,
  FieldNode,
  LookupNode,
  TypedNode,
} from '../model/typed-node.ts'
import type { Closure, EvaluationContext, Scope, Value, Values } from '../model/value.ts'
import { aggregators } from './aggregators.ts'
import { type CompactDecimal, compactDecimal, expandDecimal } from './compact-decimal.ts'
import { readerOf } from './read-field.ts'

/** Compiles a checked expression to a function of a record: total, without side effects. */
export function compileClosure(root: TypedNode): Closure {
  const closure = compileNode(root)
  if (root.type.kind !== 'num') return closure
  return (scope) => expanded(closure(scope))
}

/** Numbers are compact in here. */
function compileNode(node: TypedNode): Closure {
  return compilers[node.node](node as never)
}

function expanded(value: Value): Value {
  return value === null ? null : expandDecimal(value as CompactDecimal)
}

const compilers: { [Kind in TypedNode['node']]: (node: Extract<TypedNode, { node: Kind }>) => Closure } = {
  literal({ value }) {
    const kept = compacted(value)
    return () => kept
  },
  field: compileField,
  context: compileContext,
  call: compileCall,
  aggregate: compileAggregate,
  lookup: compileLookup,
  old: compileChange,
  changed: compileChange,
}

function compileField(node: FieldNode): Closure {
  const { key } = node.field
  const read = readerOf(node.type)
  if (node.level === 0 && node.steps.length === 0) return ({ record }) => read(record[key])
  const absent = read(undefined)
  return (scope) => {
    const record = follow(scopeAt(scope, node.level), node.steps)
    return record ? read(record[key]) : absent
  }
}

function scopeAt(scope: Scope, level: number): Scope {
  let found = scope
  for (let step = 0; step < level; step++) found = found.outer ?? found
  return found
}

function follow({ record, related }: Scope, steps: FieldNode['steps']): Values | null {
  let found: Values | null = record
  for (const { entity, field } of steps) found = found && related ? related.one(found, entity.key, field.key) : null
  return found
}

function compileContext({ name }: ContextNode): Closure {
  const read = contextReaders[name]
  return ({ context }) => read(context)
}

const contextReaders: Record<ContextNode['name'], (context: EvaluationContext) => Value> = {
  now: ({ now }) => now,
  today: ({ today }) => today,
  user: ({ user }) => user?.id ?? null,
  'user.name': ({ user }) => user?.name || null,
  'user.email': ({ user }) => user?.email || null,
  department: ({ user }) => user?.departmentId ?? null,
  workspace: ({ workspace }) => workspace,
  'record.new': ({ isNew }) => isNew === true,
}

function compileCall(node: CallNode): Closure {
  const { definition } = node
  if (definition.closure) return definition.closure(node.args.map(compileNode), node)
  return node.type.kind === 'num' ? compactly(compileEager(node)) : compileEager(node)
}

const compactly =
  (closure: Closure): Closure =>
  (scope) =>
    compacted(closure(scope))

/** Every argument is computed, with numbers as bigints. */
function compileEager(node: CallNode): Closure {
  const { definition } = node
  const args = node.args.map(compileClosure)
  const { evaluate } = definition
  if (!evaluate) throw new Error(`unreachable: ${definition.name} can be neither evaluated nor compiled`)
  if (definition.blanks === 'handled') return (scope) => evaluate(valuesOf(args, scope), scope.context, node)
  const absent = emptyValue(node.type)
  return (scope) => {
    const values = valuesOf(args, scope)
    return values.includes(null) ? absent : (evaluate(values, scope.context, node) ?? absent)
  }
}

function valuesOf(args: readonly Closure[], scope: Scope): Value[] {
  const values: Value[] = []
  for (const arg of args) values.push(arg(scope))
  return values
}

function compacted(value: Value): Value {
  if (typeof value === 'bigint') return compactDecimal(value)
  return Array.isArray(value) ? value.map(compacted) : value
}

function compileAggregate(node: AggregateNode): Closure {
  const compiled = {
    item: node.item && compileNode(node.item),
    filter: node.filter && compileNode(node.filter),
    order: node.order && compileNode(node.order),
  }
  const aggregate = aggregators[node.name](compiled, node)
  return (scope) => {
    const owner = follow(scope, node.steps)
    const items = owner && scope.related ? scope.related.many(owner, node.entity.key, node.relation.key) : []
    const scopes = items.map((record): Scope => ({ ...scope, record, outer: scope }))
    const { filter } = compiled
    return aggregate(filter ? scopes.filter((item) => filter(item) === true) : scopes)
  }
}

function compileLookup(node: LookupNode): Closure {
  const match = compileNode(node.match)
  const value = node.value && compileNode(node.value)
  const absent = value ? readerOf(node.type)(undefined) : false
  return (scope) => {
    for (const record of scope.related?.all(node.entity.key) ?? []) {
      const item: Scope = { ...scope, record, outer: scope }
      if (match(item) === true) return value ? value(item) : true
    }
    return absent
  }
}

function compileChange({ node, field, type }: ChangeNode): Closure {
  const read = readerOf(field.type)
  if (node === 'old') return ({ context }) => readerOf(type)(context.old?.[field.key])
  return ({ record, context }) => {
    const [before, after] = [read(context.old?.[field.key]), read(record[field.key])]
    return before !== after && JSON.stringify(before, replacer) !== JSON.stringify(after, replacer)
  }
}

const replacer = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
