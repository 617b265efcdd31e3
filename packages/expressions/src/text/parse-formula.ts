import { type ExpressionJson, expressionLimits } from '../model/expression.ts'
import type { ExpressionProblem, ExpressionProblemCode } from '../problems.ts'
import { expectations, problemAt, type TextRange } from './formula-problem.ts'
import type { FormulaSyntax, OperatorSyntax } from './formula-syntax.ts'
import { type FormulaToken, tokenise } from './formula-token.ts'
import { type InfixOperator, infixSpellings, powers, prefixSpellings } from './operators.ts'
import { storedNumber } from './parse-number.ts'

export interface ParsedFormula {
  tokens: readonly FormulaToken[]
  /** Null when there is nothing but space and comments. */
  syntax: FormulaSyntax | null
  problems: readonly ExpressionProblem[]
}

/** Deeper than anything the checker accepts, and far less than what the stack holds. */
const maxHeight = expressionLimits.depth * 3
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
  const state: State = { tokens, at: 0, length: text.length, nesting: 0, problems, stopped: false }
  // As in a spreadsheet.
  if (valueAt(state) === '=') state.at++
  if (!peek(state)) {
    if (problems.length === 0) problems.push(problemAt(range, 'FORMULA_EMPTY'))
    return { tokens: all, syntax: null, problems }
  }
  return { tokens: all, syntax: parseAll(state), problems }
}

interface State {
  tokens: readonly FormulaToken[]
  at: number
  length: number
  nesting: number
  problems: ExpressionProblem[]
  /** It was too large; what follows from stopping is not reported. */
  stopped: boolean
}

function report(
  state: State,
  range: TextRange,
  code: ExpressionProblemCode,
  params: { [name: string]: unknown },
): void {
  if (!state.stopped) state.problems.push(problemAt(range, code, params))
}

function reportToken(token: FormulaToken, problems: ExpressionProblem[]): void {
  if (token.kind === 'unknown') problems.push(problemAt(token, 'FORMULA_CHARACTER', { name: token.value }))
  if (token.unclosed) problems.push(problemAt(token, 'FORMULA_UNCLOSED', { name: openingOf(token) }))
}

const openings: Partial<Record<FormulaToken['kind'], string>> = { name: '{', text: '"', date: '#', comment: '/*' }

function openingOf(token: FormulaToken): string {
  return openings[token.kind] ?? token.value
}

const peek = (state: State, ahead = 0): FormulaToken | null => state.tokens[state.at + ahead] ?? null

/** The sign or the word in upper case. */
function valueAt(state: State, ahead = 0): string {
  const token = peek(state, ahead)
  if (token?.kind === 'symbol') return token.value
  return token?.kind === 'word' ? token.value.toUpperCase() : ''
}

/** Where something is missing: at the next token, or where the text ends. */
function here(state: State): TextRange {
  const token = peek(state)
  if (token) return token
  const end = state.tokens.at(-1)?.end ?? state.length
  return { start: end, end }
}

function parseAll(state: State): FormulaSyntax {
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

function parseExpression(state: State, power: number): FormulaSyntax {
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

function tooDeep(state: State): void {
  const params = { what: { zh: '嵌套层数', en: 'levels' }, max: expressionLimits.depth }
  report(state, here(state), 'EXPRESSION_TOO_LARGE', params)
  state.stopped = true
  state.at = state.tokens.length
}

function infixAt(state: State): { operator: InfixOperator; tokens: number } | null {
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

type OperandReader = (state: State, token: FormulaToken) => FormulaSyntax

function parseOperand(state: State): FormulaSyntax {
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

function missing(state: State): FormulaSyntax {
  const { start } = here(state)
  return { syntax: 'missing', start, end: start, height: 1 }
}

const openers = new Set(['(', '[', '-', '+', '!'])

function startsOperand(state: State, ahead = 0): boolean {
  const token = peek(state, ahead)
  if (!token) return false
  if (token.kind === 'symbol') return openers.has(token.value)
  if (token.kind !== 'word') return true
  return !infixSpellings.has(token.value.toUpperCase()) || valueAt(state, ahead + 1) === '('
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

function literal(state: State, { start, end }: TextRange, value: ExpressionJson): FormulaSyntax {
  state.at++
  return { syntax: 'literal', value, start, end, height: 1 }
}

/** `15%` is 0.15; with something to divide after it, or apart from the number, `%` is the rest of a division. */
function parseNumber(state: State, token: FormulaToken, sign = ''): FormulaSyntax {
  const next = peek(state, 1)
  const after = valueAt(state, 2)
  const divides = startsOperand(state, 2) && after !== '-' && after !== '+'
  const percent = valueAt(state, 1) === '%' && next?.start === token.end && !divides
  const number = literal(state, token, storedNumber(sign + token.value, percent))
  if (!percent || !next) return number
  state.at++
  return { ...number, end: next.end }
}

function storedDay(text: string): ExpressionJson {
  if (!/[T: ]/.test(text)) return { date: text }
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?Z?$/.exec(text)
  const instant = parts ? new Date(`${parts[1]}T${parts[2]}${parts[3] ?? ''}Z`) : null
  return { datetime: instant && !Number.isNaN(instant.getTime()) ? instant.toISOString() : text }
}

const constants: Readonly<Record<string, ExpressionJson>> = { TRUE: true, FALSE: false, BLANK: null }

function parseWord(state: State, token: FormulaToken): FormulaSyntax {
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

function parseSymbol(state: State, token: FormulaToken): FormulaSyntax {
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

function parseGroup(state: State, token: FormulaToken): FormulaSyntax {
  state.at++
  const inner = parseExpression(state, 0)
  const end = close(state, ')', token)
  return inner.syntax === 'operator' ? { ...inner, grouped: true, start: token.start, end } : inner
}

function parsePrefix(state: State, token: FormulaToken): FormulaSyntax {
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
function parseItems(state: State, closing: string): { items: FormulaSyntax[]; end: number } {
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
function close(state: State, closing: string, opening: TextRange): number {
  const token = peek(state)
  if (token && valueAt(state) === closing) {
    state.at++
    return token.end
  }
  const name = closing === ')' ? '(' : '['
  report(state, { start: opening.start, end: opening.start + 1 }, 'FORMULA_UNCLOSED', { name })
  return state.tokens[state.at - 1]?.end ?? opening.end
}
