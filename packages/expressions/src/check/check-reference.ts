import { type ContextName, contextNames, expressionLimits } from '../model/expression.ts'
import type { SchemaEntity, SchemaField } from '../model/expression-schema.ts'
import { type ExpressionType, hasBlank, types } from '../model/expression-type.ts'
import type { FieldStep, TypedNode } from '../model/typed-node.ts'
import { coalesceZero } from './blank-as-zero.ts'
import { type CheckContext, type CheckScope, hintFor, report, tooLarge, wrong } from './check-context.ts'

/** An operator with its argument, where it stands, and what is expected of it. */
export interface Part {
  name: string
  argument: unknown
  expected: ExpressionType | null
  scope: CheckScope
  context: CheckContext
  at: string
  depth: number
}

/** Fields, values of the moment, and what was before; undefined when the operator is none of these. */
export function checkReference(part: Part): TypedNode | undefined {
  return Object.hasOwn(references, part.name) ? references[part.name]?.(part) : undefined
}

const references: { readonly [operator: string]: (part: Part) => TypedNode } = {
  var: (part) => checkVariable(part),
  outer: (part) => checkOuter(part),
  ctx: (part) => checkContext(part),
  old: (part) => checkChange(part, 'old'),
  changed: (part) => checkChange(part, 'changed'),
}

function checkVariable(part: Part): TypedNode {
  const { argument, context, at } = part
  if (typeof argument === 'string' && argument !== '') return fieldNode(part, argument, part.scope, 0)
  report(context, at, 'EXPRESSION_SHAPE', {
    found: { zh: '没有字段名的 var', en: 'a var without the name of a field' },
  })
  return wrong(at)
}

function checkOuter(part: Part): TypedNode {
  const { argument, context, at, scope } = part
  const [path, level] = Array.isArray(argument) ? argument : [argument, 1]
  let target: CheckScope | null = scope
  for (let step = 0; step < level && target; step++) target = target.outer
  if (typeof path !== 'string' || !Number.isInteger(level) || level < 1 || !target) {
    report(context, at, 'EXPRESSION_OUTER')
    return wrong(at)
  }
  return fieldNode(part, path, target, level)
}

function fieldNode(part: Part, path: string, scope: CheckScope, level: number): TypedNode {
  const { context, at } = part
  const found = resolveField(path, scope.entity, context, at)
  if (!found) return wrong(at)
  const { steps, entity, field } = found
  if (field.volatile) context.uses.add('now')
  const nullable = hasBlank(field.type) && (field.nullable || steps.length > 0)
  const node: TypedNode = { node: 'field', level, steps, entity, field, type: field.type, nullable, at }
  return context.options.blankAs === 'zero' ? coalesceZero(node) : node
}

interface ResolvedField {
  steps: FieldStep[]
  entity: SchemaEntity
  field: SchemaField
}

/** Follows `customer.parent.level`; each name is looked up among those the author may see. */
function resolveField(path: string, start: SchemaEntity, context: CheckContext, at: string): ResolvedField | null {
  const names = path.split('.')
  const last = names.pop() ?? ''
  const target = followSteps(names, start, context, at)
  if (!target) return null
  const field = target.entity.field(last)
  if (field) return { steps: target.steps, entity: target.entity, field }
  if (target.entity.relation(last)) {
    report(context, at, 'EXPRESSION_RELATION_ALONE', { name: target.entity.relation(last)?.label })
  } else unknownField(last, target.entity, context, at)
  return null
}

/** The to-one relations on the way to a field or to a to-many relation. */
export function followSteps(
  names: readonly string[],
  start: SchemaEntity,
  context: CheckContext,
  at: string,
): { steps: FieldStep[]; entity: SchemaEntity } | null {
  if (names.length > expressionLimits.hops) {
    tooLarge(context, at, 'hops')
    return null
  }
  const steps: FieldStep[] = []
  let entity = start
  for (const name of names) {
    const field = entity.field(name)
    if (!field) {
      unknownField(name, entity, context, at)
      return null
    }
    // An ID leads to the record itself, which is no step.
    const leads = field.type.kind === 'ref' && field.key !== 'id'
    const next = leads && field.type.kind === 'ref' ? context.options.schema.entity(field.type.entity) : null
    if (!next) {
      report(context, at, 'EXPRESSION_PATH', { name: field.label })
      return null
    }
    steps.push({ entity, field })
    entity = next
  }
  return { steps, entity }
}

function unknownField(name: string, entity: SchemaEntity, context: CheckContext, at: string): void {
  const known = [...entity.fields()].flatMap(({ key, label }) => [key, ...Object.values(label)])
  report(context, at, 'EXPRESSION_FIELD_UNKNOWN', { table: entity.label, name, hint: hintFor(name, known) })
}

const contextTypes: Record<ContextName, ExpressionType> = {
  now: types.datetime,
  today: types.date,
  user: types.user,
  'user.name': types.text,
  'user.email': types.text,
  department: types.department,
  workspace: types.text,
  'record.new': types.bool,
}

function checkContext({ argument, context, at }: Part): TypedNode {
  const name = contextNames.find((known) => known === argument)
  if (!name) {
    const asked = String(argument).slice(0, 60)
    report(context, at, 'EXPRESSION_CONTEXT_UNKNOWN', { name: asked, hint: hintFor(asked, contextNames) })
    return wrong(at)
  }
  if (name === 'now' || name === 'today') context.uses.add('now')
  else if (name !== 'workspace' && name !== 'record.new') context.uses.add('user')
  const type = contextTypes[name]
  // The system acts without being anybody.
  const nullable = type.kind !== 'bool' && name !== 'now' && name !== 'today' && name !== 'workspace'
  return { node: 'context', name, type, nullable, at }
}

function checkChange({ argument, scope, context, at }: Part, kind: 'old' | 'changed'): TypedNode {
  if (!context.options.allowChanges || scope.outer) {
    report(context, at, 'EXPRESSION_CHANGE_SCOPE', { name: kind.toUpperCase() })
    return wrong(at)
  }
  const field = typeof argument === 'string' ? scope.entity.field(argument) : null
  if (!field) {
    unknownField(String(argument).slice(0, 60), scope.entity, context, at)
    return wrong(at)
  }
  context.uses.add('change')
  const type = kind === 'old' ? field.type : types.bool
  return { node: kind, entity: scope.entity, field, type, nullable: hasBlank(type), at }
}
