import type { FormulaToken } from '@mortise/expressions/text'

/** How a piece of a formula is drawn. */
export type TokenLook = 'field' | 'function' | 'keyword' | 'number' | 'text' | 'date' | 'comment'

const looks: { [Kind in FormulaToken['kind']]: TokenLook | null } = {
  name: 'field',
  number: 'number',
  text: 'text',
  date: 'date',
  comment: 'comment',
  word: 'keyword',
  symbol: null,
  unknown: null,
}

/** The look of each token; a word before a bracket is a function, any other a word of the language such as AND. */
export function lookOfTokens(tokens: readonly FormulaToken[]): (TokenLook | null)[] {
  return tokens.map((token, index) => {
    const next = tokens[index + 1]
    const opens = next?.kind === 'symbol' && next.value === '('
    return token.kind === 'word' && opens && !operatorWords.has(token.value.toUpperCase())
      ? 'function'
      : (looks[token.kind] ?? null)
  })
}

/** Operators that are words: `NOT (…)` is no call. */
const operatorWords: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'IN', 'NOTIN'])
