import type { DocumentId } from '@mortise/metadata'
import type { Database, Executor, Workspace } from '../database/database.ts'
import type { DraftRef } from './draft-store.ts'

/** Documents of a draft that somebody changed: their new versions, null for those that are gone. */
export interface DraftChanged extends DraftRef {
  documents: { id: DocumentId; version: string | null; by: string | null }[]
}

const draftChannel = 'mortise_draft'

/** NOTIFY takes 8000 bytes at the most. */
const documentsPerMessage = 40

/** Tells all servers, with the commit, which documents of a draft changed. No documents: the draft came or went. */
export async function announceDraft(
  trx: Executor,
  { key }: Pick<Workspace, 'key'>,
  { app, draft }: DraftRef,
  versions: ReadonlyMap<DocumentId, string | null>,
  by: string | null,
): Promise<void> {
  const documents = [...versions].map(([id, version]) => ({ id, version, by }))
  for (let start = 0; start < Math.max(1, documents.length); start += documentsPerMessage) {
    const part = documents.slice(start, start + documentsPerMessage)
    const payload = JSON.stringify({ workspace: key, app, draft, documents: part })
    await trx.run({ text: 'select pg_notify($1, $2)', values: [draftChannel, payload] })
  }
}

/** Hears of changed drafts of a workspace, made here or on another server; the answer ends it. */
export function listenToDrafts(
  database: Database,
  workspace: string,
  listener: (change: DraftChanged) => void,
): Promise<() => Promise<void>> {
  return database.listen(draftChannel, (payload) => {
    const change = JSON.parse(payload) as DraftChanged & { workspace: string }
    const { app, draft, documents } = change
    if (change.workspace === workspace) listener({ app, draft, documents })
  })
}
