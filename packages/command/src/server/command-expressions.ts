import {
  type CheckedExpression,
  checkExpression,
  type EvaluationContext,
  type ExpressionJson,
  type ExpressionSchema,
  type ExpressionType,
  type RelatedRecords,
  type StoredExpression,
  types,
  type Values,
  valueToJson,
} from '@mortise/expressions'
import { closureOf, expressionTypeOf, type FieldModel, literalOf, shownField, valueOfField } from '@mortise/metadata'

/** A record, and with what expressions look at it. */
export interface ExpressionPlace {
  schema: ExpressionSchema
  entity: string
  record: Values
  /** The record around it, `{^Field}`, and its table. */
  around?: { entity: string; record: Values }
  context: EvaluationContext
  related: RelatedRecords
}

const checks = new WeakMap<ExpressionSchema, WeakMap<StoredExpression, CheckedExpression | null>>()

/** An expression checked for whoever looks; null where it names what they may not know of. */
function checked(
  stored: StoredExpression,
  { schema, entity, around }: Pick<ExpressionPlace, 'schema' | 'entity' | 'around'>,
  expected?: ExpressionType,
): CheckedExpression | null {
  const known = checks.get(schema) ?? new WeakMap<StoredExpression, CheckedExpression | null>()
  checks.set(schema, known)
  const found = known.get(stored)
  if (found !== undefined) return found
  const outer = around && { outer: around.entity }
  const options = { schema, entity, ...outer, blankAs: stored.blankAs, allowJs: true }
  const outcome = checkExpression(stored.expr, expected ? { ...options, expected } : options)
  const made = outcome.ok ? outcome : null
  known.set(stored, made)
  return made
}

function compute(expression: CheckedExpression, { record, around, context, related }: ExpressionPlace) {
  const shared = { context, related }
  const outer = around ? { ...shared, record: around.record, outer: null } : null
  return closureOf(expression.root)({ ...shared, record, outer })
}

/** Whether a condition holds; one that cannot be computed does not. */
export function holds(condition: StoredExpression, place: ExpressionPlace): boolean {
  const expression = checked(condition, place, types.bool)
  return expression !== null && compute(expression, place) === true
}

/** The value of an expression as a field holds it; blank where it cannot be computed. */
export function valueFor(field: FieldModel, stored: StoredExpression, place: ExpressionPlace): unknown {
  const shown = shownField(field)
  const expression = checked(stored, place, expressionTypeOf(field) ?? undefined)
  if (!expression) return shown.kind.blank ?? null
  return valueOfField(compute(expression, place), expression.type, shown)
}

/** The value of an expression as other formulas write it: to be compared with in a filter. */
export function literal(stored: StoredExpression, place: ExpressionPlace): ExpressionJson {
  const expression = checked(stored, place)
  return expression ? literalOf(expression.type, compute(expression, place)) : null
}

/** The value of an expression as plain text; empty where it is blank or cannot be computed. */
export function plainText(stored: StoredExpression, place: ExpressionPlace): string {
  const expression = checked(stored, place)
  if (!expression) return ''
  const value = valueToJson(expression.type, compute(expression, place))
  return value === null || value === undefined ? '' : Array.isArray(value) ? value.join(',') : String(value)
}
