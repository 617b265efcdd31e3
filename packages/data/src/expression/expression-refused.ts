import type { AppError, LocalizedText } from '@mortise/core'
import { describeProblem, type ExpressionProblem, type ExpressionProblemCode } from '@mortise/expressions'
import { recordErrors } from '../errors.ts'
import { queryErrors } from '../query/query-errors.ts'

/** Names that lead nowhere: what does not exist and what may not be read give the same answer. */
const unknownNames: ReadonlySet<ExpressionProblemCode> = new Set<ExpressionProblemCode>([
  'EXPRESSION_FIELD_UNKNOWN',
  'EXPRESSION_RELATION_UNKNOWN',
  'EXPRESSION_TABLE_UNKNOWN',
  'EXPRESSION_PATH',
])

/** The error for whoever sent an expression that did not pass the check. */
export function expressionRefused(problems: readonly ExpressionProblem[]): AppError {
  const [first] = problems
  if (!first) throw new Error('unreachable: an expression is refused for a reason')
  if (unknownNames.has(first.code)) {
    const { name } = first.params as { name?: string | LocalizedText }
    return recordErrors.FIELD_UNKNOWN({ field: (typeof name === 'string' ? name : (name?.en ?? '')).slice(0, 200) })
  }
  return queryErrors.FORMULA_INVALID({ problem: describeProblem(first), code: first.code, path: first.path })
}
