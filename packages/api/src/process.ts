import type { LocalizedText } from '@mortise/core'
import type { GroupRule, InstanceStatus } from '@mortise/process'

/** 待办 · 已办 · 我发起的 · 抄送我的 */
export type InboxBox = 'todo' | 'done' | 'started' | 'copied'

/** GET /api/tasks?box=&app=&process=&text=&size=&before=: `{entries: InboxEntry[], next: string | null}` */
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
}

/** GET /api/tasks/count */
export interface InboxCount {
  todo: number
  unseen: number
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
  /** Solves incidents and acts in the place of others. */
  administer: boolean
}

export interface OpenTask {
  visit: number
  actor: number
  node: string
  /** What may be done: `approve`, `reject`, `return`, `transfer`, `delegate`, `add_signer`, `remove_signer`, `claim`, … */
  acts: string[]
  demands: { comment?: 'always' | 'on_reject'; signature?: boolean; reasons?: readonly string[] }
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
}

interface Remark {
  comment?: string
  reason?: string
  signature?: string
}

export type TaskActBody =
  | ({ do: 'approve' | 'reject' } & Remark)
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
  go: 'retry' | 'skip' | { transitions: string[] } | { returnTo: string; confirmed?: boolean }
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
