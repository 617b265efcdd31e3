import { problem, type ValueResult } from './problem.ts'

/**
 * The one spelling of a text: NFC, no byte order mark, line feeds only, trimmed; blank is null. Refuses what PostgreSQL
 * cannot keep (U+0000, halves of a surrogate pair). Length counts code points, as the database does.
 */
export function cleanText(input: unknown, { maxLength, lines }: { maxLength: number; lines: boolean }): ValueResult {
  if (typeof input !== 'string') return problem('VALUE_NOT_TEXT')
  if (input.includes('\u0000') || !input.isWellFormed()) return problem('VALUE_CHARACTERS')
  const unified = unify(input)
  const text = lines ? unified.trimEnd() : unified.replaceAll(/[\n\t\v\f\u0085\u2028\u2029]+/g, ' ').trim()
  if (text.trim() === '') return { value: null }
  if (text.length > maxLength && codePoints(text) > maxLength) return problem('VALUE_TOO_LONG', { max: maxLength })
  return { value: text }
}

/** Looks before it replaces: most texts are in order, and thousands of them may come at once. */
function unify(input: string): string {
  const unmarked = input.includes('\uFEFF') ? input.replaceAll('\uFEFF', '') : input
  const lines = unmarked.includes('\r') ? unmarked.replaceAll(/\r\n?/g, '\n') : unmarked
  return /^[\x20-\x7e]*$/.test(lines) ? lines : lines.normalize('NFC')
}

function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}
