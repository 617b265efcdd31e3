import type { LocalizedText } from '@mortise/core'
import type { DocumentId } from '../documents/document-names.ts'

/** What a change means beyond the documents. */
export interface ChangeImpact {
  /** `table`: columns or tables are made; `data`: values go out of sight or are converted; `rights`: who may do what. */
  kind: 'data' | 'rights' | 'table'
  text: LocalizedText
  /** Somebody may do or see more than before. */
  widened: boolean
  /** Set where they were counted: records that are touched, people who gain or lose rights. */
  records?: number
  people?: number
}

/** One difference between two states of an app, in words. */
export interface AppChange {
  document: DocumentId
  change: 'added' | 'changed' | 'removed'
  /** JSON pointer: into the document as it is now, into the former one for what was removed. */
  pointer: string
  text: LocalizedText
  impact: ChangeImpact | null
  /** What it is about, for counting the records that are touched. */
  subject: { entity: string; field?: string } | { optionSet: string; option: string } | null
}
