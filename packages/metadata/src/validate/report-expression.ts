import type { LocalizedText } from '@mortise/core'
import { describeProblem, type ExpressionProblem, type ExpressionProblemCode } from '@mortise/expressions'
import type { Report } from './app-index.ts'

/** Reports what is wrong with an expression of a document; `pointerOf` finds the place of a part of it. */
export function reportExpression(
  problems: readonly ExpressionProblem[],
  report: Report,
  pointerOf: (at: string) => string,
): void {
  for (const problem of problems) {
    const { code, severity, path, start, end } = problem
    const fix = fixes[code] ?? usualFix
    const params = { problem: describeProblem(problem), code, start, end, fix }
    report(severity === 'error' ? 'EXPRESSION_INVALID' : 'EXPRESSION_DOUBTFUL', pointerOf(path), params)
  }
}

const usualFix: LocalizedText = { zh: '修改公式。', en: 'Change the formula.' }

const fixes: Partial<Record<ExpressionProblemCode, LocalizedText>> = {
  EXPRESSION_VOLATILE: {
    zh: '请改用公式字段：它在读取时计算，可以使用 TODAY()、NOW() 和当前用户。',
    en: 'Use a formula field instead: it is computed when it is read and may use TODAY(), NOW() and the current user.',
  },
}
