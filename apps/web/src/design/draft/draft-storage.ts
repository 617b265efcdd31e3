import type { AppDocumentAny, DocumentId } from '@mortise/metadata'
import type { DraftHistory } from './draft-history.ts'

/** What a browser keeps of a draft, so that neither a reload nor a crash costs anything. */
export interface KeptDraft {
  /** Raised when the shape changes; another one is not read. */
  format: 1
  /** What is not at the server yet: what it started from, and what it is now. */
  pending: readonly {
    id: DocumentId
    version: string | null
    base: AppDocumentAny | null
    document: AppDocumentAny | null
    /** What is on its way of it, perhaps there already. */
    sent?: readonly (AppDocumentAny | null)[]
  }[]
  history: DraftHistory
}

/** A place in the browser for drafts, by key. */
export interface DraftStorage {
  read(key: string): Promise<KeptDraft | null>
  write(key: string, kept: KeptDraft): Promise<void>
  remove(key: string): Promise<void>
}

/** IndexedDB: it copies structures with what they share, so that a long history of a large table stays small. */
export function browserStorage(): DraftStorage {
  return {
    read: async (key) => {
      const kept = await run<KeptDraft | undefined>('readonly', (store) => store.get(key))
      return kept?.format === 1 ? kept : null
    },
    write: async (key, kept) => void (await run('readwrite', (store) => store.put(kept, key))),
    remove: async (key) => void (await run('readwrite', (store) => store.delete(key))),
  }
}

const storeName = 'drafts'

async function run<Result>(mode: IDBTransactionMode, request: (store: IDBObjectStore) => IDBRequest): Promise<Result> {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode)
      const asked = request(transaction.objectStore(storeName))
      transaction.oncomplete = () => resolve(asked.result as Result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('mortise-design', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Keeps drafts in memory: where the browser has no database, as in private windows of some. */
export function memoryStorage(): DraftStorage {
  const kept = new Map<string, KeptDraft>()
  return {
    read: async (key) => structuredClone(kept.get(key) ?? null),
    write: async (key, draft) => void kept.set(key, structuredClone(draft)),
    remove: async (key) => void kept.delete(key),
  }
}
