import type { LocalizedText } from '@mortise/core'
import { type ExpressionType, sameType } from '../model/expression-type.ts'

/** Something that may stand at the cursor. */
export interface Completion {
  kind: 'field' | 'relation' | 'table' | 'function' | 'option' | 'word'
  /** What the list shows. */
  label: string
  /** The type of the value, where one look tells. */
  type: ExpressionType | null
  /** What replaces the text from `start` to `end`, and where in it the cursor goes. */
  insert: string
  cursor: number
  start: number
  end: number
  /** It leads to another record: a dot and a field of that may follow. */
  leadsOn: boolean
  /** Of functions, as definitions write it; their words are found by the label. */
  signature?: string
  /** Where a field belongs that is reached over a relation. */
  table?: LocalizedText
}

/** A completion on its way into the list: `names` are what typed letters are compared with. */
export interface Candidate extends Omit<Completion, 'start' | 'end'> {
  names: readonly string[]
}

/** Fitting ones first, then those that begin with what is typed. */
export function rank(candidates: readonly Candidate[], typed: string, expected: ExpressionType | null): Candidate[] {
  const needle = fold(typed)
  return candidates
    .flatMap((candidate, index) => {
      const match = Math.min(...candidate.names.map((name) => matchRank(fold(name), needle)))
      return match === misses ? [] : [{ candidate, score: fitRank(candidate, expected) * misses + match, index }]
    })
    .sort((a, b) => a.score - b.score || a.index - b.index)
    .map(({ candidate }) => candidate)
}

const misses = 3

/** Beginning with it, having a word that begins with it, having it somewhere. */
function matchRank(name: string, needle: string): number {
  const at = name.indexOf(needle)
  if (at <= 0) return at === 0 ? 0 : misses
  return /[\p{L}\p{N}]/u.test(name[at - 1] ?? '') ? 2 : 1
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}

/** 0: it fits. 1: it may. 2: it does not, but may be converted or go on. */
function fitRank({ type, leadsOn }: Candidate, expected: ExpressionType | null): number {
  if (!expected) return 0
  if (!type || leadsOn) return type && sameType(type, expected) ? 0 : 1
  if (sameType(type, expected) || (type.kind === 'enum' && expected.kind === 'text')) return 0
  return type.kind === 'blank' ? 1 : 2
}
