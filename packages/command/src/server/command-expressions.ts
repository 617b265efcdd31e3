import {
  type CheckedExpression,
  checkExpression,
  type EvaluationContext,
  type ExpressionSchema,
  type ExpressionType,
  type RelatedRecords,
  type StoredExpression,
  types,
  type Values,
  valueToJson,
} from '@mortise/expressions'
import { closureOf, expressionTypeOf, type FieldModel, shownField, valueOfField } from '@mortise/metadata'

/** A record, and with what expressions look at it. */
export interface ExpressionPlace {
  schema: ExpressionSchema
  entity: string
  record: Values
  context: EvaluationContext
  related: RelatedRecords
}

const checks = new WeakMap<ExpressionSchema, WeakMap<StoredExpression, CheckedExpression | null>>()

/** An expression checked for whoever looks; null where it names what they may not know of. */
function checked(
  stored: StoredExpression,
  { schema, entity }: Pick<ExpressionPlace, 'schema' | 'entity'>,
  expected?: ExpressionType,
): CheckedExpression | null {
  const known = checks.get(schema) ?? new WeakMap<StoredExpression, CheckedExpression | null>()
  checks.set(schema, known)
  const found = known.get(stored)
  if (found !== undefined) return found
  const options = { schema, entity, blankAs: stored.blankAs, allowJs: true }
  const outcome = checkExpression(stored.expr, expected ? { ...options, expected } : options)
  const made = outcome.ok ? outcome : null
  known.set(stored, made)
  return made
}

function compute(expression: CheckedExpression, { record, context, related }: ExpressionPlace) {
  return closureOf(expression.root)({ record, outer: null, context, related })
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

/** The value of an expression as plain text; empty where it is blank or cannot be computed. */
export function plainText(stored: StoredExpression, place: ExpressionPlace): string {
  const expression = checked(stored, place)
  if (!expression) return ''
  const value = valueToJson(expression.type, compute(expression, place))
  return value === null || value === undefined ? '' : Array.isArray(value) ? value.join(',') : String(value)
}
