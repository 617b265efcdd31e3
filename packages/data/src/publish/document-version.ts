import { createHash } from 'node:crypto'
import { canonicalJson } from '@mortise/core'
import { type AppDocumentAny, type DocumentId, documentId } from '@mortise/metadata'
import type { Executor, Workspace } from '../database/database.ts'
import { LruCache } from '../sql/lru-cache.ts'
import { partsOf } from './revision-store.ts'

const known = new WeakMap<AppDocumentAny, string>()

/** Two documents with the same version are the same. Documents are never changed in place. */
export function versionOf(document: AppDocumentAny): string {
  const version =
    known.get(document) ?? createHash('sha256').update(canonicalJson(document)).digest('base64url').slice(0, 22)
  known.set(document, version)
  return version
}

const keptDocuments = 1000

/** Answers with the same object for equal documents, as long as they are in use. */
export function createSameDocument(): (document: AppDocumentAny) => AppDocumentAny {
  const kept = new LruCache<string, AppDocumentAny>(keptDocuments)
  return (document) => {
    const key = `${documentId(document)} ${versionOf(document)}`
    return kept.get(key) ?? kept.set(key, document)
  }
}

/** So many states of a document are kept to merge with. */
const keptVersions = 100

/** Keeps documents, so that who started from them can be merged with what comes after. */
export async function keepVersions(
  trx: Executor,
  workspace: Workspace,
  { app, at, documents }: { app: string; at: string; documents: readonly AppDocumentAny[] },
): Promise<void> {
  if (documents.length === 0) return
  const rows = documents.map((document) => ({
    kind: document.kind,
    key: document.key,
    version: versionOf(document),
    document,
  }))
  await trx.run({
    text: `insert into mortise.document_version (workspace, app, kind, key, version, document, at)
      select $1, $2, item ->> 'kind', item ->> 'key', item ->> 'version', item -> 'document', $4
      from jsonb_array_elements($3::jsonb) as item
      on conflict (workspace, app, kind, key, version) do update set at = excluded.at`,
    values: [workspace.key, app, JSON.stringify(rows), at],
  })
  const ids = rows.map(({ kind, key }) => ({ kind, key }))
  await trx.run({
    text: `delete from mortise.document_version v using (
        select kind, key, version, row_number() over (partition by kind, key order by at desc, version) as place
        from mortise.document_version where workspace = $1 and app = $2
          and (kind, key) in (select item ->> 'kind', item ->> 'key' from jsonb_array_elements($3::jsonb) as item)) o
      where v.workspace = $1 and v.app = $2 and v.kind = o.kind and v.key = o.key and v.version = o.version
        and o.place > $4`,
    values: [workspace.key, app, JSON.stringify(ids), keptVersions],
  })
}

/** A document as it was at a version, in some draft or in force; undefined when that is not known any more. */
export async function readVersion(
  executor: Executor,
  workspace: Workspace,
  { app, id, version }: { app: string; id: DocumentId; version: string },
): Promise<AppDocumentAny | undefined> {
  const { kind, key } = partsOf(id)
  const place = [workspace.key, app, kind, key]
  const kept = await executor.run<{ document: AppDocumentAny }>({
    text: `select document from mortise.document_version
      where workspace = $1 and app = $2 and kind = $3 and key = $4 and version = $5`,
    values: [...place, version],
  })
  if (kept.rows[0]) return kept.rows[0].document
  const published = await executor.run<{ document: AppDocumentAny }>({
    text: `select document from mortise.revision_document where workspace = $1 and app = $2 and kind = $3 and key = $4
      and document is not null order by revision desc limit $5`,
    values: [...place, keptVersions],
  })
  return published.rows.find(({ document }) => versionOf(document) === version)?.document
}
