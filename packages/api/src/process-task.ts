import type { OpenedRecord } from '@mortise/data'
import type { GroupRule } from '@mortise/process'
import type { InstanceResult } from './process-instance.ts'
import type { ChosenPeople } from './process-start.ts'

/** POST /api/instances/:instance/tasks/:visit */
export interface TaskActInput {
  act: TaskActBody
  /** Which place in the round, where a person has several. */
  actor?: number
  /** An administrator acts in the place of `actor`. */
  override?: boolean
  key: string
  /**
   * Changes of the record that come with the decision: all of it is saved, or nothing. Only fields that the task lets one
   * write. 409 RECORD_CHANGED with the record as it is now, as the task shows it; nothing typed is lost.
   */
  values?: { [field: string]: unknown }
  /** The version of the record that they were typed over; with `values` only. */
  version?: number
}

export type TaskActBody =
  | ({ do: 'approve'; chosen?: ChosenPeople } & Remark)
  | ({ do: 'reject' } & Remark)
  | ({ do: 'return'; to: string; back?: 'again' | 'straight_back'; confirmed?: boolean } & Remark)
  | ({ do: 'transfer' | 'delegate'; to: string } & Remark)
  | ({ do: 'add_signer'; side: 'before' | 'after' | 'beside'; users: string[]; rule?: GroupRule } & Remark)
  | ({ do: 'remove_signer'; actor: number } & Remark)
  | { do: 'claim' | 'unclaim' | 'see' }
  | ({ do: 'take_back'; confirmed?: boolean } & Remark)

interface Remark {
  comment?: string
  reason?: string
  /** The id of an uploaded picture (POST /api/apps/:app/files), or `account` for the stored one. */
  signature?: string
}

/** POST /api/instances/:instance/tasks/:visit/evaluate: what the rules of the form ask that only the server knows. */
export interface TaskQuestionInput {
  form: string
  /** What the form holds now; absent: nothing was typed. */
  values?: { [field: string]: unknown }
  /** Ids of the expressions. */
  parts: string[]
}

/** POST /api/instances/:instance/tasks/:visit/save: keeps changes of the record without a decision. */
export interface TaskSaveInput {
  actor?: number
  values: { [field: string]: unknown }
  version: number
}

/** POST /api/tasks/batch: the same for many tasks, each in a transaction of its own. */
export interface BatchInput {
  /** At most 100. */
  items: { instance: string; visit: number; actor?: number }[]
  act: { do: 'approve' | 'reject'; comment?: string; reason?: string }
  key: string
}

/** What came of each, in the order of the items. */
export interface BatchResult {
  results: BatchItemResult[]
}

export type BatchItemResult =
  | { instance: string; visit: number; ok: true; result: InstanceResult }
  | { instance: string; visit: number; ok: false; code: string; message: string }

/**
 * GET /api/instances/:instance/tasks/:visit/record: the record as the task shows it to whoever is or was asked there. Fields
 * that the node hides are nowhere in it. `$can` is about this task: nothing may be written once it is over.
 */
export interface TaskRecord {
  entity: string
  record: OpenedRecord
  access: TaskFieldAccess
  /**
   * GET /api/instances/:instance/tasks/:visit/app: `AppDescription` with the tables and forms that are needed to draw the
   * record, as the task shows them. The same key means the same answer.
   */
  appKey: string
  /** What others changed since this person last looked; null when they never did. */
  changes: RecordChanges | null
  /** When this was read: POST /api/instances/:instance/look `{at}` says that it has been looked at. */
  readAt: string
}

/** Keys of fields; of a field of a sub-table `lines.amount`. What the node hides is not named. */
export interface TaskFieldAccess {
  write: string[]
  /** Have to be filled in before one agrees; among those of `write`, or filled in before. */
  require: string[]
}

/** Values then and now, of what the reader may see. What was changed and changed back is not there. */
export interface RecordChanges {
  since: string
  fields: FieldChange[]
  lines: LineChange[]
}

export interface FieldChange {
  field: string
  before: unknown
  after: unknown
  /** Who changed it last, and when. */
  by: string | null
  at: string
}

/** A line of a sub-table. */
export interface LineChange {
  /** The sub-table field. */
  field: string
  line: string
  what: 'added' | 'changed' | 'removed'
  fields: FieldChange[]
}

/** PUT /api/signature: a picture that was uploaded becomes the one that the account signs with. */
export interface SignatureInput {
  app: string
  file: string
}

/** GET /api/signature: `{signature: StoredSignature | null}`; its picture is GET /api/signature/picture. */
export interface StoredSignature {
  size: number
  at: string
}
