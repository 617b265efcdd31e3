import type { LocalizedText } from '@mortise/core'
import type { InstanceStatus } from '@mortise/process'
import type { PeopleChoice } from './process-start.ts'

export type { InstanceStatus }

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
  /** Which of the offered reasons was given with the decision, in words. */
  reasonGiven: LocalizedText | null
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
  /** Open visits that can be answered by a link which this person may hand out. */
  links: number[]
  /** May copy it to others and comment. */
  comment: boolean
  /** Solves incidents and acts in the place of others. */
  administer: boolean
  /** What is being gone through item by item, for those who may look for more or say that it is enough. */
  repetitions: InstanceRepetition[]
  /** Nodes that an administrator may send it to; empty for everybody else. */
  jumpTo: { node: string; label: LocalizedText }[]
}

export interface InstanceRepetition {
  visit: number
  node: string
  done: number
  /** How many there are; null where a condition decides. */
  items: number | null
  /** May look for items that came since: whoever has a part in it. */
  add: boolean
  /** May end it as it is: administrators. */
  finish: boolean
}

/** POST /api/instances/:instance/repetitions/:visit: looks for items that came since, or ends it as it is. */
export interface RepetitionInput {
  do: 'add' | 'finish'
  key: string
}

/** One of the reasons that a decision can have; its key is what is sent. */
export interface DecisionReason {
  key: string
  label: LocalizedText
}

/** `on_reject`, and `reasons`: with a rejection; a comment with a return, too. The others: with a return, an approval. */
export interface TaskDemands {
  comment?: 'always' | 'on_reject'
  signature?: boolean
  reasons?: readonly DecisionReason[]
  returnReasons?: readonly DecisionReason[]
  approveReasons?: readonly DecisionReason[]
  reasonsOptional?: boolean
}

export interface OpenTask {
  visit: number
  actor: number
  node: string
  /** What may be done: `approve`, `reject`, `return`, `transfer`, `delegate`, `add_signer`, `remove_signer`, `claim`, … */
  acts: string[]
  demands: TaskDemands
  /** Nodes for which whoever agrees has to choose who is asked. */
  choices: PeopleChoice[]
  /** Where it may be returned to, the latest first. */
  returnTo: { node: string; label: LocalizedText }[]
  resubmit: 'again' | 'straight_back' | 'choice'
}

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

/** POST /api/instances/:instance/jump: an administrator sends it to a node; all that is open ends. */
export interface JumpInput {
  to: string
  comment: string
  key: string
}
