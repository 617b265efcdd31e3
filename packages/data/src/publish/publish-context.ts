import type { Clock, Registry } from '@mortise/core'
import type {
  AppDocumentAny,
  BlockType,
  CommandActionType,
  FieldType,
  Fitting,
  ProcessKnowledge,
  ValidationIssue,
  ViewType,
} from '@mortise/metadata'
import type { FieldStorage } from '../contract/field-storage.ts'
import type { Executor, Workspace } from '../database/database.ts'
import type { AppRevision, Documents } from './revision-store.ts'

/** What drafts, publishing and revisions of the apps of one workspace need. */
export interface PublishContext {
  workspace: Workspace
  fieldTypes: Registry<FieldType>
  viewTypes?: Registry<ViewType>
  commandActions?: Registry<CommandActionType>
  processes?: ProcessKnowledge
  blockTypes?: Registry<BlockType>
  storages: Registry<FieldStorage>
  clock: Clock
  /** The documents of an app at a revision; those never change, and the latest are kept at hand. */
  documentsAt(executor: Executor, revision: AppRevision): Promise<Documents>
  /** Documents of revisions and drafts that are known to fit their schemas. */
  fitting: Fitting
  /** The same object for equal documents, so that what is known of one is known of the other. */
  sameDocument(document: AppDocumentAny): AppDocumentAny
  /** Tells the publishes of this process from those of others. */
  runner: string
  /** Milliseconds for which a change of a table waits for its turn before the publish is left pending. */
  patience?: number
  lookAround?: LookAround
}

/** What documents alone do not show: findings about a draft from whoever knows the people. Installing a pack asks nobody. */
export type LookAround = (looked: LookedAround) => Promise<ValidationIssue[]>

export interface LookedAround {
  app: string
  base: Documents
  final: Documents
  /** What is wrong by the documents alone. */
  issues: readonly ValidationIssue[]
}
