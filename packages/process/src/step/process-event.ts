import type { LocalizedText } from '@mortise/core'
import type { GroupRule } from '../round/round-settings.ts'

/** Something that happens to an instance. `at` is the time, ISO, from whoever reports it; the engine has no clock. */
export type ProcessEvent = { at: string } & (
  | StartEvent
  | ContinueEvent
  | TaskEvent
  | FireEvent
  | ResultEvent
  | EscalationEvent
  | IncidentEvent
  | RecallEvent
  | StopEvent
  | AddItemEvent
  | LookForItemsEvent
  | FinishScopeEvent
  | UrgeEvent
  | CopyEvent
  | JumpEvent
  | HandOverEvent
  | LinkAnswerEvent
)

export interface StartEvent {
  event: 'start'
  /** Who starts it; null when a rule or a timer does. */
  by: string | null
  /** The start to begin at, where there are several. */
  node?: string
  chosen?: ChosenPeople
  /** A node of another instance waits for it. */
  called?: true
}

/** People whom somebody chose for nodes, by their keys. */
export interface ChosenPeople {
  readonly [node: string]: readonly string[]
}

/** Answers have come, or there is more to do than one transaction holds. */
export interface ContinueEvent {
  event: 'continue'
}

/** Somebody acts on a task. */
export interface TaskEvent {
  event: 'task'
  visit: number
  by: string
  /** Which of several places in the round they act for; default: their own. */
  actor?: number
  /** An administrator acts in somebody's place. */
  override?: boolean
  act: TaskAct
}

/** What an addition is: before me, after me (I agree), or beside me. */
export type AddSide = 'before' | 'after' | 'beside'

export type TaskAct =
  | ({ do: 'approve'; chosen?: ChosenPeople } & Remark)
  | ({ do: 'reject' } & Remark)
  | ({ do: 'return'; to: string; back?: 'again' | 'straight_back'; confirmed?: boolean } & Remark)
  | ({ do: 'transfer'; to: string } & Remark)
  | ({ do: 'delegate'; to: string } & Remark)
  | ({ do: 'add_signer'; side: AddSide; users: string[]; rule?: GroupRule } & Remark)
  | ({ do: 'remove_signer'; actor: number } & Remark)
  | { do: 'claim' }
  | { do: 'unclaim' }
  | ({ do: 'take_back'; confirmed?: boolean } & Remark)
  | { do: 'see' }
  /** What was typed is kept; nothing is decided. */
  | { do: 'keep' }

/** What somebody says with what they do. `reason` is one of the reasons that the node offers. */
export interface Remark {
  comment?: string
  reason?: string
  /** The file of the picture. */
  signature?: string
  /** What was signed, from whoever stores it: over the decision, and over the record. */
  seal?: Seal
}

export interface Seal {
  decision: string
  record: string | null
}

/** A timer is due, a message has come, a condition holds. */
export interface FireEvent {
  event: 'fire'
  wait: number
  output?: unknown
}

/** Work outside has ended. */
export interface ResultEvent {
  event: 'result'
  visit: number
  attempt: number
  /** The node whose work it is: given where an answer that comes too late is worth keeping. */
  node?: string
  output?: unknown
  error?: Failure
}

/** The process that a node called reports something that nobody in it heeds; it goes on. */
export interface EscalationEvent {
  event: 'escalation'
  visit: number
  attempt: number
  name: string | null
}

/** `business` errors have a name that the process may catch; others are incidents. */
export interface Failure {
  code: string
  params?: { [name: string]: unknown }
  business?: boolean
}

/** Somebody says how an incident goes on. */
export interface IncidentEvent {
  event: 'incident'
  by: string
  /** The visit, or the wait, that has it. */
  of: number
  go:
    | 'retry'
    | 'skip'
    | { complete: unknown }
    | { transitions: string[] }
    | { returnTo: string; confirmed?: boolean }
    /** Where nobody was found: who is asked. */
    | { assign: string[] }
}

/** The initiator takes it back to where it began. */
export interface RecallEvent {
  event: 'recall'
  by: string
  override?: boolean
  confirmed?: boolean
}

/** It is ended from outside. */
export interface StopEvent {
  event: 'stop'
  by: string | null
  status: 'withdrawn' | 'cancelled'
}

/** One more item for a repetition that is under way. */
export interface AddItemEvent {
  event: 'add_item'
  visit: number
  value: unknown
  by: string | null
}

/** A repetition over a list looks for what came since it began: lines that were added, records that match now. */
export interface LookForItemsEvent {
  event: 'look_for_items'
  visit: number
  by: string | null
}

/** A sub-process or repetition is enough as it is: what is open in it ends. */
export interface FinishScopeEvent {
  event: 'finish_scope'
  visit: number
  by: string | null
}

/** Somebody would like it to be done soon. */
export interface UrgeEvent {
  event: 'urge'
  visit: number
  by: string
  /** Not urged again before then. */
  until: string
  text?: string
}

/** Somebody shows it to others. */
export interface CopyEvent {
  event: 'copy'
  by: string
  users: readonly string[]
  text?: string
}

/** An administrator sends it to a node; all that is open ends. */
export interface JumpEvent {
  event: 'jump'
  by: string
  to: string
  comment?: string
}

/** Whoever has the link of a task answers it: that decides for all who are asked there. */
export interface LinkAnswerEvent {
  event: 'link_answer'
  visit: number
  outcome: 'approved' | 'rejected'
  /** What the answer is called. */
  label: LocalizedText
  comment?: string
}

/** Somebody leaves: another person takes over what waits for them, now or later. */
export interface HandOverEvent {
  event: 'hand_over'
  by: string
  from: string
  to: string
  /** Also what they began: it comes back to whoever took over. */
  starts?: boolean
}
