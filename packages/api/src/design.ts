import type { LocalizedText } from '@mortise/core'
import type { StoredExpression } from '@mortise/expressions'
import type { AppDocumentAny, DocumentId, MergeChoice, MergeConflict } from '@mortise/metadata'

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
  impact: {
    kind: 'data' | 'rights' | 'table'
    text: LocalizedText
    widened: boolean
    /** Counted when a draft is looked at: records that are touched, people who have the role. They are in the text too. */
    records?: number
    people?: number
  } | null
}

/** One of GET /api/apps/:app/drafts. The one with the key `main` is always there; its name is null until it gets one. */
export interface DraftSummary {
  key: string
  name: string | null
  baseRevision: number
  createdAt: string | null
  createdBy: string | null
  updatedAt: string | null
  updatedBy: string | null
  /** How many documents it changes. */
  documentCount: number
}

/** POST /api/apps/:app/drafts; `from` is the draft whose changes it starts with. PATCH takes the name. */
export interface DraftInput {
  name: string
  from?: string
}

/**
 * One property that two people set to two values; what is missing is null. The pointer names members of lists by their
 * key, or the field they show: `/fields/amount/label/zh`; empty for the document as a whole. The order of a list is a
 * conflict of the list itself, whose values are the keys.
 */
export interface DocumentConflict extends MergeConflict {
  id: DocumentId
}

/** Whose value is taken. */
export interface DocumentChoice extends MergeChoice {
  id: DocumentId
}

/** GET /api/apps/:app/draft/review?draft= */
export interface DraftReview {
  changes: DraftChange[]
  issues: ValidationIssue[]
  /**
   * A later revision set the same things to other values (`mine` is the draft's, `theirs` what is published). The draft
   * can still be changed, but not published until POST …/draft/resolve settles every one of `conflicts`.
   */
  conflict: { revision: number; documents: DocumentId[]; conflicts: DocumentConflict[] } | null
}

/** GET /api/apps/:app/draft?draft= */
export interface DraftState extends DraftReview {
  draft: { key: string; name: string | null }
  baseRevision: number
  documents: unknown[]
  /** By the id of the document. Two documents with the same version are equal. */
  versions: { [id: DocumentId]: string }
}

/** POST /api/apps/:app/draft/changes?draft= : all of them, or none. */
export interface DraftEdits {
  changes: DocumentEdit[]
}

/** One document as its editor wants it. 422 DOCUMENT_INVALID when it does not fit the schema of its kind. */
export interface DocumentEdit {
  id: DocumentId
  /** The version that the editor started from; null: there was none. */
  base: string | null
  /** Null removes it. */
  document: object | null
  /** Settles conflicts that an earlier try was refused with. */
  choices?: MergeChoice[]
}

/** What became of the edits; 409 DRAFT_CONFLICT with `conflicts` and `latest` when nothing was written. */
export interface DraftEdited {
  /** The new versions; null for documents that are not there. */
  versions: { [id: DocumentId]: string | null }
  /** Documents that came out different from what was sent, because somebody else had changed them too. */
  merged: { id: DocumentId; document: AppDocumentAny | null }[]
  /** What is wrong with the draft as a whole. */
  issues: ValidationIssue[]
}

/** POST /api/apps/:app/draft/resolve?draft= ; 409 DRAFT_STALE with the `conflicts` that are left. */
export interface DraftResolution {
  choices: DocumentChoice[]
}

/**
 * `event: draft` of GET /api/apps/:app/changes, to designers, also to the one who made the change. Without documents:
 * the draft was made, renamed or removed.
 */
export interface DraftChanged {
  app: string
  draft: string
  documents: { id: DocumentId; version: string | null; by: string | null }[]
}

/**
 * POST /api/apps/:app/draft/presence, at the latest every 20 seconds and whenever another document is opened: 204.
 * `client` is a name that the tab chose for itself.
 */
export interface PresenceInput {
  draft: string
  document: DocumentId | null
  client: string
  /** The tab is being closed. */
  left?: boolean
}

/** A tab in which somebody has the designer open; a person may have several. */
export interface PresentPerson {
  user: string
  name: string
  client: string
  draft: string
  document: DocumentId | null
  at: string
}

/**
 * `event: presence` of GET /api/apps/:app/changes, to designers: at the start, and whenever somebody comes, leaves or
 * turns to another document. The one who reads is among them.
 */
export interface PresenceChanged {
  app: string
  people: PresentPerson[]
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

/** POST /api/apps/:app/draft/type-change?draft= ; 422 APP_INVALID when the type does not fit the field. */
export interface TypeChangeInput {
  entity: string
  field: string
  to: { type: string; options?: Record<string, unknown> }
}

/** What a change of type does to the values that are there. Nothing is changed by asking. */
export interface TypeChangePreview {
  /** Whether publishing makes this change; where it does not (yet), what would convert is told all the same. */
  publishable: boolean
  /**
   * What publishing makes of the values: they stay as they are; they are converted, the former ones kept in an archived
   * field; or the change is refused (ids, files, computed fields, and tables of more than 50,000 records).
   */
  values: 'kept' | 'converted' | 'refused'
  /** Records with a value, how many of these convert, and how many do not. */
  records: number
  converts: number
  fails: number
  /** False when there are so many different values that only the most frequent were looked at. */
  exact: boolean
  /** Up to 20 different values each, the most frequent first. */
  converting: { from: LocalizedText; to: LocalizedText; records: number }[]
  failing: { from: LocalizedText; problem: LocalizedText; records: number }[]
}

/** GET /api/apps/:app/publish-state, to be asked while POST …/publish has not answered; null: nothing was published yet. */
export interface PublishProgress {
  id: string
  /** `pending`: somebody holds a table, and it goes on by itself; `undone`: another publish took its place. */
  state: 'running' | 'pending' | 'failed' | 'undone' | 'done'
  /** The revision that it makes. */
  revision: number
  byId: string | null
  startedAt: string
  finishedAt: string | null
  /** Steps that are done, of how many; the last ones tidy up after the revision is in force. */
  done: number
  steps: number
  /** What is being done; null when nothing is. */
  current: { text: LocalizedText; statements: string[] } | null
  /** What it waits for (DDL_BLOCKED with `table` and `blocker`), or what it failed with. */
  problem: { code?: string; message?: string; params?: Record<string, unknown> } | null
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
