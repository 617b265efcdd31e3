import type { DocumentConflict, DraftEdited, DraftState, ValidationIssue } from '@mortise/api'
import type { AppDocumentAny, DocumentId } from '@mortise/metadata'
import { api } from '../../api/api-client.ts'
import { ApiError } from '../../api/api-error.ts'

export type { DocumentConflict as DraftConflict } from '@mortise/api'

export interface SentChange {
  id: DocumentId
  /** Version that the edit started from; null: it was not there. */
  base: string | null
  document: AppDocumentAny | null
}

/** What became of the changes; documents that others changed too come back merged. */
export type ChangesAnswer = DraftEdited

/** The draft with the version of each document. */
export interface LoadedDraft {
  draft: DraftState['draft']
  baseRevision: number
  documents: readonly AppDocumentAny[]
  versions: { readonly [id: DocumentId]: string }
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
      const state = await api.get<DraftState>(`/apps/${app}/draft${query}`)
      return { ...state, documents: state.documents as AppDocumentAny[] }
    },
    // Sent again after a lost answer it finds its own change there, which is no conflict.
    save: (changes) => api.post<ChangesAnswer>(`/apps/${app}/draft/changes${query}`, { changes }),
  }
}

/** What others changed too, when the server refused a change for that. */
export function conflictsOf(error: unknown): readonly DocumentConflict[] | null {
  if (!(error instanceof ApiError) || error.code !== 'DRAFT_CONFLICT') return null
  const { conflicts } = (error.body ?? {}) as { conflicts?: readonly DocumentConflict[] }
  return conflicts ?? null
}
