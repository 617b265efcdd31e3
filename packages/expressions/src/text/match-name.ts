import { localize } from '@mortise/core'
import type { NameSegment } from './name-path.ts'
import type { Named } from './name-scope.ts'

/** What labels are read in: the author's language first; null reads keys only, as kept formulas have them. */
export type NameLanguage = string | null

/** Those that a name may mean: one when it is clear, several when it is not, none when it is unknown. */
export function matchName<T extends Named>(
  candidates: readonly T[],
  segment: NameSegment,
  language: NameLanguage,
): T[] {
  const { text } = segment
  if (text === '') return []
  const byKey = (): T[] => candidates.filter(({ key }) => key === text)
  if (segment.key || language === null) return byKey()
  const own = candidates.filter(({ label }) => localize(label, language) === text)
  if (own.length > 0) return own
  const other = candidates.filter(({ label }) => Object.values(label).includes(text))
  if (other.length > 0) return other
  const keyed = byKey()
  if (keyed.length > 0) return keyed
  const folded = fold(text)
  return candidates.filter(({ key, label }) => [key, ...Object.values(label)].some((name) => fold(name) === folded))
}

/** Upper and lower case, and full and half width. */
function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}

/** How to write one of the candidates so that it is read as that one: its label if that is clear, else its key. */
export function nameOf(candidates: readonly Named[], target: Named, language: NameLanguage): NameSegment {
  if (language !== null) {
    const label = { text: localize(target.label, language), key: false }
    if (means(candidates, label, target, language)) return label
  }
  const key = { text: target.key, key: false }
  return means(candidates, key, target, language) ? key : { text: target.key, key: true }
}

function means(candidates: readonly Named[], segment: NameSegment, target: Named, language: NameLanguage): boolean {
  const [found, second] = matchName(candidates, segment, language)
  return found?.key === target.key && second === undefined
}
