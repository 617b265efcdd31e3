import type { BlankAs } from '../model/expression.ts'
import type { ExpressionSchema } from '../model/expression-schema.ts'
import type { ExpressionType } from '../model/expression-type.ts'
import type { TypedNode } from '../model/typed-node.ts'
import type { ExpressionProblem } from '../problems.ts'

export interface CheckOptions {
  schema: ExpressionSchema
  /** The table whose records it looks at. */
  entity: string
  /** The table of the record around it, whose fields are named by `outer`. Default: there is none. */
  outer?: string
  /** `types.bool` for a condition, the type of the field for a computed value; without it any type will do. */
  expected?: ExpressionType
  /** Default: blank. Formula fields say zero. */
  blankAs?: BlankAs
  /** Functions that only JavaScript can compute: forms may, filters, permissions and roll-ups may not. Default: false. */
  allowJs?: boolean
  /** Values of the time and the person. Default: true; false for what is stored. */
  allowVolatile?: boolean
  /** OLD and CHANGED. Default: false; only rules know what was before. */
  allowChanges?: boolean
  /** In permissions every negated comparison over a field that may be blank is reported as a warning. */
  warnNegatedBlank?: boolean
}

/**
 * One step from record to record: over a to-one relation, or down to the many of one. What the expression reads of the
 * record around it begins with a step over `outerRelation`.
 */
export interface DependencyStep {
  entity: string
  relation: string
  to: 'one' | 'many'
}

export const outerRelation = '^'

/** A field that an expression reads, and how it is reached from the record it belongs to. */
export interface Dependency {
  path: readonly DependencyStep[]
  entity: string
  field: string
}

export interface CheckedExpression {
  ok: true
  root: TypedNode
  type: ExpressionType
  dependencies: readonly Dependency[]
  /** `js`: there is no SQL for it. */
  class: 'sql' | 'js'
  /** It changes without a record being written. */
  volatile: boolean
  uses: ReadonlySet<'now' | 'user' | 'calendar' | 'zone' | 'change'>
  /** Rough work per record: 1 per node, 50 per aggregate or look-up. */
  cost: number
  /** Of severity `warning` only. */
  warnings: readonly ExpressionProblem[]
}

export interface RefusedExpression {
  ok: false
  problems: readonly ExpressionProblem[]
}
