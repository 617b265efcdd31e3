import type { LocalizedText } from '@mortise/core'
import type { ExpressionProblem, ExpressionProblemCode } from '../problems.ts'

/** Where a formula is wrong. */
export interface TextRange {
  start: number
  end: number
}

export function problemAt(
  { start, end }: TextRange,
  code: ExpressionProblemCode,
  params: { [name: string]: unknown } = {},
): ExpressionProblem {
  return { code, params, severity: 'error', path: '', start, end }
}

/** What the parser looked for in vain. */
export const expectations = {
  operand: { zh: '一个值、字段或函数', en: 'A value, field or function' },
  operator: { zh: '运算符（如 +、=、AND）', en: 'An operator such as +, = or AND' },
  separator: { zh: '逗号或右括号', en: 'A comma or a closing parenthesis' },
  name: { zh: '一个写在花括号里的名称', en: 'A name in braces' },
  parenthesis: { zh: '左括号「(」', en: 'An opening parenthesis' },
} as const satisfies Record<string, LocalizedText>
