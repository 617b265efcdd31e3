import type { ExpressionJson } from '../model/expression.ts'
import type { TextRange } from './formula-problem.ts'
import type { FormulaSyntax } from './formula-syntax.ts'
import type { FormulaToken } from './formula-token.ts'
import { storedNumber } from './parse-number.ts'
import { type ParserState, peek, startsOperand, valueAt } from './parser-state.ts'

export function literal(state: ParserState, { start, end }: TextRange, value: ExpressionJson): FormulaSyntax {
  state.at++
  return { syntax: 'literal', value, start, end, height: 1 }
}

/** `15%` is 0.15; with something to divide after it, or apart from the number, `%` is the rest of a division. */
export function parseNumber(state: ParserState, token: FormulaToken, sign = ''): FormulaSyntax {
  const next = peek(state, 1)
  const after = valueAt(state, 2)
  const divides = startsOperand(state, 2) && after !== '-' && after !== '+'
  const percent = valueAt(state, 1) === '%' && next?.start === token.end && !divides
  const number = literal(state, token, storedNumber(sign + token.value, percent))
  if (!percent || !next) return number
  state.at++
  return { ...number, end: next.end }
}

export function storedDay(text: string): ExpressionJson {
  if (!/[T: ]/.test(text)) return { date: text }
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?Z?$/.exec(text)
  const instant = parts ? new Date(`${parts[1]}T${parts[2]}${parts[3] ?? ''}Z`) : null
  return { datetime: instant && !Number.isNaN(instant.getTime()) ? instant.toISOString() : text }
}
