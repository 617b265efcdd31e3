import { deepEqual } from '@mortise/core'
import { type AppDocumentAny, type DocumentId, documentId } from '@mortise/metadata'
import type { Executor } from '../database/database.ts'
import { keepVersions, versionOf } from './document-version.ts'
import { announceDraft } from './draft-feed.ts'
import {
  type DraftRef,
  deleteDraft,
  draftDocuments,
  lockDraft,
  mainDraft,
  moveDraft,
  writeOverlay,
} from './draft-store.ts'
import { type DocumentChoice, type DraftConflict, type FollowedDraft, followDraft } from './follow-draft.ts'
import type { Proposal } from './proposal.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { type Documents, readDocuments, readPublisher, readRevisionOf } from './revision-store.ts'

/** The user on whose behalf a draft is changed, and which one; null for the system, and the main draft by default. */
export interface Editor {
  by: string | null
  draft?: string | undefined
}

/** A draft over the revision it can be published onto. */
export interface DraftProposal extends Proposal {
  draft: { key: string; name: string | null }
  conflict: DraftConflict | null
}

/** The documents of a draft after an edit or before one. */
export type Edited = ReadonlyMap<DocumentId, AppDocumentAny | null>

/** The draft of an app over the revision in force, or over the one it started from when it conflicts. */
export async function readProposal(
  context: PublishContext,
  ref: DraftRef,
  executor: Executor = context.workspace.database,
): Promise<DraftProposal> {
  return proposalOf(ref, await followDraft(context, executor, ref))
}

function proposalOf({ app, draft }: DraftRef, followed: FollowedDraft): DraftProposal {
  const { name, baseRevision, base, overlay, conflict } = followed
  return { app, draft: { key: draft, name }, baseRevision, base, submitted: draftDocuments(base, overlay), conflict }
}

/** Puts a document into the draft. */
export async function putDocument(
  context: PublishContext,
  app: string,
  document: AppDocumentAny,
  editor: Editor,
): Promise<void> {
  await editDraft(context, app, editor, async () => new Map([[documentId(document), document]]))
}

/** Takes a document out of the draft; DOCUMENT_NOT_FOUND when it has none of that id. */
export async function removeDocument(
  context: PublishContext,
  app: string,
  id: DocumentId,
  editor: Editor,
): Promise<void> {
  await editDraft(context, app, editor, async ({ submitted }) => {
    if (!submitted.has(id)) throw publishErrors.DOCUMENT_NOT_FOUND({ document: id })
    return new Map([[id, null]])
  })
}

/** Sets the draft to the documents of an earlier revision, to be looked at and published. */
export async function restoreRevision(
  context: PublishContext,
  app: string,
  revision: number,
  editor: Editor,
): Promise<void> {
  const documents = await readDocuments(context.workspace.database, context.workspace, { app, revision })
  if (documents.size === 0) throw publishErrors.REVISION_NOT_FOUND({ app, revision })
  await discardDraft(context, app, editor)
  await editDraft(context, app, editor, async ({ submitted }) => {
    const changes = new Map<DocumentId, AppDocumentAny | null>()
    for (const id of differing(submitted, documents)) changes.set(id, documents.get(id) ?? null)
    return changes
  })
}

/** Throws away what the draft changes. A draft that somebody named stays, and the main one is made when needed. */
export async function discardDraft(context: PublishContext, app: string, editor: Editor): Promise<void> {
  const { workspace, clock } = context
  const ref = refOf(app, editor)
  await workspace.database.transaction(async (trx) => {
    const { overlay } = await followDraft(context, trx, ref)
    const revision = (await readRevisionOf(trx, workspace, app)) ?? 0
    const base = await context.documentsAt(trx, { app, revision })
    const edit = { at: clock.now().toISOString(), byId: editor.by }
    if (ref.draft === mainDraft) await deleteDraft(trx, workspace, ref)
    else {
      await lockDraft(trx, workspace, { ...ref, ...edit, revision })
      await writeOverlay(trx, workspace, { ...ref, ...edit }, new Map([...overlay.keys()].map((id) => [id, undefined])))
      await moveDraft(trx, workspace, { ...ref, revision })
    }
    await announceDraft(trx, workspace, ref, versionsIn(base, overlay.keys()), editor.by)
  })
}

/** Settles what stands between the draft and the revision in force; DRAFT_STALE with what is not chosen yet. */
export async function resolveDraft(
  context: PublishContext,
  app: string,
  choices: readonly DocumentChoice[],
  editor: Editor,
): Promise<void> {
  const ref = refOf(app, editor)
  await context.workspace.database.transaction(async (trx) => {
    await lockedDraft(trx, context, ref, editor)
    await freshenDraft(trx, context, ref, { ...editor, choices })
  })
}

/** The ids whose documents differ. */
export function differing(before: Documents, after: Documents): DocumentId[] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].filter((id) => !deepEqual(before.get(id), after.get(id)))
}

/** The draft that somebody edits. */
export function refOf(app: string, { draft }: Pick<Editor, 'draft'>): DraftRef {
  return { app, draft: draft ?? mainDraft }
}

/**
 * Changes documents of a draft, in one transaction, one editor after the other; answers with the draft as it is then.
 * A draft that conflicts with what was published meanwhile is edited over the revision that it started from.
 */
export async function editDraft(
  context: PublishContext,
  app: string,
  editor: Editor,
  change: (proposal: DraftProposal, trx: Executor) => Promise<Edited>,
): Promise<{ proposal: DraftProposal; changed: Edited }> {
  const { workspace } = context
  const ref = refOf(app, editor)
  return await workspace.database.transaction(async (trx) => {
    const edit = await lockedDraft(trx, context, ref, editor)
    const followed = await followDraft(context, trx, ref)
    await settleFollowed(trx, context, ref, followed, editor)
    const proposal = proposalOf(ref, followed)
    const changed = await change(proposal, trx)
    const entries = [...changed].map(([id, document]) => {
      const unchanged = deepEqual(document ?? undefined, proposal.base.get(id))
      return [id, unchanged ? undefined : document] as const
    })
    await writeOverlay(trx, workspace, { ...ref, ...edit }, new Map(entries))
    const documents = [...changed.values()].filter((document) => document !== null)
    await keepVersions(trx, workspace, { app, at: edit.at, documents })
    const submitted = draftDocuments(proposal.submitted, changed)
    await announceDraft(trx, workspace, ref, versionsIn(submitted, changed.keys()), editor.by)
    return { proposal: { ...proposal, submitted }, changed }
  })
}

/** Puts a draft onto the revision in force; DRAFT_STALE when that one set the same things to other values. */
export async function freshenDraft(
  trx: Executor,
  context: PublishContext,
  ref: DraftRef,
  editor: Editor & { choices?: readonly DocumentChoice[] },
): Promise<void> {
  const followed = await followDraft(context, trx, ref, editor.choices)
  const { conflict } = followed
  if (conflict) {
    const publisher = await readPublisher(trx, context.workspace, { app: ref.app, revision: conflict.revision })
    throw publishErrors.DRAFT_STALE({ ...publisher, ...conflict })
  }
  await settleFollowed(trx, context, ref, followed, editor)
}

/** Writes down where a draft has followed to. */
async function settleFollowed(
  trx: Executor,
  context: PublishContext,
  ref: DraftRef,
  { behind, conflict, moved, base, overlay, baseRevision }: FollowedDraft,
  { by }: Editor,
): Promise<void> {
  if (!behind || conflict) return
  const { workspace, clock } = context
  const at = clock.now().toISOString()
  await writeOverlay(trx, workspace, { ...ref, at, byId: by }, moved)
  await moveDraft(trx, workspace, { ...ref, revision: baseRevision })
  const submitted = draftDocuments(base, overlay)
  const documents = [...moved.keys()].flatMap((id) => submitted.get(id) ?? [])
  await keepVersions(trx, workspace, { app: ref.app, at, documents })
  await announceDraft(trx, workspace, ref, versionsIn(submitted, moved.keys()), by)
}

/** Locks the draft of an edit; DRAFT_NOT_FOUND. */
export async function lockedDraft(trx: Executor, context: PublishContext, ref: DraftRef, { by }: Editor) {
  const { workspace, clock } = context
  const edit = { at: clock.now().toISOString(), byId: by }
  const revision = await readRevisionOf(trx, workspace, ref.app)
  if (revision === null) throw publishErrors.APP_NOT_FOUND({ app: ref.app })
  if (!(await lockDraft(trx, workspace, { ...ref, ...edit, revision })))
    throw publishErrors.DRAFT_NOT_FOUND({ draft: ref.draft })
  return edit
}

/** The versions of documents; null for those that are not there. */
export function versionsIn(documents: Documents, ids: Iterable<DocumentId>): Map<DocumentId, string | null> {
  return new Map(
    [...ids].map((id) => {
      const document = documents.get(id)
      return [id, document ? versionOf(document) : null]
    }),
  )
}
