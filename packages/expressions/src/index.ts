export { addWorkdays, countWorkdays } from './calendar/working-days.ts'
export { describeProblem } from './check/check-context.ts'
export { checkExpression } from './check/check-expression.ts'
export {
  type CheckedExpression,
  type CheckOptions,
  type Dependency,
  type DependencyStep,
  outerRelation,
  type RefusedExpression,
} from './check/checked-expression.ts'
export { describeType } from './check/describe-type.ts'
export { type Parameter, parameterAt, type Signature, signatureOf } from './check/signature.ts'
export {
  addMonths,
  type Day,
  dayAt,
  dayNumber,
  isDay,
  unitAround,
} from './evaluate/calendar-day.ts'
export { compileClosure } from './evaluate/compile-closure.ts'
export { formatDecimal, parseDecimal, roundDecimal } from './evaluate/decimal.ts'
export { loadPatterns, usesPatterns } from './evaluate/patterns.ts'
export { valueFromField, valueToJson } from './evaluate/read-field.ts'
export { dayOfInstant, instantOfLocal, startOfDay } from './evaluate/zoned-time.ts'
export {
  type ExplainedItem,
  type ExplainedItems,
  type Explanation,
  explainExpression,
} from './explain/explain-expression.ts'
export { type AggregateName, aggregateNames, relatedNames } from './functions/aggregates.ts'
export { type FunctionDefinition, type FunctionGroup, functionGroups } from './functions/function-definition.ts'
export { functions } from './functions/functions.ts'
export { type ImportedRule, importJsonLogic } from './import/import-json-logic.ts'
export {
  type BlankAs,
  type ContextName,
  contextNames,
  type ExpressionJson,
  expressionLimits,
  type StoredExpression,
} from './model/expression.ts'
export type {
  ExpressionSchema,
  SchemaEntity,
  SchemaField,
  SchemaOptionSet,
  SchemaRelation,
} from './model/expression-schema.ts'
export { type ExpressionType, hasBlank, sameType, type TypeKind, types } from './model/expression-type.ts'
export type { FieldStep, TypedNode } from './model/typed-node.ts'
export type {
  Closure,
  EvaluationContext,
  EvaluationUser,
  RelatedRecords,
  Scope,
  Value,
  Values,
  WorkCalendar,
} from './model/value.ts'
export { type ExpressionProblem, type ExpressionProblemCode, expressionProblems } from './problems.ts'
