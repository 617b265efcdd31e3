import { type AppDocumentAny, mergeDocument } from '@mortise/metadata'
import type { DraftConflict } from './draft-calls.ts'

type MaybeDocument = AppDocumentAny | null

/** What changed from `base` to `mine`, done to `theirs`; where both changed the same, mine stays. */
export function mergeMine(base: MaybeDocument, mine: MaybeDocument, theirs: MaybeDocument): MaybeDocument {
  return mine === base ? theirs : mergeDocument({ base, mine, theirs }).document
}

/** The same; where both changed the same, theirs stays: an undo never takes back what somebody else did since. */
export function mergeTheirs(base: MaybeDocument, mine: MaybeDocument, theirs: MaybeDocument): MaybeDocument {
  const { document, conflicts } = mergeDocument({ base, mine, theirs })
  if (conflicts.length === 0) return document
  const choices = conflicts.map(({ pointer }) => ({ pointer, take: 'theirs' as const }))
  return mergeDocument({ base, mine, theirs, choices }).document
}

/** Both in one, each conflict settled as the user answered. */
export function settleConflicts(
  three: { base: MaybeDocument; mine: MaybeDocument; theirs: MaybeDocument },
  conflicts: readonly DraftConflict[],
  keepMine: (conflict: DraftConflict) => boolean,
): MaybeDocument {
  const choices = conflicts.map((conflict) => ({
    pointer: conflict.pointer,
    take: keepMine(conflict) ? ('mine' as const) : ('theirs' as const),
  }))
  return mergeDocument({ ...three, choices }).document
}
