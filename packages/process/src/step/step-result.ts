import type { RefusalCode } from '../errors.ts'
import type { Trigger } from '../graph/process-graph.ts'
import type { Actor } from '../round/round.ts'
import type { ProcessState, Question, Visit, Wait } from '../state/process-state.ts'
import type { Failure } from './process-event.ts'

/** What has to be known before an instance can go on. Ids are those of the visit or wait that asks. */
export type Need =
  | { need: Question; id: number; node: string; scope: number }
  | { need: 'when'; id: number; node: string; scope: number; visit: number | null; deadline?: string }
  | { need: 'superiors'; id: number; node: string; scope: number; visit: number | null; deadline?: string }

/** Somebody who is to be asked, and why. `passed`: they need not be asked, it counts as agreed. */
export interface ActorChoice {
  user: string
  agents?: string[]
  weight?: number
  reason?: unknown
  passed?: boolean
}

/** Answers to needs, by id. */
export type Resolved = { readonly [id: number]: Answer | undefined }

export type Answer =
  | { people: ActorChoice[]; whenEmpty?: 'pass' | 'reject' }
  | { transitions: string[] }
  | { output: unknown }
  | { items: unknown[] }
  | { holds: boolean }
  | { due: string }
  | { key: string | null }
  /** For each actor whose time is over, who takes over; whoever has no superior keeps the task. */
  | { superiors: { [actor: number]: string } }
  | { error: Failure }

/** What is to be written beside the state, in the order in which it happened. */
export type ProcessWrite =
  | { write: 'visit'; visit: Visit }
  | { write: 'actor'; visit: number; group: number; actor: Actor }
  | { write: 'wait'; wait: Wait }
  | { write: 'wait_gone'; id: number }
  | { write: 'log'; type: string; by: string | null; at: string; visit: number | null; data?: object }
  | { write: 'status'; status: ProcessState['status']; outcome: string | null }

/** What is to happen outside once all is committed. */
export type ProcessEffect =
  | { effect: 'run'; visit: number; attempt: number; node: string }
  | { effect: 'call'; visit: number; attempt: number; node: string }
  | { effect: 'cancel_call'; visit: number }
  | { effect: 'publish'; trigger: Trigger; visit: number; node: string }
  /** For the instance that waits for this one. */
  | { effect: 'escalate'; name: string | null }
  | { effect: 'remind' | 'copy'; visit: number; node: string; deadline: string }

/** Why an event is not taken. The state is as it was. */
export interface Refusal {
  code: RefusalCode
  params: { [name: string]: unknown }
}

export interface StepResult {
  state: ProcessState
  writes: ProcessWrite[]
  effects: ProcessEffect[]
  /** Answered by calling `step` again with a `continue` event and the answers. */
  needs: Need[]
  /** There is more to do at once than one step does: `continue`, in a transaction of its own. */
  more: boolean
  refused?: Refusal
}
