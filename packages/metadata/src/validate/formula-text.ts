import { deepEqual } from '@mortise/core'
import type { CheckOptions, ExpressionJson, ExpressionProblem } from '@mortise/expressions'
import { analyseFormula } from '@mortise/expressions/text'
import type { Report } from './app-index.ts'

/** An expression with the formula that its author wrote. */
interface WrittenExpression {
  expr: ExpressionJson
  text?: string
}

/** The problems of an expression with their places in its formula, where it has one. */
export function withOffsets(
  problems: readonly ExpressionProblem[],
  { text }: WrittenExpression,
  options: CheckOptions,
): readonly ExpressionProblem[] {
  if (text === undefined || problems.length === 0) return problems
  const located = analyseFormula(text, { ...options, language: null }).problems
  return problems.map((problem) => {
    const found = located.find(({ code, path }) => code === problem.code && path === problem.path)
    return found ? { ...problem, start: found.start, end: found.end } : problem
  })
}

/** A formula that says something else than what is computed would deceive everyone who reads it. */
export function checkText(
  { expr, text }: WrittenExpression,
  options: CheckOptions,
  { report, pointer }: { report: Report; pointer: string },
): void {
  if (text === undefined) return
  const written = analyseFormula(text, { ...options, language: null })
  if (written.expr === null || !deepEqual(written.expr, expr)) report('FORMULA_TEXT_DIFFERS', pointer)
}
