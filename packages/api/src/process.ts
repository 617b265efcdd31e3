import type { LocalizedText } from '@mortise/core'
import type { OpenedRecord } from '@mortise/data'
import type { GroupRule, InstanceStatus } from '@mortise/process'
import type { StoredFile } from './file.ts'

/** 待办 · 已办 · 我发起的 · 抄送我的 */
export type InboxBox = 'todo' | 'done' | 'started' | 'copied'

/**
 * GET /api/tasks?box=&app=&process=&text=&since=&until=&overdue=&size=&before=: `{entries: InboxEntry[], next: string | null}`
 */
export interface InboxEntry {
  instance: string
  app: string
  process: string
  /** Label of the process; its key where it is gone. */
  processLabel: LocalizedText
  title: string
  status: InstanceStatus
  outcome: string | null
  initiator: string | null
  startedAt: string
  entity: string | null
  recordId: string | null
  /** Null in the box of what one started. */
  task: InboxTask | null
  /** Where it stands at present: nodes, and at most five of the people who are asked there. */
  standing: { node: string; nodeLabel: LocalizedText; users: string[]; incident: boolean }[]
}

export type { InstanceStatus }

export interface InboxTask {
  visit: number
  actor: number
  node: string
  nodeLabel: LocalizedText
  round: number
  state: string
  assignedAt: string | null
  seenAt: string | null
  decidedAt: string | null
  /** In whose place, when the task is somebody else's. */
  user: string
  /** When the next of its deadlines is. */
  dueAt: string | null
  /** One of its deadlines has passed. */
  overdue: boolean
}

/** GET /api/tasks/count */
export interface InboxCount {
  todo: number
  unseen: number
  overdue: number
}

/** One of GET /api/apps/:app/entities/:entity/records/:id/processes: what this person may start about the record. */
export interface StartableProcess {
  key: string
  label: LocalizedText
  description?: LocalizedText
}

/** One instance about a record, the latest first. */
export interface RecordInstance {
  id: string
  process: string
  processLabel: LocalizedText
  title: string
  status: InstanceStatus
  outcome: string | null
  initiator: string | null
  startedAt: string
  endedAt: string | null
}

/** POST /api/apps/:app/processes/:process/start. `key` makes a second click the first one. */
export interface StartInput {
  recordId?: string
  key: string
  /** Whom the initiator chose, by node: what the preview lists in `choices`. CHOICE_MISSING, CHOICE_NOT_ALLOWED. */
  chosen?: ChosenPeople
}

/** People that somebody chose for a node, by its key. */
export interface ChosenPeople {
  [node: string]: string[]
}

/** A node for which somebody has to choose who is asked. */
export interface PeopleChoice {
  node: string
  label: LocalizedText
  /** Who may be chosen; null means everybody who works here. */
  among: string[] | null
  /** How many at most. */
  most: number
  /** Who was chosen the last time. */
  chosen: string[]
}

/** POST /api/apps/:app/processes/:process/preview: the way it would go for me. Nothing is kept of it. */
export interface PathPreviewInput {
  /** Of a record that is there; without it the record is only typed so far. */
  recordId?: string
  /** What is typed and not saved yet. */
  values?: { [field: string]: unknown }
  chosen?: ChosenPeople
}

/** The way that an instance would take if everybody agreed. */
export interface PathPreview {
  steps: PathStep[]
  /** Lines that would be taken. */
  lines: string[]
  choices: PeopleChoice[]
  /**
   * How far it can be told: to its end; to a node where nobody is found or something fails; to something that it waits for
   * and nobody knows; or not at all, because the record cannot be saved like that (`problem`).
   */
  end: 'ended' | 'incident' | 'waits' | 'unsaved'
  problem: { code: string; message: string; params: { [name: string]: unknown } } | null
}

/** A node on the way. Of nodes that work by themselves, too; `people` is null there. */
export interface PathStep {
  node: string
  label: LocalizedText
  type: string
  people: PathPerson[] | null
  incident: { code: string } | null
}

export interface PathPerson {
  user: string
  /** Who may act for them while they are away. */
  agents: string[]
  reason: LocalizedText | null
  /** They need not decide: it counts as agreed. */
  passed: boolean
  /** It is whoever starts it. */
  self: boolean
}

/** What came of an action on an instance. */
export interface InstanceResult {
  id: string
  status: InstanceStatus
  outcome: string | null
  rev: number
  /** Nodes where something failed and somebody has to say how it goes on. */
  incidents: number
}

/** GET /api/instances/:instance */
export interface InstanceView {
  id: string
  app: string
  process: string
  processLabel: LocalizedText
  version: number
  title: string
  status: InstanceStatus
  outcome: string | null
  rev: number
  initiator: string | null
  startedAt: string
  endedAt: string | null
  entity: string | null
  recordId: string | null
  /** The process as it was published when this instance began. */
  drawing: ProcessDrawing
  visits: InstanceVisit[]
  tasks: InstanceTask[]
  events: InstanceEvent[]
  /** What the person who asks may do now. */
  can: InstanceRights
}

/** What a process looks like, without its conditions and how people are found. */
export interface ProcessDrawing {
  nodes: { key: string; type: string; label?: LocalizedText; in?: string; on?: string }[]
  transitions: { key: string; from: string; to: string; label?: LocalizedText; otherwise?: true }[]
  layout?: { [node: string]: { x: number; y: number } }
}

export interface InstanceVisit {
  id: number
  node: string
  round: number
  /** The line it was entered by. */
  via: string | null
  state: 'open' | 'done' | 'cancelled'
  needs: string | null
  outcome: string | null
  enteredAt: string
  leftAt: string | null
  incident: { code: string; during: string; params?: { [name: string]: unknown }; at: string } | null
}

export interface InstanceTask {
  visit: number
  actor: number
  group: number
  user: string
  agents: string[]
  origin: string
  state: string
  assignedAt: string | null
  seenAt: string | null
  decidedAt: string | null
  decidedBy: string | null
  comment: string | null
  /** Why this person is asked, in words. */
  reason: LocalizedText | null
  /** Which of the offered reasons was given with the decision. */
  reasonGiven: string | null
  /** The picture is at GET /api/instances/:instance/signatures/:file. */
  signature: TaskSignature | null
  /** An administrator decided in their place. */
  override: boolean
}

/** A signature and what it was put under. */
export interface TaskSignature {
  file: string
  /** SHA-256 over the decision, what was said with it, the record as it was, and the picture. */
  seal: string
  /** Decision and picture are still what was signed. */
  intact: boolean
  /** The record is still as it was signed; null where there is none. */
  recordSame: boolean | null
}

export interface InstanceEvent {
  number: number
  type: string
  by: string | null
  at: string
  visit: number | null
  data: { [name: string]: unknown } | null
}

export interface InstanceRights {
  /** Tasks that wait for this person, and what each allows. */
  tasks: OpenTask[]
  /** Visits whose approval may be taken back. */
  takeBack: number[]
  recall: boolean
  stop: boolean
  /** Open visits whose people this person may urge; `again`: not before then. */
  urge: { visit: number; again: string | null }[]
  /** May copy it to others and comment. */
  comment: boolean
  /** Solves incidents and acts in the place of others. */
  administer: boolean
  /** Nodes that an administrator may send it to; empty for everybody else. */
  jumpTo: { node: string; label: LocalizedText }[]
}

export interface OpenTask {
  visit: number
  actor: number
  node: string
  /** What may be done: `approve`, `reject`, `return`, `transfer`, `delegate`, `add_signer`, `remove_signer`, `claim`, … */
  acts: string[]
  /** `on_reject`, and `reasons`: with a rejection; a comment with a return, too. `returnReasons`: with a return. */
  demands: {
    comment?: 'always' | 'on_reject'
    signature?: boolean
    reasons?: readonly string[]
    returnReasons?: readonly string[]
  }
  /** Nodes for which whoever agrees has to choose who is asked. */
  choices: PeopleChoice[]
  /** Where it may be returned to, the latest first. */
  returnTo: { node: string; label: LocalizedText }[]
  resubmit: 'again' | 'straight_back' | 'choice'
}

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

/** GET /api/instances/:instance/comments: `{comments: InstanceComment[]}`, the oldest first. */
export interface InstanceComment {
  id: string
  by: string
  at: string
  editedAt: string | null
  /** Then text, mentions and files are empty. */
  deleted: boolean
  text: string
  /** May open the instance from then on, and are told. */
  mentions: string[]
  /** GET /api/instances/:instance/files/:file */
  files: StoredFile[]
  /** The task that it is about. */
  visit: number | null
  replyTo: string | null
  /** One's own, for 24 hours. */
  mayChange: boolean
}

/** POST /api/instances/:instance/comments. Files were uploaded to POST /api/apps/:app/files before. */
export interface CommentInput {
  text: string
  mentions?: string[]
  files?: string[]
  visit?: number
  replyTo?: string
  key: string
}

/** PATCH /api/instances/:instance/comments/:comment; DELETE takes it back. */
export interface CommentChangeInput {
  text: string
  mentions?: string[]
}

/** POST /api/instances/:instance/urge. 429 URGED_ALREADY says in `again` when it can be done again. */
export interface UrgeInput {
  visit: number
  text?: string
  key: string
}

/** POST /api/instances/:instance/copies: shows it to others. */
export interface CopyInput {
  users: string[]
  text?: string
  key: string
}

/** POST /api/instances/:instance/jump: an administrator sends it to a node; all that is open ends. */
export interface JumpInput {
  to: string
  comment: string
  key: string
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

/** GET /api/admin/people/:person/work: what is left with somebody who leaves. */
export interface OpenWork {
  /** Tasks that wait for them, or will. */
  tasks: number
  /** Whom they act for at present or later. */
  agentFor: number
  /** Processes that name them: there their successor is asked. */
  named: { app: string; process: string; label: LocalizedText; nodes: LocalizedText[] }[]
  successor: string | null
}

/** POST /api/admin/people/:person/handover */
export interface HandoverInput {
  to: string
  /** Also where processes name them from now on. */
  future?: boolean
  key: string
}

export interface HandoverResult {
  tasks: number
  agentFor: number
  /** Instances where it could not be done. */
  problems: { instance: string; title: string; code: string; message: string }[]
}

interface Remark {
  comment?: string
  reason?: string
  /** The id of an uploaded picture (POST /api/apps/:app/files), or `account` for the stored one. */
  signature?: string
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

/** POST /api/instances/:instance/recall and /stop */
export interface InstanceActInput {
  key: string
  confirmed?: boolean
}

/** POST /api/instances/:instance/incidents/:of: how it goes on. */
export interface IncidentInput {
  go:
    | 'retry'
    | 'skip'
    | { transitions: string[] }
    | { returnTo: string; confirmed?: boolean }
    /** Where nobody was found. */
    | { assign: string[] }
  key: string
}

/** POST /api/away: somebody else acts for me as well. */
export interface AwayInput {
  agentId: string
  startsAt: string
  endsAt: string
  /** `app/process`; none means all. */
  processes?: string[]
}

/** One of GET /api/away: `{periods: AwayPeriod[]}`: when I am away, and for whom I act. */
export interface AwayPeriod {
  id: string
  personId: string
  agentId: string
  startsAt: string
  endsAt: string
  processes: string[]
}
