import type { StoredExpression } from '@mortise/expressions'
import { type FormulaAnalysis, keepFormula, localiseFormula, printFormula } from '@mortise/expressions/text'
import type { FormulaScope } from './formula-scope.ts'

/** A stored expression as its author reads it: the text that was written, else the expression in words. */
export function formulaText(stored: StoredExpression | null, scope: FormulaScope): string {
  if (!stored) return ''
  return stored.text === undefined ? printFormula(stored.expr, scope) : localiseFormula(stored.text, scope)
}

/** What was written, to be stored; null while something is wrong with it. Text that says no more than the expression goes. */
export function storedFormula(text: string, analysis: FormulaAnalysis, scope: FormulaScope): StoredExpression | null {
  const { expr, checked } = analysis
  if (!checked) return null
  const said = text.trim()
  return {
    v: 1,
    expr,
    ...(said !== printFormula(expr, scope) && { text: keepFormula(said, scope) }),
    ...(scope.blankAs && { blankAs: scope.blankAs }),
  }
}
