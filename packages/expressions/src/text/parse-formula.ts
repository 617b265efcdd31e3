import { type ExpressionJson, expressionLimits } from '../model/expression.ts'
import type { ExpressionProblem } from '../problems.ts'
import { expectations, problemAt, type TextRange } from './formula-problem.ts'
import type { FormulaSyntax, OperatorSyntax } from './formula-syntax.ts'
import { type FormulaToken, tokenise } from './formula-token.ts'
import { type InfixOperator, infixSpellings, powers, prefixSpellings } from './operators.ts'
import { literal, parseNumber, storedDay } from './parse-constant.ts'
import {
  here,
  maxHeight,
  missing,
  type ParserState,
  peek,
  report,
  startsOperand,
  tooDeep,
  valueAt,
} from './parser-state.ts'

export interface ParsedFormula {
  tokens: readonly FormulaToken[]
  /** Null when there is nothing but space and comments. */
  syntax: FormulaSyntax | null
  problems: readonly ExpressionProblem[]
}

const maxTokens = expressionLimits.nodes * 8

/** Reads a formula, whatever is wrong with it: what cannot be read is reported and stepped over. */
export function parseFormula(text: string): ParsedFormula {
  const all = tokenise(text)
  const problems: ExpressionProblem[] = []
  const range = { start: 0, end: text.length }
  if (text.length > expressionLimits.textLength || all.length > maxTokens) {
    const params = { what: { zh: '字符', en: 'characters' }, max: expressionLimits.textLength }
    return { tokens: all, syntax: null, problems: [problemAt(range, 'EXPRESSION_TOO_LARGE', params)] }
  }
  for (const token of all) reportToken(token, problems)
  const tokens = all.filter(({ kind }) => kind !== 'comment' && kind !== 'unknown')
  const state: ParserState = { tokens, at: 0, length: text.length, nesting: 0, problems, stopped: false }
  // As in a spreadsheet.
  if (valueAt(state) === '=') state.at++
  if (!peek(state)) {
    if (problems.length === 0) problems.push(problemAt(range, 'FORMULA_EMPTY'))
    return { tokens: all, syntax: null, problems }
  }
  return { tokens: all, syntax: parseAll(state), problems }
}

function reportToken(token: FormulaToken, problems: ExpressionProblem[]): void {
  if (token.kind === 'unknown') problems.push(problemAt(token, 'FORMULA_CHARACTER', { name: token.value }))
  if (token.unclosed) problems.push(problemAt(token, 'FORMULA_UNCLOSED', { name: openingOf(token) }))
}

const openings: Partial<Record<FormulaToken['kind'], string>> = { name: '{', text: '"', date: '#', comment: '/*' }

function openingOf(token: FormulaToken): string {
  return openings[token.kind] ?? token.value
}

function parseAll(state: ParserState): FormulaSyntax {
  const first = parseExpression(state, 0)
  while (peek(state)) {
    const before = state.at
    const token = here(state)
    if (startsOperand(state)) {
      report(state, token, 'FORMULA_EXPECTED', { expected: expectations.operator })
      // Only to find what else is wrong.
      parseExpression(state, 0)
    }
    if (state.at === before) {
      report(state, token, 'FORMULA_CHARACTER', { name: valueAt(state) })
      state.at++
    }
  }
  return first
}

function parseExpression(state: ParserState, power: number): FormulaSyntax {
  state.nesting++
  let left = parseOperand(state)
  for (let found = infixAt(state); found && found.operator.power >= power; found = infixAt(state)) {
    state.at += found.tokens
    const right = parseExpression(state, found.operator.power + 1)
    left = combine(found.operator, left, right)
    if (left.height > maxHeight) tooDeep(state)
  }
  state.nesting--
  return left
}

function infixAt(state: ParserState): { operator: InfixOperator; tokens: number } | null {
  const value = valueAt(state)
  if (value === 'NOT' && valueAt(state, 1) === 'IN')
    return { operator: infixSpellings.get('NOTIN') as InfixOperator, tokens: 2 }
  const operator = infixSpellings.get(value)
  return operator ? { operator, tokens: 1 } : null
}

function combine(operator: InfixOperator, left: FormulaSyntax, right: FormulaSyntax): OperatorSyntax {
  const chained = operator.chain && left.syntax === 'operator' && left.operator === operator.name && !left.grouped
  const args = chained ? [...left.args, right] : [left, right]
  return {
    syntax: 'operator',
    operator: operator.name,
    args,
    grouped: false,
    start: left.start,
    end: right.end,
    height: 1 + Math.max(...args.map(({ height }) => height)),
  }
}

type OperandReader = (state: ParserState, token: FormulaToken) => FormulaSyntax

function parseOperand(state: ParserState): FormulaSyntax {
  const token = peek(state)
  if (state.nesting > maxHeight) {
    tooDeep(state)
    return missing(state)
  }
  if (!token || !startsOperand(state)) {
    report(state, here(state), 'FORMULA_EXPECTED', { expected: expectations.operand })
    return missing(state)
  }
  return operandReaders[token.kind](state, token)
}

const operandReaders: Record<FormulaToken['kind'], OperandReader> = {
  number: parseNumber,
  text: (state, token) => literal(state, token, token.value),
  date: (state, token) => literal(state, token, storedDay(token.value)),
  name: (state, token) => {
    state.at++
    return { syntax: 'name', name: token.value, bare: false, start: token.start, end: token.end, height: 1 }
  },
  word: parseWord,
  symbol: parseSymbol,
  comment: missing,
  unknown: missing,
}

const constants: Readonly<Record<string, ExpressionJson>> = { TRUE: true, FALSE: false, BLANK: null }

function parseWord(state: ParserState, token: FormulaToken): FormulaSyntax {
  const name = token.value.toUpperCase()
  const { start, end } = token
  if (prefixSpellings.has(name)) return parsePrefix(state, token)
  const calls = valueAt(state, 1) === '('
  if (Object.hasOwn(constants, name)) {
    const value = literal(state, token, constants[name] ?? null)
    if (!calls || valueAt(state, 1) !== ')') return value
    state.at += 2
    return { ...value, end: state.tokens[state.at - 1]?.end ?? end }
  }
  state.at++
  if (!calls) return { syntax: 'name', name: token.value, bare: true, start, end, height: 1 }
  const { items, end: closed } = parseItems(state, ')')
  return { syntax: 'call', name, nameEnd: end, args: items, start, end: closed, height: heightOf(items) }
}

function heightOf(items: readonly FormulaSyntax[]): number {
  return 1 + Math.max(0, ...items.map(({ height }) => height))
}

function parseSymbol(state: ParserState, token: FormulaToken): FormulaSyntax {
  if (token.value === '[') {
    const { items, end } = parseItems(state, ']')
    return { syntax: 'list', items, start: token.start, end, height: heightOf(items) }
  }
  if (token.value === '+') {
    state.at++
    return parseExpression(state, powers.negate)
  }
  return token.value === '(' ? parseGroup(state, token) : parsePrefix(state, token)
}

function parseGroup(state: ParserState, token: FormulaToken): FormulaSyntax {
  state.at++
  const inner = parseExpression(state, 0)
  const end = close(state, ')', token)
  return inner.syntax === 'operator' ? { ...inner, grouped: true, start: token.start, end } : inner
}

function parsePrefix(state: ParserState, token: FormulaToken): FormulaSyntax {
  const prefix = prefixSpellings.get(token.value.toUpperCase())
  if (!prefix) throw new Error('unreachable: only what starts an operand comes here')
  state.at++
  const number = peek(state)
  if (prefix.name === 'neg' && number?.kind === 'number') {
    return { ...parseNumber(state, number, '-'), start: token.start }
  }
  const operand = parseExpression(state, prefix.power)
  return {
    syntax: 'operator',
    operator: prefix.name,
    args: [operand],
    grouped: false,
    start: token.start,
    end: operand.end,
    height: operand.height + 1,
  }
}

/** What stands in parentheses or brackets, from the opening one on. */
function parseItems(state: ParserState, closing: string): { items: FormulaSyntax[]; end: number } {
  const opening = here(state)
  state.at++
  const items: FormulaSyntax[] = []
  if (valueAt(state) === closing) return { items, end: close(state, closing, opening) }
  for (;;) {
    items.push(parseExpression(state, 0))
    if (valueAt(state) === ',') state.at++
    else if (startsOperand(state)) {
      report(state, here(state), 'FORMULA_EXPECTED', { expected: expectations.separator })
    } else return { items, end: close(state, closing, opening) }
  }
}

/** Steps over the closing mark; where it is missing, the opening one is reported. Gives where the whole ends. */
function close(state: ParserState, closing: string, opening: TextRange): number {
  const token = peek(state)
  if (token && valueAt(state) === closing) {
    state.at++
    return token.end
  }
  const name = closing === ')' ? '(' : '['
  report(state, { start: opening.start, end: opening.start + 1 }, 'FORMULA_UNCLOSED', { name })
  return state.tokens[state.at - 1]?.end ?? opening.end
}
