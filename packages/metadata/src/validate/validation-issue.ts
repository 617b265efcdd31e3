import type { LocalizedText } from '@mortise/core'
import type { DocumentId } from '../documents/document-names.ts'

/** A finding of validation: what is wrong, where, and how to mend it. Errors stop publishing, warnings do not. */
export interface ValidationIssue {
  code: string
  params: Record<string, unknown>
  severity: 'error' | 'warning'
  /** Null when it concerns the app as a whole, or a document that has no readable kind and key. */
  document: DocumentId | null
  /** Path of the file inside a pack, where the documents came from one. */
  file: string | null
  /** JSON pointer inside the document. */
  pointer: string
  message: LocalizedText
  fix: LocalizedText
}
