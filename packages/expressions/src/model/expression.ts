/**
 * An expression as it is stored: JSON-Logic shape, one operator per object. Only what `checkExpression` accepts runs.
 *
 * - literals: `null`, `true`, `"text"`, `12.5`; exact numbers beyond doubles `{"num":"12345678901234567.89"}`,
 *   `{"date":"2026-11-22"}`, `{"datetime":"2026-11-22T08:00:00.000Z"}`; lists of literals `["a","b"]`
 * - fields: `{"var":"amount"}`, over to-one relations `{"var":"customer.level"}`; inside an aggregate `var` is a field of
 *   the item, `{"outer":"amount"}` one of the record around it, `{"outer":["amount",2]}` two levels out
 * - values of the moment: `{"ctx":"user"}`; see `contextNames`
 * - calls: `{"==":[a,b]}`, `{"round":[a,2]}`; see the functions
 * - aggregates over a to-many relation: `{"sum":["lines", item, filter?]}`
 * - other records: `{"lookup":["price", match, value]}`, `{"exists":["price", match]}`
 * - in rules: `{"old":"stage"}`, `{"changed":"stage"}`
 */
export type ExpressionJson =
  | null
  | boolean
  | number
  | string
  | readonly ExpressionJson[]
  | { readonly [operator: string]: ExpressionJson }

/** What numeric fields are when they are blank: 0 (the default of formula fields) or blank (that of conditions). */
export type BlankAs = 'zero' | 'blank'

/** An expression inside a document. */
export interface StoredExpression {
  v: 1
  expr: ExpressionJson
  /**
   * The formula as its author wrote it, comments and line breaks included, but with keys where the author sees labels.
   * Absent when it was made in the condition builder.
   */
  text?: string
  blankAs?: BlankAs
}

/** Values of the moment and of the person, the same throughout one statement or transaction. */
export const contextNames = [
  'now',
  'today',
  'user',
  'user.name',
  'user.email',
  'department',
  'workspace',
  'record.new',
] as const
export type ContextName = (typeof contextNames)[number]

/** What one expression may be at most; one front end for all uses. */
export const expressionLimits = {
  nodes: 500,
  depth: 32,
  listLength: 1000,
  hops: 3,
  aggregates: 5,
  textLength: 20_000,
} as const
