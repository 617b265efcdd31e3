import type { FormulaToken } from '@mortise/expressions/text'

/** The call that an offset stands in: its function and which of its arguments. */
export interface CallAt {
  /** In upper case. */
  name: string
  argument: number
}

/** The innermost call around an offset, from the tokens alone, so that it is found while the formula is unfinished. */
export function callAt(tokens: readonly FormulaToken[], offset: number): CallAt | null {
  const open: (CallAt | null)[] = []
  let word: string | null = null
  for (const { kind, value, start } of tokens) {
    if (start >= offset) break
    if (kind === 'comment') continue
    if (kind === 'symbol') open.splice(0, open.length, ...afterSymbol(open, value, word))
    word = kind === 'word' ? value.toUpperCase() : null
  }
  return open.findLast((call) => call !== null) ?? null
}

/** The calls that are open after a bracket or comma; a bracket without a word before it only groups. */
function afterSymbol(open: readonly (CallAt | null)[], symbol: string, word: string | null): (CallAt | null)[] {
  if (symbol === '(') return [...open, word === null ? null : { name: word, argument: 0 }]
  if (symbol === '[') return [...open, null]
  if (symbol === ')' || symbol === ']') return open.slice(0, -1)
  const last = open.at(-1)
  if (symbol !== ',' || !last) return [...open]
  return [...open.slice(0, -1), { ...last, argument: last.argument + 1 }]
}
