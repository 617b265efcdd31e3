import type { Clock, Registry } from '@mortise/core'
import type { FieldType } from '@mortise/metadata'
import type { FieldStorage } from '../contract/field-storage.ts'
import type { Workspace } from '../database/database.ts'

/** What drafts, publishing and revisions of the apps of one workspace need. */
export interface PublishContext {
  workspace: Workspace
  fieldTypes: Registry<FieldType>
  storages: Registry<FieldStorage>
  clock: Clock
  /** Tells the publishes of this process from those of others. */
  runner: string
  /** Milliseconds for which a change of a table waits for its turn before the publish is left pending. */
  patience?: number
}
