import {
  type Closure,
  compileClosure,
  type ExpressionType,
  formatDecimal,
  roundDecimal,
  type Scope,
  type TypedNode,
  type Value,
  valueToJson,
} from '@mortise/expressions'
import { type FieldModel, shownField } from '@mortise/metadata'

const closures = new WeakMap<TypedNode, Closure>()

/** The closure of an expression; compiled once. */
export function closureOf(root: TypedNode): Closure {
  const closure = closures.get(root) ?? compileClosure(root)
  closures.set(root, closure)
  return closure
}

/** The value of a computed field or look-up for a record, as the API would give it. */
export function computeField(field: FieldModel, scope: Scope): unknown {
  const { computed, lookup } = field
  if (lookup) return lookUp(field, scope)
  if (!computed?.checked) return field.kind.blank ?? null
  const { root, type } = computed.checked
  return valueOfField(closureOf(root)(scope), type, computed.result)
}

/** A value as a field gives it: numbers rounded to its places. */
export function valueOfField(value: Value, type: ExpressionType, { kind, options }: FieldModel): unknown {
  if (value === null) return kind.blank ?? null
  if (typeof value !== 'bigint') return valueToJson(type, value)
  const places = kind.places?.(options)
  const text = formatDecimal(places === undefined ? value : roundDecimal(value, places))
  const schema: { type?: unknown } = kind.value(options)
  return schema.type === 'integer' ? Number(text) : text
}

/** A look-up, where other records are at hand. */
function lookUp({ lookup, kind }: FieldModel, { record, related }: Scope): unknown {
  let found: Scope['record'] | null = record
  for (const relation of lookup?.path ?? []) {
    found = found && (related?.one(found, relation.entity, relation.key) ?? null)
  }
  const end = lookup && shownField(lookup.field)
  return (end && found?.[lookup.field.key]) ?? kind.blank ?? null
}
