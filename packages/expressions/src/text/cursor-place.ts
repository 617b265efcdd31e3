import type { FormulaToken } from './formula-token.ts'
import { infixSpellings } from './operators.ts'

/** Where the cursor is in a formula, as far as the tokens before it tell. */
export interface CursorPlace {
  /** What may stand there; `none` inside comments and numbers. */
  wants: 'operand' | 'operator' | 'name' | 'text' | 'none'
  /** What is there already, up to the cursor. */
  prefix: string
  /** What a completion replaces. */
  start: number
  end: number
  /** The calls around the cursor, the innermost first. */
  calls: readonly CallAround[]
  /** Tokens before the one at the cursor, without comments. */
  before: readonly FormulaToken[]
  /** Index among `before` of the bracket, in a list that is written out. */
  list: number | null
}

export interface CallAround {
  /** In upper case; empty for bare parentheses. */
  name: string
  start: number
  /** Index among `before` of its word, or of the parenthesis. */
  at: number
  /** Index of the argument with the cursor. */
  argument: number
  /** Index of the first token of each argument, among `before`. */
  argumentsAt: readonly number[]
}

export function cursorPlace(text: string, tokens: readonly FormulaToken[], offset: number): CursorPlace {
  const at = tokens.find((token) => touches(token, offset))
  const before = tokens.filter(({ kind, end }) => kind !== 'comment' && end <= (at?.start ?? offset))
  const { calls, list } = callsAround(before)
  const place = { prefix: '', start: offset, end: offset, calls, before, list }
  if (!at) return { ...place, wants: endsOperand(before.at(-1)) ? 'operator' : 'operand' }
  const opening = at.kind === 'word' ? 0 : 1
  const prefix = text.slice(at.start + opening, offset)
  return { ...place, prefix, ...wantedAt(at, before, offset) }
}

/** Whether the cursor is in the token, or at the end of one that could go on. */
function touches({ kind, start, end, value, unclosed }: FormulaToken, offset: number): boolean {
  if (offset <= start || offset > end || kind === 'symbol') return false
  const goesOn = kind === 'word' || kind === 'number' || unclosed !== undefined || value.startsWith('//')
  return offset < end || goesOn
}

function wantedAt(
  { kind, start, end, unclosed }: FormulaToken,
  before: readonly FormulaToken[],
  offset: number,
): Partial<CursorPlace> & Pick<CursorPlace, 'wants'> {
  if (kind === 'word') return { wants: endsOperand(before.at(-1)) ? 'operator' : 'operand', start, end }
  if (kind !== 'name' && kind !== 'text') return { wants: 'none' }
  return { wants: kind, start, end: unclosed === undefined ? end : offset }
}

function endsOperand(token: FormulaToken | undefined): boolean {
  if (!token) return false
  if (token.kind === 'symbol') return token.value === ')' || token.value === ']'
  if (token.kind !== 'word') return true
  const word = token.value.toUpperCase()
  return !infixSpellings.has(word) && word !== 'NOT'
}

interface Open {
  bracket: boolean
  call: CallAround & { argumentsAt: number[] }
}

function callsAround(before: readonly FormulaToken[]): { calls: CallAround[]; list: number | null } {
  const open: Open[] = []
  for (const [index, { kind, value }] of before.entries()) {
    if (kind !== 'symbol') continue
    if (value === '(' || value === '[') open.push(opened(before, index, value === '['))
    if (value === ')' || value === ']') open.pop()
    if (value === ',') nextArgument(open.at(-1), index)
  }
  const calls = open.filter(({ bracket }) => !bracket).map(({ call }) => call)
  const innermost = open.at(-1)
  return { calls: calls.reverse(), list: innermost?.bracket ? innermost.call.at : null }
}

function opened(before: readonly FormulaToken[], index: number, bracket: boolean): Open {
  const word = before[index - 1]
  const called = !bracket && word?.kind === 'word' && !isOperatorWord(before, index - 1) ? word : null
  const at = called ? index - 1 : index
  const start = before[at]?.start ?? 0
  return {
    bracket,
    call: { name: called?.value.toUpperCase() ?? '', start, at, argument: 0, argumentsAt: [index + 1] },
  }
}

function nextArgument(innermost: Open | undefined, comma: number): void {
  if (!innermost) return
  innermost.call.argumentsAt.push(comma + 1)
  innermost.call.argument++
}

/** `a AND (b)` and `NOT (b)` are no calls. */
function isOperatorWord(tokens: readonly FormulaToken[], index: number): boolean {
  const word = tokens[index]?.value.toUpperCase() ?? ''
  return word === 'NOT' || (infixSpellings.has(word) && endsOperand(tokens[index - 1]))
}
