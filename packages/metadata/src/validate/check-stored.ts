import { type CheckOptions, checkExpression, type ExpressionType, type StoredExpression } from '@mortise/expressions'
import { schemaOf } from '../model/expression-schema.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkText, withOffsets } from './formula-text.ts'
import { reportExpression } from './report-expression.ts'

interface StoredPlace {
  /** Whose names it may use. */
  index: Pick<AppIndex, 'model'>
  report: Report
  /** Of the stored expression. */
  pointer: string
  /** The table it looks at. */
  entity: string
  expected?: ExpressionType | undefined
  /** The table of the record around it. */
  outer?: string | undefined
}

/** Checks an expression of a document that JavaScript computes, and that its formula says the same. */
export function checkStored(stored: StoredExpression, place: StoredPlace): void {
  const { index, report, pointer, entity, expected, outer } = place
  const options: CheckOptions = { schema: schemaOf(index.model), entity, blankAs: stored.blankAs, allowJs: true }
  if (expected) options.expected = expected
  if (outer !== undefined) options.outer = outer
  const outcome = checkExpression(stored.expr, options)
  const problems = outcome.ok ? outcome.warnings : outcome.problems
  reportExpression(withOffsets(problems, stored, options), report, (at) => `${pointer}/expr${at}`)
  if (outcome.ok) checkText(stored, options, { report, pointer: `${pointer}/text` })
}
