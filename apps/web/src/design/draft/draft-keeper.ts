import type { AppDocumentAny, DocumentId } from '@mortise/metadata'
import type { LoadedDraft } from './draft-calls.ts'
import { indexDocuments } from './draft-documents.ts'
import type { DraftStorage, KeptDraft } from './draft-storage.ts'
import type { DraftSnapshot } from './draft-store.ts'

/** What the server has of a document, as far as is known here. */
export interface Known {
  version: string | null
  document: AppDocumentAny | null
}

/** What was sent of a document and is not answered, the oldest first. */
export type Sent = Map<DocumentId, readonly (AppDocumentAny | null)[]>

interface Kept {
  storage: DraftStorage
  storageKey: string
  snapshot(): DraftSnapshot
}

/** Whether the server has something else of a document than is known here. */
export function isNews(known: ReadonlyMap<string, Known>, id: string, version: string | null): boolean {
  return (known.get(id)?.version ?? null) !== version
}

/** What is known when a draft is opened; of what is pending, what it started from. */
export function knownFrom({ documents, versions }: LoadedDraft, kept: KeptDraft | null): Map<DocumentId, Known> {
  const known = new Map<DocumentId, Known>()
  for (const [id, document] of indexDocuments(documents)) known.set(id, { version: versions[id] ?? null, document })
  for (const { id, version, base } of kept?.pending ?? []) known.set(id, { version, document: base })
  return known
}

/** Writes what is pending into the browser; one at a time, the newest state last. */
export function createKeeper(
  { storage, storageKey, snapshot }: Kept,
  present: () => { known: ReadonlyMap<DocumentId, Known>; pending: ReadonlySet<DocumentId>; sent: Sent },
): () => Promise<void> {
  let writing: Promise<void> | null = null
  let again = false
  const write = async () => {
    do {
      again = false
      const { known, pending, sent } = present()
      const { documents, history } = snapshot()
      const entries = Array.from(pending, (id) => {
        const { version = null, document = null } = known.get(id) ?? {}
        return { id, version, base: document, document: documents.get(id) ?? null, sent: sent.get(id) ?? [] }
      })
      // Without it work goes on: the server still gets everything.
      await storage.write(storageKey, { format: 1, pending: entries, history }).catch(() => undefined)
    } while (again)
  }
  return async () => {
    again = writing !== null
    writing ??= write().finally(() => {
      writing = null
    })
    await writing
  }
}
