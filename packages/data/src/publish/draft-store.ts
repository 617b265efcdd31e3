import type { AppDocumentAny, DocumentId } from '@mortise/metadata'
import type { Executor, Workspace } from '../database/database.ts'
import { type Documents, documentsOf, partsOf } from './revision-store.ts'

/** The draft that there always is: it is made when somebody changes something. */
export const mainDraft = 'main'

/** Names a draft. */
export interface DraftRef {
  app: string
  draft: string
}

/** A draft as stored: the revision it started from and the documents that differ; null: removed. */
export interface Draft {
  name: string | null
  baseRevision: number
  overlay: ReadonlyMap<DocumentId, AppDocumentAny | null>
}

/** Who edits, and when. */
export interface Edit {
  at: string
  byId: string | null
}

/** A draft with what it changes; null when there is none of that key. */
export async function readDraft(
  executor: Executor,
  workspace: Workspace,
  { app, draft }: DraftRef,
): Promise<Draft | null> {
  const { rows } = await executor.run<{
    name: string | null
    base_revision: number
    kind: string | null
    key: string
    document: AppDocumentAny | null
  }>({
    text: `select d.name, d.base_revision, o.kind, o.key, o.document
      from mortise.draft d left join mortise.draft_document o
        on o.workspace = d.workspace and o.app = d.app and o.draft = d.key
      where d.workspace = $1 and d.app = $2 and d.key = $3 order by o.kind, o.key`,
    values: [workspace.key, app, draft],
  })
  const [first] = rows
  if (!first) return null
  const changed = rows.filter((row) => row.kind !== null)
  return {
    name: first.name,
    baseRevision: first.base_revision,
    overlay: new Map(changed.map((row) => [`${row.kind}/${row.key}` as DocumentId, row.document])),
  }
}

/** The documents of a draft over those of its base. */
export function draftDocuments(base: Documents, overlay: Draft['overlay']): Documents {
  if (overlay.size === 0) return base
  const merged = new Map(base)
  for (const [id, document] of overlay) {
    if (document) merged.set(id, document)
    else merged.delete(id)
  }
  return documentsOf(merged.values())
}

/**
 * Locks a draft, so that two who edit at once do so one after the other. The main one is made when there is none;
 * answers whether there is a draft.
 */
export async function lockDraft(
  trx: Executor,
  workspace: Workspace,
  { app, draft, revision, at, byId }: Edit & DraftRef & { revision: number },
): Promise<boolean> {
  if (draft === mainDraft) {
    await trx.run({
      text: `insert into mortise.draft (workspace, app, key, base_revision, created_at, created_by, updated_at, updated_by)
        values ($1, $2, $3, $4, $5, $6, $5, $6) on conflict (workspace, app, key)
        do update set updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
      values: [workspace.key, app, draft, revision, at, byId],
    })
    return true
  }
  const { count } = await trx.run({
    text: `update mortise.draft set updated_at = $4, updated_by = $5
      where workspace = $1 and app = $2 and key = $3`,
    values: [workspace.key, app, draft, at, byId],
  })
  return count > 0
}

/** Replaces the given documents of a draft: `undefined` takes them back to the base, null removes them. */
export async function writeOverlay(
  trx: Executor,
  workspace: Workspace,
  { app, draft, at, byId }: DraftRef & Edit,
  changes: ReadonlyMap<DocumentId, AppDocumentAny | null | undefined>,
): Promise<void> {
  const rows = [...changes].map(([id, document]) => ({ ...partsOf(id), document }))
  const [kept, dropped] = [rows.filter(isKept), rows.filter((row) => !isKept(row))]
  if (dropped.length > 0)
    await trx.run({
      text: `delete from mortise.draft_document where workspace = $1 and app = $2 and draft = $3
        and (kind, key) in (select item ->> 'kind', item ->> 'key' from jsonb_array_elements($4::jsonb) as item)`,
      values: [workspace.key, app, draft, JSON.stringify(dropped)],
    })
  if (kept.length > 0)
    await trx.run({
      text: `insert into mortise.draft_document (workspace, app, draft, kind, key, document, updated_at, updated_by)
        select $1, $2, $3, item ->> 'kind', item ->> 'key', nullif(item -> 'document', 'null'::jsonb), $5, $6
        from jsonb_array_elements($4::jsonb) as item on conflict (workspace, app, draft, kind, key)
        do update set document = excluded.document, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
      values: [workspace.key, app, draft, JSON.stringify(kept), at, byId],
    })
}

function isKept({ document }: { document: AppDocumentAny | null | undefined }): boolean {
  return document !== undefined
}

/** Puts a draft onto another revision. */
export async function moveDraft(
  trx: Executor,
  workspace: Workspace,
  { app, draft, revision }: DraftRef & { revision: number },
): Promise<void> {
  await trx.run({
    text: 'update mortise.draft set base_revision = $4 where workspace = $1 and app = $2 and key = $3',
    values: [workspace.key, app, draft, revision],
  })
}

/** Forgets a draft; answers whether there was one. */
export async function deleteDraft(trx: Executor, workspace: Workspace, { app, draft }: DraftRef): Promise<boolean> {
  const { count } = await trx.run({
    text: 'delete from mortise.draft where workspace = $1 and app = $2 and key = $3',
    values: [workspace.key, app, draft],
  })
  return count > 0
}
