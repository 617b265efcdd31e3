import type { DraftState, ValidationIssue } from '@mortise/api'
import type { AppDocumentAny, DocumentId } from '@mortise/metadata'
import { api } from '../../api/api-client.ts'

/** A property that two people gave different values; `base` is what both started from. */
export interface DraftConflict {
  id: DocumentId
  pointer: string
  base: unknown
  mine: unknown
  theirs: unknown
}

export interface SentChange {
  id: DocumentId
  /** Version that the edit started from; null: it was not there. */
  base: string | null
  document: AppDocumentAny | null
}

export interface ChangesAnswer {
  versions: { readonly [id: string]: string | null }
  /** Documents that came out different from what was sent, because others changed them too. */
  merged: readonly { id: DocumentId; document: AppDocumentAny | null }[]
  issues: readonly ValidationIssue[]
}

/** The draft with the version of each document. */
export interface LoadedDraft {
  draft: { key: string; name: string }
  baseRevision: number
  documents: readonly AppDocumentAny[]
  versions: { readonly [id: string]: string }
  issues: readonly ValidationIssue[]
}

/** What the store of a draft asks of the server. */
export interface DraftCalls {
  load(): Promise<LoadedDraft>
  save(changes: readonly SentChange[]): Promise<ChangesAnswer>
}

/** The calls on a draft of an app; null: the draft that everyone works on. */
export function draftCalls(app: string, draft: string | null): DraftCalls {
  const query = draft === null ? '' : `?draft=${encodeURIComponent(draft)}`
  return {
    load: async () => {
      const state = await api.get<DraftState & Partial<Pick<LoadedDraft, 'draft' | 'versions'>>>(
        `/apps/${app}/draft${query}`,
      )
      return {
        draft: state.draft ?? { key: 'main', name: '' },
        baseRevision: state.baseRevision,
        documents: state.documents as AppDocumentAny[],
        versions: state.versions ?? {},
        issues: state.issues,
      }
    },
    // Sent again after a lost answer it finds its own change there, which is no conflict.
    save: (changes) => api.post<ChangesAnswer>(`/apps/${app}/draft/changes${query}`, { changes }),
  }
}
