import { type AppDocumentAny, type DocumentId, type DocumentKind, documentId } from '@mortise/metadata'
import type { Executor, Workspace } from '../database/database.ts'
import { LruCache } from '../sql/lru-cache.ts'

/** An app and the number of the revision in force. */
export interface AppRevision {
  app: string
  revision: number
}

export interface RevisionRow {
  revision: number
  at: string
  byId: string | null
  note: string | null
  changeCount: number
}

/** A document as a revision published it. */
export interface DocumentRevision extends Omit<RevisionRow, 'changeCount'> {
  document: AppDocumentAny | null
}

/** Documents of an app by their id, in the order of their ids. */
export type Documents = ReadonlyMap<DocumentId, AppDocumentAny>

export function documentsOf(documents: Iterable<AppDocumentAny>): Documents {
  const entries = [...documents].map((document) => [documentId(document), document] as const)
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Splits `entity/customer`. */
export function partsOf(id: DocumentId): { kind: DocumentKind; key: string } {
  const slash = id.indexOf('/')
  return { kind: id.slice(0, slash) as DocumentKind, key: id.slice(slash + 1) }
}

/** Reads the apps of a workspace with their revisions, and since when those are archived that are. */
export async function readApps(
  executor: Executor,
  workspace: Workspace,
): Promise<(AppRevision & { archivedAt: string | null })[]> {
  const { rows } = await executor.run<AppRevision & { archivedAt: string | null }>({
    text: `select key as app, revision, archived_at as "archivedAt" from mortise.app where workspace = $1 order by key`,
    values: [workspace.key],
  })
  return rows
}

/** Takes an app out of the list, or back into it; answers whether there is such an app. */
export async function writeArchived(
  executor: Executor,
  workspace: Workspace,
  { app, at }: { app: string; at: string | null },
): Promise<boolean> {
  const { count } = await executor.run({
    text: `update mortise.app set archived_at = case when $3::timestamptz is null then null else coalesce(archived_at, $3) end
      where workspace = $1 and key = $2`,
    values: [workspace.key, app, at],
  })
  return count > 0
}

/** The revision in force; null when there is no such app. */
export async function readRevisionOf(executor: Executor, workspace: Workspace, app: string): Promise<number | null> {
  const { rows } = await executor.run<{ revision: number }>({
    text: 'select revision from mortise.app where workspace = $1 and key = $2',
    values: [workspace.key, app],
  })
  return rows[0]?.revision ?? null
}

/** The documents of an app as of a revision: of each the latest up to there, unless that one removed it. */
export async function readDocuments(
  executor: Executor,
  workspace: Workspace,
  { app, revision }: AppRevision,
): Promise<Documents> {
  const { rows } = await executor.run<{ document: AppDocumentAny | null }>({
    text: `select distinct on (kind, key) document from mortise.revision_document
      where workspace = $1 and app = $2 and revision <= $3 order by kind, key, revision desc`,
    values: [workspace.key, app, revision],
  })
  return documentsOf(rows.flatMap((row) => row.document ?? []))
}

const keptRevisions = 8

/** Reads documents of revisions once: what a revision holds never changes. */
export function createRevisionReader(
  workspace: Workspace,
): (executor: Executor, revision: AppRevision) => Promise<Documents> {
  const kept = new LruCache<string, Documents>(keptRevisions)
  return async (executor, { app, revision }) => {
    const key = `${app}/${revision}`
    const documents = kept.get(key) ?? (await readDocuments(executor, workspace, { app, revision }))
    // An empty one is not there yet.
    return documents.size > 0 ? kept.set(key, documents) : documents
  }
}

/** The revisions of an app, newest first. */
export async function readRevisions(executor: Executor, workspace: Workspace, app: string): Promise<RevisionRow[]> {
  const { rows } = await executor.run<RevisionRow>({
    text: `select number as revision, at, by_id as "byId", note, jsonb_array_length(changes) as "changeCount"
      from mortise.revision where workspace = $1 and app = $2 order by number desc`,
    values: [workspace.key, app],
  })
  return rows
}

/** The revisions that changed a document, newest first; null: that one removed it. */
export async function readDocumentRevisions(
  executor: Executor,
  workspace: Workspace,
  { app, id }: { app: string; id: DocumentId },
): Promise<DocumentRevision[]> {
  const { kind, key } = partsOf(id)
  const { rows } = await executor.run<DocumentRevision>({
    text: `select d.revision, r.at, r.by_id as "byId", r.note, d.document
      from mortise.revision_document d join mortise.revision r
        on r.workspace = d.workspace and r.app = d.app and r.number = d.revision
      where d.workspace = $1 and d.app = $2 and d.kind = $3 and d.key = $4 order by d.revision desc`,
    values: [workspace.key, app, kind, key],
  })
  return rows
}

/** Who published a revision, and when. */
export async function readPublisher(
  executor: Executor,
  workspace: Workspace,
  { app, revision }: AppRevision,
): Promise<Pick<RevisionRow, 'byId' | 'at'> | undefined> {
  const { rows } = await executor.run<Pick<RevisionRow, 'byId' | 'at'>>({
    text: 'select by_id as "byId", at from mortise.revision where workspace = $1 and app = $2 and number = $3',
    values: [workspace.key, app, revision],
  })
  return rows[0]
}

export interface NewRevision extends AppRevision {
  at: string
  byId: string | null
  note: string | null
  changes: readonly unknown[]
  statements: readonly string[]
  /** Only the documents that differ from the revision before; null: removed. */
  documents: ReadonlyMap<DocumentId, AppDocumentAny | null>
}

/** Writes a revision and puts it in force, provided the one before it is still in force; answers whether it was. */
export async function writeRevision(trx: Executor, workspace: Workspace, added: NewRevision): Promise<boolean> {
  if (!(await moveRevision(trx, workspace, added))) return false
  const { app, revision, at, byId, note, changes, statements, documents } = added
  await trx.run({
    text: `insert into mortise.revision (workspace, app, number, at, by_id, note, changes, statements)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [workspace.key, app, revision, at, byId, note, JSON.stringify(changes), JSON.stringify(statements)],
  })
  const rows = [...documents].map(([id, document]) => ({ ...partsOf(id), document }))
  await trx.run({
    text: `insert into mortise.revision_document (workspace, app, revision, kind, key, document)
      select $1, $2, $3, item ->> 'kind', item ->> 'key', nullif(item -> 'document', 'null'::jsonb)
      from jsonb_array_elements($4::jsonb) as item`,
    values: [workspace.key, app, revision, JSON.stringify(rows)],
  })
  return true
}

async function moveRevision(
  trx: Executor,
  workspace: Workspace,
  { app, revision, at }: Pick<NewRevision, 'app' | 'revision' | 'at'>,
): Promise<boolean> {
  const { count } =
    revision === 1
      ? await trx.run({
          text: `insert into mortise.app (workspace, key, revision, created_at, updated_at) values ($1, $2, 1, $3, $3)
            on conflict (workspace, key) do nothing`,
          values: [workspace.key, app, at],
        })
      : await trx.run({
          text: `update mortise.app set revision = $3, updated_at = $4
            where workspace = $1 and key = $2 and revision = $3 - 1`,
          values: [workspace.key, app, revision, at],
        })
  return count === 1
}
