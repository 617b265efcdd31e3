import { deepEqual } from '@mortise/core'
import {
  type AppDocumentAny,
  type DocumentId,
  type MergeChoice,
  type MergeConflict,
  mergeDocument,
} from '@mortise/metadata'
import type { Executor } from '../database/database.ts'
import { type Draft, type DraftRef, mainDraft, readDraft } from './draft-store.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { type Documents, readRevisionOf } from './revision-store.ts'

/** Something set to two values, in one of the documents of a draft. */
export interface DocumentConflict extends MergeConflict {
  id: DocumentId
}

/** Whose value is taken for something that two set. */
export interface DocumentChoice extends MergeChoice {
  id: DocumentId
}

/** What stands between a draft and the revision in force. */
export interface DraftConflict {
  revision: number
  documents: DocumentId[]
  /** `mine` is the draft's, `theirs` what was published. */
  conflicts: DocumentConflict[]
}

/** A draft over the revision in force; over the one it started from when it cannot simply follow. */
export interface FollowedDraft {
  name: string | null
  baseRevision: number
  base: Documents
  overlay: Draft['overlay']
  /** What following did to the overlay: the document it holds now, undefined for what it need not hold any more. */
  moved: ReadonlyMap<DocumentId, AppDocumentAny | null | undefined>
  /** It is stored over an earlier revision. */
  behind: boolean
  conflict: DraftConflict | null
}

/** Reads a draft and puts it onto the revision in force, document by document. Writes nothing. */
export async function followDraft(
  context: PublishContext,
  executor: Executor,
  ref: DraftRef,
  choices: readonly DocumentChoice[] = [],
): Promise<FollowedDraft> {
  const { workspace, documentsAt } = context
  const { app } = ref
  const revision = await readRevisionOf(executor, workspace, app)
  if (revision === null) throw publishErrors.APP_NOT_FOUND({ app })
  const draft = await readDraft(executor, workspace, ref)
  if (!draft && ref.draft !== mainDraft) throw publishErrors.DRAFT_NOT_FOUND({ draft: ref.draft })
  const base = await documentsAt(executor, { app, revision })
  const { name, baseRevision } = draft ?? { name: null, baseRevision: revision }
  const overlay = new Map([...(draft?.overlay ?? [])].map(([id, one]) => [id, one && context.sameDocument(one)]))
  const still = { name, baseRevision, base, overlay, moved: new Map(), behind: false, conflict: null }
  if (baseRevision === revision) return still
  const former = await documentsAt(executor, { app, revision: baseRevision })
  const { moved, conflicts } = mergeOverlay({ former, base, overlay, choices })
  if (conflicts.length === 0)
    return { ...still, baseRevision: revision, overlay: applied(overlay, moved), moved, behind: true }
  const documents = [...new Set(conflicts.map(({ id }) => id))]
  return { ...still, base: former, behind: true, conflict: { revision, documents, conflicts } }
}

function mergeOverlay(from: {
  former: Documents
  base: Documents
  overlay: Draft['overlay']
  choices: readonly DocumentChoice[]
}): { moved: Map<DocumentId, AppDocumentAny | null | undefined>; conflicts: DocumentConflict[] } {
  const moved = new Map<DocumentId, AppDocumentAny | null | undefined>()
  const conflicts: DocumentConflict[] = []
  for (const [id, mine] of from.overlay) {
    const [before = null, theirs = null] = [from.former.get(id), from.base.get(id)]
    if (deepEqual(before, theirs)) continue
    const choices = from.choices.filter((choice) => choice.id === id)
    const merged = mergeDocument({ base: before, mine, theirs, choices })
    conflicts.push(...merged.conflicts.map((conflict) => ({ id, ...conflict })))
    if (!deepEqual(merged.document, mine))
      moved.set(id, deepEqual(merged.document, theirs) ? undefined : merged.document)
    else if (deepEqual(mine, theirs)) moved.set(id, undefined)
  }
  return { moved, conflicts }
}

function applied(overlay: Draft['overlay'], moved: FollowedDraft['moved']): Draft['overlay'] {
  const result = new Map(overlay)
  for (const [id, document] of moved) {
    if (document === undefined) result.delete(id)
    else result.set(id, document)
  }
  return result
}
