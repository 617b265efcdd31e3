import { deepEqual } from '@mortise/core'
import {
  type AppDocumentAny,
  type DocumentByKind,
  type DocumentId,
  type DocumentKind,
  documentId,
} from '@mortise/metadata'

/** The documents of a draft by id, in the order in which they came. Never changed, only replaced. */
export type Documents = ReadonlyMap<DocumentId, AppDocumentAny>

/** What an edit did to one document; null: it was not there, or is no more. */
export interface DocumentStep {
  id: DocumentId
  before: AppDocumentAny | null
  after: AppDocumentAny | null
}

/** What an edit may do. It sees what it has put so far. */
export interface DraftEditing {
  get<Kind extends DocumentKind>(kind: Kind, key: string): DocumentByKind[Kind] | undefined
  all<Kind extends DocumentKind>(kind: Kind): DocumentByKind[Kind][]
  put(document: AppDocumentAny): void
  remove(id: DocumentId): void
}

/** A change of as many documents as it takes; pure but for what it puts. */
export type DraftEdit = (draft: DraftEditing) => void

export function indexDocuments(documents: Iterable<AppDocumentAny>): Documents {
  return new Map(Array.from(documents, (document) => [documentId(document), document]))
}

/** The documents of one kind, in their order. */
export function documentsOfKind<Kind extends DocumentKind>(documents: Documents, kind: Kind): DocumentByKind[Kind][] {
  return [...documents.values()].filter((document): document is DocumentByKind[Kind] => document.kind === kind)
}

/** Runs an edit; answers with what it did to each document, without what came out as it was. */
export function runEdit(documents: Documents, edit: DraftEdit): DocumentStep[] {
  const changed = new Map<DocumentId, AppDocumentAny | null>()
  const now = (id: DocumentId) => (changed.has(id) ? (changed.get(id) ?? null) : (documents.get(id) ?? null))
  edit({
    get: (kind, key) => (now(`${kind}/${key}`) ?? undefined) as never,
    all: (kind) => documentsOfKind(withSteps(documents, stepsOf(documents, changed)), kind),
    put: (document) => changed.set(documentId(document), document),
    remove: (id) => changed.set(id, null),
  })
  return stepsOf(documents, changed)
}

function stepsOf(documents: Documents, changed: ReadonlyMap<DocumentId, AppDocumentAny | null>): DocumentStep[] {
  const steps = Array.from(changed, ([id, after]) => ({ id, before: documents.get(id) ?? null, after }))
  return steps.filter(({ before, after }) => !deepEqual(before, after))
}

/** The documents after the steps. */
export function withSteps(documents: Documents, steps: readonly Pick<DocumentStep, 'id' | 'after'>[]): Documents {
  if (steps.length === 0) return documents
  const next = new Map(documents)
  for (const { id, after } of steps) {
    if (after) next.set(id, after)
    else next.delete(id)
  }
  return next
}
