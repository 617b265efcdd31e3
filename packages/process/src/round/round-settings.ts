/**
 * How many of a group have to agree:
 *   all          每人同意（会签）
 *   any          one is enough（或签）
 *   in_turn      one after the other, each has to agree（依次）
 *   vote         a share, a number or a weight of them（票签）
 *   claim        whoever takes it decides for all（认领）
 */
export type GroupRule =
  | { of: 'all' }
  | { of: 'any' }
  | { of: 'in_turn' }
  | { of: 'claim' }
  | { of: 'vote'; by: 'share' | 'number' | 'weight'; pass: number }

/**
 * What a refusal does: ends the process, goes back to the initiator or to the step before, or goes on with the outcome
 * "rejected", for a branch to look at.
 */
export type RejectPolicy = 'end' | 'to_start' | 'to_previous' | 'go_on'

/** Where a task may be returned to, and how it comes back: every step again, or straight back, or as the returner says. */
export interface ReturnPolicy {
  to: 'none' | 'start' | 'previous' | 'any'
  resubmit: 'again' | 'straight_back' | 'choice'
}

/** What people may do with a task besides deciding. */
export interface TaskRights {
  transfer?: boolean
  delegate?: boolean
  addSigner?: boolean
  removeSigner?: boolean
  takeBack?: boolean
}

/** What a node for people demands and allows. Deadlines are in the order in which they come. */
export interface RoundSettings {
  /** `decide` approves or rejects; `handle` only finishes; `submit` is the initiator's own step; `notice` waits for nobody. */
  task: 'decide' | 'handle' | 'submit' | 'notice'
  rule: GroupRule
  onReject: RejectPolicy
  returns: ReturnPolicy
  rights: TaskRights
  /** When a comment, a signature or a reason is demanded. `on_reject`: also with a return. */
  demands?: {
    comment?: 'always' | 'on_reject'
    signature?: boolean
    /** Keys of what there is to choose from with a rejection, a return, an approval. */
    reasons?: readonly string[]
    returnReasons?: readonly string[]
    approveReasons?: readonly string[]
    /** None has to be chosen. */
    reasonsOptional?: boolean
  }
  deadlines?: readonly Deadline[]
  /** Somebody without an account may decide for all of them, by a link. */
  byLink?: true
}

/** What happens when a task takes too long. When it is due is answered from outside: working time needs a calendar. */
export interface Deadline {
  key: string
  action: DeadlineAction
}

export type DeadlineAction = 'remind' | 'pass' | 'reject' | 'return' | 'transfer_up' | 'copy'
