import { expressionLimits } from '../model/expression.ts'
import type { ExpressionProblem, ExpressionProblemCode } from '../problems.ts'
import { problemAt, type TextRange } from './formula-problem.ts'
import type { FormulaSyntax } from './formula-syntax.ts'
import type { FormulaToken } from './formula-token.ts'
import { infixSpellings } from './operators.ts'

/** Deeper than anything the checker accepts, and far less than what the stack holds. */
export const maxHeight = expressionLimits.depth * 3
/** A formula while it is read. */
export interface ParserState {
  tokens: readonly FormulaToken[]
  at: number
  length: number
  nesting: number
  problems: ExpressionProblem[]
  /** It was too large; what follows from stopping is not reported. */
  stopped: boolean
}

export function report(
  state: ParserState,
  range: TextRange,
  code: ExpressionProblemCode,
  params: { [name: string]: unknown },
): void {
  if (!state.stopped) state.problems.push(problemAt(range, code, params))
}

export const peek = (state: ParserState, ahead = 0): FormulaToken | null => state.tokens[state.at + ahead] ?? null

/** The sign or the word in upper case. */
export function valueAt(state: ParserState, ahead = 0): string {
  const token = peek(state, ahead)
  if (token?.kind === 'symbol') return token.value
  return token?.kind === 'word' ? token.value.toUpperCase() : ''
}

/** Where something is missing: at the next token, or where the text ends. */
export function here(state: ParserState): TextRange {
  const token = peek(state)
  if (token) return token
  const end = state.tokens.at(-1)?.end ?? state.length
  return { start: end, end }
}

export function tooDeep(state: ParserState): void {
  const params = { what: { zh: '嵌套层数', en: 'levels' }, max: expressionLimits.depth }
  report(state, here(state), 'EXPRESSION_TOO_LARGE', params)
  state.stopped = true
  state.at = state.tokens.length
}

export function missing(state: ParserState): FormulaSyntax {
  const { start } = here(state)
  return { syntax: 'missing', start, end: start, height: 1 }
}

const openers = new Set(['(', '[', '-', '+', '!'])

export function startsOperand(state: ParserState, ahead = 0): boolean {
  const token = peek(state, ahead)
  if (!token) return false
  if (token.kind === 'symbol') return openers.has(token.value)
  if (token.kind !== 'word') return true
  return !infixSpellings.has(token.value.toUpperCase()) || valueAt(state, ahead + 1) === '('
}
