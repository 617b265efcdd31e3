import type { Round } from '../round/round.ts'

/** Where an instance stands as a whole. `faulted` parts of a running instance are incidents of its visits. */
export type InstanceStatus = 'running' | 'done' | 'rejected' | 'withdrawn' | 'cancelled'

/**
 * One running instance: plain JSON, whole in one value. Ids are numbers that count within the instance, so that the same
 * events always give the same state.
 */
export interface ProcessState {
  status: InstanceStatus
  outcome: string | null
  initiator: string | null
  /** Id of the next scope, visit or wait. */
  next: number
  scopes: { [id: number]: Scope }
  visits: { [id: number]: Visit }
  /** Places where the instance goes on at once; empty when it only waits. */
  ready: Ready[]
  waits: { [id: number]: Wait }
  /** What nodes gave, by node key: the latest visit counts. */
  outputs: { [node: string]: unknown }
  /** How many visits there were in all, against endless loops. */
  passed: number
  /** Another instance waits for it: what nobody catches here goes there. */
  called?: true
  /** It ended with an error that nobody in it caught: its name. */
  thrown?: string
}

/**
 * A region that starts, ends and is cancelled as one: the process, the branches of a fork, a sub-process, one item of a
 * repetition, or the handling of an event.
 */
export interface Scope {
  id: number
  parent: number | null
  kind: 'process' | 'branches' | 'repeat' | 'body'
  /** The node that opened it; null for the process. */
  node: string | null
  /** The visit that waits for it, if one does. */
  visit: number | null
  state: 'open' | 'closed' | 'cancelled'
  /** What has come to joins of this scope and was not let go yet. */
  arrivals: Arrival[]
  /** Which item of a list this is, or which turn. */
  item?: { index: number; value: unknown }
  /** How far a repetition is. */
  turns?: { items: unknown[] | null; started: number; finished: number }
  /** Visits that what happens in here follows from. */
  from: number[]
  /** Visits that what comes after it follows from. */
  endings: number[]
}

export interface Arrival {
  join: string
  transition: string
  from: number[]
}

export interface Ready {
  id: number
  scope: number
  /** The node to enter. */
  node: string
  transition: string | null
  from: number[]
  /** A handler that takes back what a visit did, on behalf of another visit. */
  undoFor?: number
}

/**
 *   answer      what the node needs to know is not answered yet
 *   people      a round is open
 *   outside     work outside is under way
 *   trigger     time, a message or a condition is waited for
 *   scope       what is inside has to finish
 *   returned    somebody earlier is asked again, then it goes on here
 *   undoing     what was done before is being taken back
 *   incident    something failed: somebody has to say how to go on
 */
export type VisitNeed = 'answer' | 'people' | 'outside' | 'trigger' | 'scope' | 'returned' | 'undoing' | 'incident'

/**
 * What is asked about a visit:
 *   people   who are they
 *   choose   which transitions' conditions hold
 *   run      do it now, in this transaction
 *   items    which items are there
 *   while    another turn
 *   until    was that enough
 *   early    stop before all items are done
 */
export type Question = 'people' | 'choose' | 'run' | 'items' | 'while' | 'until' | 'early'

/** One time that a node is passed. */
export interface Visit {
  id: number
  node: string
  scope: number
  /** Visits whose end led here. */
  from: number[]
  state: 'open' | 'done' | 'cancelled'
  /** What an open visit waits for. */
  needs: VisitNeed | null
  /** What has to be answered from outside before it goes on. */
  asks?: Question
  /** 1, and one more for each time that it was asked again. */
  round: number
  /** Raised whenever work outside is asked for, so that late answers are known. */
  attempt: number
  enteredAt: string
  leftAt?: string
  outcome?: string
  people?: Round
  incident?: Incident
  /** Straight way back: the visit that waits for this one. */
  detourTo?: number
  /** Handlers that still have to run before it goes on, the next one first. */
  undo?: UndoItem[]
  /** The visit whose taking back this one is part of. */
  undoFor?: number
  /** Its people were urged, and are not urged again before then. */
  urgedUntil?: string
  /** What it did was taken back. */
  undone?: true
  /** The transition it was entered by. */
  via?: string | null
}

export interface UndoItem {
  visit: number
  handler: string
}

export interface Incident {
  /** What was being done: `enter` the node, `choose` a way, `run` it, … */
  during: Question | 'when' | 'outside' | 'limit' | 'join' | 'throw'
  code: string
  params?: { [name: string]: unknown }
  at: string
}

/** Where the state keeps, beside what nodes gave, whom people chose for nodes. */
export const chosenKey = '$chosen'

/** A timer or subscription that belongs to a visit. */
export interface Wait {
  id: number
  /** The visit that it ends, interrupts or accompanies; null when it belongs to a scope. */
  visit: number | null
  scope: number
  /** What goes on when it fires: the node itself, a catch node, the start of an event scope, or a deadline of the task. */
  node: string
  deadline?: string
  on: 'timer' | 'message' | 'signal' | 'condition'
  due?: string
  name?: string
  /** Which of the messages of that name. */
  key?: string
  /** When it is due, or which key it has, is not answered yet. */
  asks?: 'when' | 'superiors'
  incident?: Incident
}
