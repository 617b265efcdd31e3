import { type CheckOptions, checkExpression, type ExpressionType, type StoredExpression } from '@mortise/expressions'
import { schemaOf } from '../model/expression-schema.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkText, withOffsets } from './formula-text.ts'
import { reportExpression } from './report-expression.ts'

interface StoredPlace {
  index: AppIndex
  report: Report
  /** Of the stored expression. */
  pointer: string
  /** The table it looks at. */
  entity: string
  expected?: ExpressionType | undefined
}

/** Checks an expression of a document that JavaScript computes, and that its formula says the same. */
export function checkStored(stored: StoredExpression, { index, report, pointer, entity, expected }: StoredPlace): void {
  const options: CheckOptions = { schema: schemaOf(index.model), entity, blankAs: stored.blankAs, allowJs: true }
  if (expected) options.expected = expected
  const outcome = checkExpression(stored.expr, options)
  const problems = outcome.ok ? outcome.warnings : outcome.problems
  reportExpression(withOffsets(problems, stored, options), report, (at) => `${pointer}/expr${at}`)
  if (outcome.ok) checkText(stored, options, { report, pointer: `${pointer}/text` })
}
