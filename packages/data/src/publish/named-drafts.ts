import { uuidv7 } from '@mortise/core'
import type { Executor } from '../database/database.ts'
import { announceDraft } from './draft-feed.ts'
import { type DraftRef, deleteDraft, mainDraft } from './draft-store.ts'
import { discardDraft, type Editor, lockedDraft } from './edit-draft.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { readRevisionOf } from './revision-store.ts'

/** One of the drafts of an app. */
export interface DraftSummary {
  key: string
  /** Null for the main one that nobody named. */
  name: string | null
  baseRevision: number
  createdAt: string | null
  createdBy: string | null
  updatedAt: string | null
  updatedBy: string | null
  /** How many documents it changes. */
  documentCount: number
}

/** The drafts of an app; the main one is always first, also before anything was changed in it. */
export async function listDrafts({ workspace }: PublishContext, app: string): Promise<DraftSummary[]> {
  const { database } = workspace
  const revision = await readRevisionOf(database, workspace, app)
  if (revision === null) throw publishErrors.APP_NOT_FOUND({ app })
  const { rows } = await database.run<DraftSummary>({
    text: `select d.key, d.name, d.base_revision as "baseRevision", d.created_at as "createdAt",
        d.created_by as "createdBy", d.updated_at as "updatedAt", d.updated_by as "updatedBy",
        (select count(*)::int from mortise.draft_document o
          where o.workspace = d.workspace and o.app = d.app and o.draft = d.key) as "documentCount"
      from mortise.draft d where d.workspace = $1 and d.app = $2 order by d.key <> $3, d.created_at, d.key`,
    values: [workspace.key, app, mainDraft],
  })
  if (rows[0]?.key === mainDraft) return rows
  const nobody = { createdAt: null, createdBy: null, updatedAt: null, updatedBy: null }
  return [{ key: mainDraft, name: null, baseRevision: revision, ...nobody, documentCount: 0 }, ...rows]
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
  const key = `d${uuidv7(now.getTime()).replaceAll('-', '').slice(0, 24)}`
  await workspace.database.transaction(async (trx) => {
    const revision = await readRevisionOf(trx, workspace, app)
    if (revision === null) throw publishErrors.APP_NOT_FOUND({ app })
    await trx.run({
      text: `insert into mortise.draft
        (workspace, app, key, name, base_revision, created_at, created_by, updated_at, updated_by)
        values ($1, $2, $3, $4, $5, $6, $7, $6, $7)`,
      values: [workspace.key, app, key, name, revision, now.toISOString(), by],
    })
    if (from !== undefined) await copyDraft(trx, context, { app, draft: from }, key)
    await announceDraft(trx, workspace, { app, draft: key }, new Map(), by)
  })
  return await draftOf(context, { app, draft: key })
}

async function copyDraft(trx: Executor, { workspace }: PublishContext, from: DraftRef, to: string): Promise<void> {
  const values = [workspace.key, from.app, from.draft, to]
  const { count } = await trx.run({
    text: `update mortise.draft d set base_revision = f.base_revision from mortise.draft f
      where f.workspace = $1 and f.app = $2 and f.key = $3 and d.workspace = $1 and d.app = $2 and d.key = $4`,
    values,
  })
  if (count === 0 && from.draft !== mainDraft) throw publishErrors.DRAFT_NOT_FOUND({ draft: from.draft })
  await trx.run({
    text: `insert into mortise.draft_document (workspace, app, draft, kind, key, document, updated_at, updated_by)
      select workspace, app, $4, kind, key, document, updated_at, updated_by from mortise.draft_document
      where workspace = $1 and app = $2 and draft = $3`,
    values,
  })
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
    await trx.run({
      text: 'update mortise.draft set name = $4 where workspace = $1 and app = $2 and key = $3',
      values: [workspace.key, app, ref.draft, name],
    })
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
