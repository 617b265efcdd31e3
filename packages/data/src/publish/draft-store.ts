import type { AppDocumentAny, DocumentId } from '@mortise/metadata'
import type { Executor, Workspace } from '../database/database.ts'
import { type Documents, documentsOf, partsOf } from './revision-store.ts'

/** A draft as stored: the revision it started from and the documents that differ; null: removed. */
export interface Draft {
  baseRevision: number
  overlay: ReadonlyMap<DocumentId, AppDocumentAny | null>
}

/** Who edits, and when. */
export interface Edit {
  at: string
  byId: string | null
}

/** The draft of an app; null when nothing was changed since the last publish. */
export async function readDraft(executor: Executor, workspace: Workspace, app: string): Promise<Draft | null> {
  const { rows } = await executor.run<{
    base_revision: number
    kind: string | null
    key: string
    document: AppDocumentAny | null
  }>({
    text: `select d.base_revision, o.kind, o.key, o.document
      from mortise.draft d left join mortise.draft_document o on o.workspace = d.workspace and o.app = d.app
      where d.workspace = $1 and d.app = $2 order by o.kind, o.key`,
    values: [workspace.key, app],
  })
  const [first] = rows
  if (!first) return null
  const changed = rows.filter((row) => row.kind !== null)
  return {
    baseRevision: first.base_revision,
    overlay: new Map(changed.map((row) => [`${row.kind}/${row.key}` as DocumentId, row.document])),
  }
}

/** The documents of a draft over those of its base. */
export function draftDocuments(base: Documents, draft: Draft | null): Documents {
  const merged = new Map(base)
  for (const [id, document] of draft?.overlay ?? []) {
    if (document) merged.set(id, document)
    else merged.delete(id)
  }
  return documentsOf(merged.values())
}

/** Locks the draft, so that two who edit at once do so one after the other; makes it when there is none. */
export async function lockDraft(
  trx: Executor,
  workspace: Workspace,
  { app, revision, at, byId }: Edit & { app: string; revision: number },
): Promise<void> {
  await trx.run({
    text: `insert into mortise.draft (workspace, app, base_revision, updated_at, updated_by) values ($1, $2, $3, $4, $5)
      on conflict (workspace, app) do update set updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    values: [workspace.key, app, revision, at, byId],
  })
}

/** Replaces the given documents of a draft: `undefined` takes them back to the base, null removes them. */
export async function writeOverlay(
  trx: Executor,
  workspace: Workspace,
  app: string,
  changes: ReadonlyMap<DocumentId, AppDocumentAny | null | undefined>,
  { at, byId }: Edit,
): Promise<void> {
  for (const [id, document] of changes) {
    const { kind, key } = partsOf(id)
    if (document === undefined) {
      await trx.run({
        text: 'delete from mortise.draft_document where workspace = $1 and app = $2 and kind = $3 and key = $4',
        values: [workspace.key, app, kind, key],
      })
      continue
    }
    await trx.run({
      text: `insert into mortise.draft_document (workspace, app, kind, key, document, updated_at, updated_by)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (workspace, app, kind, key)
        do update set document = excluded.document, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
      values: [workspace.key, app, kind, key, document && JSON.stringify(document), at, byId],
    })
  }
}

/** Puts a draft onto another revision. */
export async function moveDraft(trx: Executor, workspace: Workspace, app: string, revision: number): Promise<void> {
  await trx.run({
    text: 'update mortise.draft set base_revision = $3 where workspace = $1 and app = $2',
    values: [workspace.key, app, revision],
  })
}

/** Forgets a draft. */
export async function deleteDraft(trx: Executor, workspace: Workspace, app: string): Promise<void> {
  await trx.run({
    text: 'delete from mortise.draft where workspace = $1 and app = $2',
    values: [workspace.key, app],
  })
}
