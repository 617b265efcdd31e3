import type { Clock, Registry } from '@mortise/core'
import type {
  AppDocumentAny,
  AppModel,
  BlockType,
  CommandActionType,
  DocumentId,
  FieldType,
  ProcessKnowledge,
  ValidationIssue,
  ViewType,
} from '@mortise/metadata'
import type { FieldStorage } from '../contract/field-storage.ts'
import type { Workspace } from '../database/database.ts'
import type { DocumentEdit, DraftEdited } from './change-draft.ts'
import type { DraftChange } from './draft-changes.ts'
import type { DraftChanged } from './draft-feed.ts'
import type { Editor } from './edit-draft.ts'
import type { DocumentChoice, DraftConflict } from './follow-draft.ts'
import type { DraftSummary } from './named-draft-store.ts'
import type { TypeChange } from './preview-type-change.ts'
import type { PublishOptions, PublishResult } from './publish-app.ts'
import type { LookAround } from './publish-context.ts'
import type { PublishProgress } from './publish-state.ts'
import type { AppRevision, DocumentRevision, RevisionRow } from './revision-store.ts'
import type { TypeChangePreview } from './try-conversion.ts'

export interface AppStoreOptions {
  workspace: Workspace
  fieldTypes: Registry<FieldType>
  /** Without them, views are taken as they are. */
  viewTypes?: Registry<ViewType>
  /** Without them, what commands do is taken as it is. */
  commandActions?: Registry<CommandActionType>
  /** Without it, nodes of processes are taken as they are. */
  processes?: ProcessKnowledge
  blockTypes?: Registry<BlockType>
  storages: Registry<FieldStorage>
  clock?: Clock
  /** Milliseconds for which a change of a table waits before the publish is left pending. Default: a minute. */
  patience?: number
  lookAround?: LookAround
}

/** What publishing a draft would change, in words, and what stands in the way of it. */
export interface DraftReview {
  changes: DraftChange[]
  issues: ValidationIssue[]
  /** Set when a later revision set the same things to other values: `resolve` settles it. */
  conflict: DraftConflict | null
}

/** A draft of an app: its documents, what publishing it would change, what is wrong with it. */
export interface DraftState extends DraftReview {
  draft: { key: string; name: string | null }
  baseRevision: number
  documents: AppDocumentAny[]
  /** By the id of the document, for edits that say what they started from. */
  versions: { [id: DocumentId]: string }
}

/** The apps of a workspace: the models in force, drafts, publishing, revisions. */
export interface AppStore {
  /**
   * Compiles the apps, finishes what a dead process left, follows what other servers publish, and keeps partitions for
   * the events of the coming months ready.
   */
  start(): Promise<void>
  stop(): Promise<void>
  /** The model at hand; undefined for an app that does not exist. Only after `start`. */
  get(app: string): AppModel | undefined
  /** Those that are not archived. */
  list(): AppModel[]
  /** The archived ones, with since when. */
  archived(): { model: AppModel; archivedAt: string }[]
  isArchived(app: string): boolean
  /** Takes an app out of the list, or back into it; everything it holds stays. APP_NOT_FOUND. */
  setArchived(app: string, archived: boolean): Promise<void>
  /** The model in force; APP_NOT_FOUND. */
  current(app: string): Promise<AppModel>
  /** Compiles what is in force now, without following it: for tools that look once. */
  refresh(): Promise<void>
  /** Called when another revision of an app is in force; the answer ends it. */
  onRevision(listener: (moved: AppRevision) => void): () => void

  drafts(app: string): Promise<DraftSummary[]>
  createDraft(app: string, draft: { name: string; from?: string | undefined }, editor: Editor): Promise<DraftSummary>
  renameDraft(app: string, name: string, editor: Editor & { draft: string }): Promise<DraftSummary>
  removeDraft(app: string, editor: Editor & { draft: string }): Promise<void>
  /** Called when documents of a draft changed, here or on another server; the answer ends it. */
  onDraft(listener: (change: DraftChanged) => void): () => void

  /** DRAFT_NOT_FOUND, for all calls that name a draft; without a name it is the main one. */
  draft(app: string, draft?: string): Promise<DraftState>
  review(app: string, draft?: string): Promise<DraftReview>
  /** Several documents at once, merged with what others changed since; DRAFT_CONFLICT; DOCUMENT_INVALID. */
  changeDraft(app: string, edits: readonly DocumentEdit[], editor: Editor): Promise<DraftEdited>
  /** Settles the conflicts of a draft with what was published meanwhile; DRAFT_STALE when some are left. */
  resolveDraft(app: string, choices: readonly DocumentChoice[], editor: Editor): Promise<DraftState>
  /** Takes any JSON; DOCUMENT_INVALID when it does not fit the schema of its kind. */
  putDocument(app: string, document: unknown, editor: Editor): Promise<DraftState>
  removeDocument(app: string, id: DocumentId, editor: Editor): Promise<DraftState>
  discard(app: string, editor: Editor): Promise<DraftState>
  /** What a change of a field's type would do to the values there are; FIELD_NOT_FOUND, APP_INVALID. */
  previewTypeChange(app: string, change: TypeChange, draft?: string): Promise<TypeChangePreview>
  /** APP_INVALID with `issues` in its params; DRAFT_STALE; PUBLISH_PENDING when a table is held by somebody. */
  publish(app: string, options: PublishOptions): Promise<PublishResult>
  /** How far the latest publish is, in whatever process; null when there was none. */
  publishProgress(app: string): Promise<PublishProgress | null>
  /** Publishes a whole app from documents; makes it when it is not there. */
  installApp(documents: readonly AppDocumentAny[], options: PublishOptions): Promise<PublishResult>
  /** The same for an app that must not be there yet; APP_EXISTS. */
  createApp(documents: readonly AppDocumentAny[], options: PublishOptions): Promise<PublishResult>

  revisions(app: string): Promise<RevisionRow[]>
  /** The documents in force at a revision; REVISION_NOT_FOUND. */
  revision(app: string, revision: number): Promise<AppDocumentAny[]>
  /** Every state of a document that was ever published, newest first. */
  revisionsOf(app: string, id: DocumentId): Promise<DocumentRevision[]>
  /** What changed from one revision to another, in words. */
  compare(app: string, from: number, to: number): Promise<DraftChange[]>
  /** Sets the draft to an earlier revision, to be published. */
  restore(app: string, revision: number, editor: Editor): Promise<DraftState>
}
