import { uuidv7 } from '@mortise/core'
import { announceDraft } from './draft-feed.ts'
import { type DraftRef, deleteDraft, mainDraft } from './draft-store.ts'
import { discardDraft, type Editor, lockedDraft } from './edit-draft.ts'
import { copyDraft, type DraftSummary, insertDraft, readDrafts, writeDraftName } from './named-draft-store.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { readRevisionOf } from './revision-store.ts'

/** The drafts of an app; the main one is always first, also before anything was changed in it. */
export async function listDrafts({ workspace }: PublishContext, app: string): Promise<DraftSummary[]> {
  const { database } = workspace
  const revision = await readRevisionOf(database, workspace, app)
  if (revision === null) throw publishErrors.APP_NOT_FOUND({ app })
  const drafts = await readDrafts(database, workspace, app)
  if (drafts[0]?.key === mainDraft) return drafts
  const nobody = { createdAt: null, createdBy: null, updatedAt: null, updatedBy: null }
  return [{ key: mainDraft, name: null, baseRevision: revision, ...nobody, documentCount: 0 }, ...drafts]
}

/** Makes a draft over the revision in force, or over what another draft changes. */
export async function createDraft(
  context: PublishContext,
  app: string,
  { name, from }: { name: string; from?: string | undefined },
  { by }: Editor,
): Promise<DraftSummary> {
  const { workspace, clock } = context
  const now = clock.now()
  const ref = { app, draft: `d${uuidv7(now.getTime()).replaceAll('-', '').slice(0, 24)}` }
  await workspace.database.transaction(async (trx) => {
    const revision = await readRevisionOf(trx, workspace, app)
    if (revision === null) throw publishErrors.APP_NOT_FOUND({ app })
    await insertDraft(trx, workspace, { ...ref, name, revision, at: now.toISOString(), byId: by })
    if (from !== undefined && !(await copyDraft(trx, workspace, { app, draft: from }, ref.draft)) && from !== mainDraft)
      throw publishErrors.DRAFT_NOT_FOUND({ draft: from })
    await announceDraft(trx, workspace, ref, new Map(), by)
  })
  return await draftOf(context, ref)
}

/** Gives a draft another name. */
export async function renameDraft(
  context: PublishContext,
  app: string,
  name: string,
  editor: Editor & { draft: string },
): Promise<DraftSummary> {
  const { workspace } = context
  const ref = { app, draft: editor.draft }
  await workspace.database.transaction(async (trx) => {
    await lockedDraft(trx, context, ref, editor)
    await writeDraftName(trx, workspace, { ...ref, name })
    await announceDraft(trx, workspace, ref, new Map(), editor.by)
  })
  return await draftOf(context, ref)
}

/** Throws a draft away. The main one is there again as soon as somebody changes something. */
export async function removeDraft(
  context: PublishContext,
  app: string,
  editor: Editor & { draft: string },
): Promise<void> {
  const { workspace } = context
  const ref = { app, draft: editor.draft }
  await discardDraft(context, app, editor)
  if (ref.draft === mainDraft) return
  await workspace.database.transaction(async (trx) => {
    await deleteDraft(trx, workspace, ref)
    await announceDraft(trx, workspace, ref, new Map(), editor.by)
  })
}

async function draftOf(context: PublishContext, { app, draft }: DraftRef): Promise<DraftSummary> {
  const found = (await listDrafts(context, app)).find(({ key }) => key === draft)
  if (!found) throw publishErrors.DRAFT_NOT_FOUND({ draft })
  return found
}
