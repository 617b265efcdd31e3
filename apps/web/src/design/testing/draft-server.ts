import { deepEqual } from '@mortise/core'
import { type AppDocumentAny, type DocumentId, documentId, mergeDocument } from '@mortise/metadata'
import { ApiError, networkError } from '../../api/api-error.ts'
import type { ChangesAnswer, DraftCalls, DraftConflict, LoadedDraft, SentChange } from '../draft/draft-calls.ts'

/** What the server answers about a draft, in memory: versions, three-way merging, conflicts, a connection to be cut. */
export class DraftServer implements DraftCalls {
  readonly documents = new Map<DocumentId, AppDocumentAny>()
  readonly saved: (readonly SentChange[])[] = []
  connected = true
  private readonly versions = new Map<DocumentId, number>()
  private readonly former = new Map<string, AppDocumentAny | null>()

  constructor(documents: readonly AppDocumentAny[]) {
    for (const document of documents) this.put(documentId(document), document)
  }

  /** Somebody else puts or removes a document. */
  put(id: DocumentId, document: AppDocumentAny | null): void {
    const version = (this.versions.get(id) ?? 0) + 1
    this.versions.set(id, version)
    this.former.set(`${id} ${version}`, document)
    if (document) this.documents.set(id, document)
    else this.documents.delete(id)
  }

  async load(): Promise<LoadedDraft> {
    if (!this.connected) throw networkError()
    const versions = Object.fromEntries([...this.documents.keys()].map((id) => [id, this.versionOf(id) ?? '']))
    const draft = { key: 'main', name: 'Main' }
    return structuredClone({ draft, baseRevision: 1, documents: [...this.documents.values()], versions, issues: [] })
  }

  async save(changes: readonly SentChange[]): Promise<ChangesAnswer> {
    if (!this.connected) throw networkError()
    this.saved.push(structuredClone(changes))
    const results = changes.map((change) => ({ change, ...this.merged(change) }))
    const conflicts = results.flatMap(({ change: { id }, conflicts }) =>
      conflicts.map((conflict): DraftConflict => ({ id, ...conflict })),
    )
    if (conflicts.length > 0) throw conflictError(conflicts)
    for (const { change, document } of results) this.put(change.id, structuredClone(document))
    return structuredClone({
      versions: Object.fromEntries(changes.map(({ id }) => [id, this.versionOf(id)])),
      merged: results.flatMap(({ change, document }) =>
        deepEqual(change.document, document) ? [] : [{ id: change.id, document }],
      ),
      issues: [],
    })
  }

  private merged({ id, base, document }: SentChange) {
    const started = base === null ? null : (this.former.get(`${id} ${base}`) ?? null)
    return mergeDocument({ base: started, mine: document, theirs: this.documents.get(id) ?? null })
  }

  private versionOf(id: DocumentId): string | null {
    return this.documents.has(id) ? String(this.versions.get(id)) : null
  }
}

function conflictError(conflicts: DraftConflict[]): ApiError {
  const body = { code: 'DRAFT_CONFLICT', message: 'Conflict', params: {}, path: null, requestId: 'r', conflicts }
  return new ApiError(409, 'DRAFT_CONFLICT', 'Conflict', body)
}
