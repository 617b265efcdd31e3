import type { LocalizedText } from '@mortise/core'
import type { StoredExpression } from '@mortise/expressions'
import type { DocumentId } from '@mortise/metadata'

/** A finding of validation: where, what, how to mend it. */
export interface ValidationIssue {
  document: DocumentId | null
  /** Path of the file inside a pack, where it came from one. */
  file: string | null
  /** JSON pointer inside the document. */
  pointer: string
  code: string
  message: LocalizedText
  fix: LocalizedText
  severity: 'error' | 'warning'
}

/** One difference between the draft and what is published, in words. */
export interface DraftChange {
  document: DocumentId
  change: 'added' | 'changed' | 'removed'
  pointer: string
  text: LocalizedText
  /** Set when data or rights are touched: rows that lose or convert values, roles that gain (`widened`) or lose. */
  impact: { kind: 'data' | 'rights' | 'table'; text: LocalizedText; widened: boolean } | null
}

/** GET /api/apps/:app/draft */
export interface DraftState {
  baseRevision: number
  documents: unknown[]
  changes: DraftChange[]
  issues: ValidationIssue[]
  /** A later revision changed the same documents: the draft can only be discarded. */
  conflict: { revision: number; documents: DocumentId[] } | null
}

/** POST /api/apps/:app/preview-condition */
export interface ConditionPreviewInput {
  entity: string
  where: StoredExpression
}

/** What a condition would let somebody reach, tried with the person who asks. */
export interface ConditionPreview {
  /** What may not be meant. */
  issues: LocalizedText[]
  /** How many there are, and how many of them meet the condition. */
  records: number
  matching: number
  /** Fields whose being blank lets records meet it, with how many do. */
  blank: { field: string; records: number }[]
}

export interface PublishResult {
  revision: number
  changes: DraftChange[]
  /** Statements applied, for the curious and the log. */
  statements: string[]
}

export interface RevisionSummary {
  revision: number
  at: string
  byId: string | null
  note: string | null
  changeCount: number
}
