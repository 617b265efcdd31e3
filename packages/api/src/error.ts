import type { DuplicateWarning, EntityRecord, FieldProblem } from '@mortise/data'
import type { AppDocumentAny, DocumentId } from '@mortise/metadata'
import type { DocumentConflict, ValidationIssue } from './design.ts'

/** Body of every answer with a status of 400 and above; `message` is in the user's language. */
export interface ErrorBody {
  code: string
  message: string
  params: { [name: string]: unknown }
  /** Field key or JSON pointer that the error is about. */
  path: string | null
  /** RECORD_INVALID: every problem, by field. */
  problems?: FieldProblem[]
  /** RECORD_DUPLICATE: what it resembles. */
  duplicates?: DuplicateWarning[]
  /** RECORD_CHANGED: the record as it is now. */
  current?: EntityRecord
  /** APP_INVALID, DOCUMENT_INVALID: what is wrong, where, and how to mend it. */
  issues?: ValidationIssue[]
  /** DRAFT_CONFLICT, DRAFT_STALE: what was set to two values. */
  conflicts?: DocumentConflict[]
  /** DRAFT_CONFLICT: the documents in question as the draft has them now, to start from when the edit is sent again. */
  latest?: { id: DocumentId; version: string | null; document: AppDocumentAny | null }[]
  requestId: string
}
