import type { Seal } from '../step/process-event.ts'
import type { GroupRule } from './round-settings.ts'

/** How somebody came to be asked. */
export type ActorOrigin =
  | 'resolved'
  | 'added_before'
  | 'added_after'
  | 'added_beside'
  | 'transferred'
  | 'delegated'
  | 'escalated'
  | 'copied'

/**
 * Where somebody stands:
 *   waiting      their turn has not come, or somebody they asked comes first
 *   pending      asked; it is in their inbox
 *   standby      somebody else of the group has claimed it
 *   approved … rejected   decided
 *   passed       agreed without being asked (the same person agreed before)
 *   returned     sent it back to an earlier step
 *   transferred  handed on
 *   dropped      not needed any more
 *   notified     told, nothing is expected
 */
export type ActorState =
  | 'waiting'
  | 'pending'
  | 'standby'
  | 'approved'
  | 'rejected'
  | 'passed'
  | 'returned'
  | 'transferred'
  | 'dropped'
  | 'notified'

/** One person in a round. */
export interface Actor {
  id: number
  user: string
  /** Who may act for this person while they are away; both may. */
  agents?: string[]
  origin: ActorOrigin
  /** Why this person, in data that the screens put into words. */
  reason?: unknown
  weight: number
  state: ActorState
  /** Took the task of a group that shares it. */
  claimed?: true
  /** Who added, transferred or delegated: the id of the actor. */
  by?: number
  /** Groups that have to finish before this person is asked, or before their approval counts; the latest is the last. */
  before?: number[]
  after?: number[]
  assignedAt?: string
  seenAt?: string
  decidedAt?: string
  decidedBy?: string
  comment?: string
  remark?: { reason?: string; signature?: string; seal?: Seal; override?: true }
}

/** People who decide together. The first group of a round is the node's own; others were added. */
export interface Group {
  id: number
  rule: GroupRule
  /** In the order in which they are asked. */
  actors: Actor[]
  /** The actor who added it, and where its decision counts. */
  addedBy?: number
  role: 'own' | 'before' | 'after' | 'beside' | 'advice'
}

/** The people of one visit to a node. Plain data. */
export interface Round {
  groups: Group[]
  /** Whether it is decided. Kept: whoever is let go when it is does not count any more. */
  outcome: RoundOutcome
  /** Number of the next actor or group. */
  next: number
}

export type RoundOutcome = 'open' | 'approved' | 'rejected'
