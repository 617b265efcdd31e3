import { deepEqual } from '@mortise/core'
import { type AppDocumentAny, type DocumentId, documentId } from '@mortise/metadata'
import type { Executor } from '../database/database.ts'
import { publishErrors } from '../errors.ts'
import {
  type Draft,
  deleteDraft,
  draftDocuments,
  lockDraft,
  moveDraft,
  readDraft,
  writeOverlay,
} from './draft-store.ts'
import type { Proposal } from './proposal.ts'
import type { PublishContext } from './publish-context.ts'
import { type Documents, readDocuments, readRevisionOf } from './revision-store.ts'

/** The user on whose behalf a draft is changed; null for the system. */
export interface Editor {
  by: string | null
}

/** Documents of a draft that a later revision changed too, so that neither can simply follow the other. */
export interface DraftConflict {
  revision: number
  documents: DocumentId[]
}

/** The draft of an app over the revision it started from. */
export async function readProposal(context: PublishContext, app: string, executor?: Executor): Promise<Proposal> {
  const { workspace } = context
  const reading = executor ?? workspace.database
  const current = await readRevisionOf(reading, workspace, app)
  if (current === null) throw publishErrors.APP_NOT_FOUND({ app })
  const draft = await readDraft(reading, workspace, app)
  const baseRevision = draft?.baseRevision ?? current
  const base = await readDocuments(reading, workspace, { app, revision: baseRevision })
  return { app, baseRevision, base, submitted: draftDocuments(base, draft) }
}

/** What stands between a draft and the revision in force; null when it can be put onto it as it is. */
export async function draftConflict(
  executor: Executor,
  { workspace }: PublishContext,
  app: string,
  draft: Draft | null,
): Promise<DraftConflict | null> {
  const revision = await readRevisionOf(executor, workspace, app)
  if (!draft || revision === null || draft.baseRevision === revision) return null
  const base = await readDocuments(executor, workspace, { app, revision: draft.baseRevision })
  const current = await readDocuments(executor, workspace, { app, revision })
  const documents = differing(base, current).filter((id) => draft.overlay.has(id))
  return documents.length > 0 ? { revision, documents } : null
}

/** Puts a document into the draft. */
export async function putDocument(
  context: PublishContext,
  app: string,
  document: AppDocumentAny,
  editor: Editor,
): Promise<void> {
  await editDraft(context, app, editor, () => new Map([[documentId(document), document]]))
}

/** Takes a document out of the draft; DOCUMENT_NOT_FOUND when it has none of that id. */
export async function removeDocument(
  context: PublishContext,
  app: string,
  id: DocumentId,
  editor: Editor,
): Promise<void> {
  await editDraft(context, app, editor, ({ submitted }) => {
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
  await discardDraft(context, app)
  await editDraft(context, app, editor, ({ submitted }) => {
    const changes = new Map<DocumentId, AppDocumentAny | null>()
    for (const id of differing(submitted, documents)) changes.set(id, documents.get(id) ?? null)
    return changes
  })
}

/** Throws the draft away. */
export async function discardDraft({ workspace }: PublishContext, app: string): Promise<void> {
  await deleteDraft(workspace.database, workspace, app)
}

/** The ids whose documents differ. */
export function differing(before: Documents, after: Documents): DocumentId[] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].filter((id) => !deepEqual(before.get(id), after.get(id)))
}

async function editDraft(
  context: PublishContext,
  app: string,
  { by }: Editor,
  change: (proposal: Proposal) => ReadonlyMap<DocumentId, AppDocumentAny | null>,
): Promise<void> {
  const { workspace, clock } = context
  const edit = { at: clock.now().toISOString(), byId: by }
  await workspace.database.transaction(async (trx) => {
    const revision = await readRevisionOf(trx, workspace, app)
    if (revision === null) throw publishErrors.APP_NOT_FOUND({ app })
    await lockDraft(trx, workspace, { app, revision, ...edit })
    await freshenDraft(trx, context, app)
    const proposal = await readProposal(context, app, trx)
    const changes = [...change(proposal)].map(([id, document]) => {
      const unchanged = deepEqual(document ?? undefined, proposal.base.get(id))
      return [id, unchanged ? undefined : document] as const
    })
    await writeOverlay(trx, workspace, app, new Map(changes), edit)
  })
}

/** Puts a draft onto the revision in force; DRAFT_STALE when that one changed what the draft changes. */
export async function freshenDraft(trx: Executor, context: PublishContext, app: string): Promise<void> {
  const { workspace } = context
  const draft = await readDraft(trx, workspace, app)
  const revision = await readRevisionOf(trx, workspace, app)
  if (!draft || revision === null || draft.baseRevision === revision) return
  const conflict = await draftConflict(trx, context, app, draft)
  if (conflict) throw publishErrors.DRAFT_STALE({ ...(await publisherOf(trx, context, app, revision)), ...conflict })
  await moveDraft(trx, workspace, app, revision)
}

async function publisherOf(trx: Executor, { workspace }: PublishContext, app: string, revision: number) {
  const { rows } = await trx.run<{ byId: string | null; at: string }>({
    text: 'select by_id as "byId", at from mortise.revision where workspace = $1 and app = $2 and number = $3',
    values: [workspace.key, app, revision],
  })
  return rows[0]
}
