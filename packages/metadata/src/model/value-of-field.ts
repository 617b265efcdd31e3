import {
  type Closure,
  compileClosure,
  type ExpressionType,
  formatDecimal,
  roundDecimal,
  type TypedNode,
  type Value,
  valueToJson,
} from '@mortise/expressions'
import type { FieldModel } from './app-model.ts'

const closures = new WeakMap<TypedNode, Closure>()

/** The closure of an expression; compiled once. */
export function closureOf(root: TypedNode): Closure {
  const closure = closures.get(root) ?? compileClosure(root)
  closures.set(root, closure)
  return closure
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
