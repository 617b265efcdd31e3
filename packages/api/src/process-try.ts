import type { LocalizedText } from '@mortise/core'
import type { ValidationIssue } from './design.ts'
import type { InstanceStatus, ProcessDrawing } from './process-instance.ts'

/** What a process is tried as: the draft of `?draft=`, or as it is in force. Tables are always those in force. */
export type TrySource = 'draft' | 'published'

/** How somebody decides in a trial, and how long they take; without it they agree at once. */
export interface TryDecision {
  do: 'approve' | 'reject' | 'return'
  /** Where it is returned to. */
  to?: string
  minutes?: number
}

/**
 * GET /api/apps/:app/processes/:process/try/people?draft= : steps at which nobody would be found, or only the initiator, as
 * the organisation stands now. A process that the draft does not change has none.
 */
export interface TriedPeople {
  issues: ValidationIssue[]
}

/** POST /api/apps/:app/processes/:process/try/walk?draft= : nothing of it is kept. */
export interface TryWalkInput {
  source: TrySource
  /** Who would start it. */
  initiator: string
  /** The record that it would be about; without it one is made of `values`. */
  recordId?: string
  /** Typed over the record. */
  values?: { [field: string]: unknown }
  /** By node. */
  decisions?: { [node: string]: TryDecision }
}

/** The way an instance would take. */
export interface TriedWalk {
  drawing: ProcessDrawing
  steps: TriedStep[]
  /** Lines that would be taken. */
  transitions: string[]
  status: InstanceStatus
  outcome: string | null
  /** Why it is over: `incident` and `asked` stop at the last step, `limit` is a circle. */
  end: TriedEnd
  at: string
}

export type TriedEnd = 'ended' | 'incident' | 'asked' | 'refused' | 'limit'

export interface TriedStep {
  node: string
  visit: number
  from: string
  to: string | null
  outcome: string | null
  /** Null where nobody is asked; empty where nobody was found. */
  people: TriedPerson[] | null
  /** What would fail here, in words. */
  problem: LocalizedText | null
  deadlines: { key: string; action: string; due: string }[]
}

export interface TriedPerson {
  user: string
  reason: LocalizedText | null
  /** Need not decide: agreed before. */
  passed: boolean
  /** Would decide about what they began themselves. */
  self: boolean
  outcome: string
}

/** POST …/try/coverage?draft= */
export interface TryCoverageInput {
  source: TrySource
  /** How many of the latest records are sent through it as well; at most 50. */
  records?: number
}

/** Every way there is, and which of them records take. */
export interface TriedCoverage {
  drawing: ProcessDrawing
  ways: TriedWay[]
  /** False when there are more ways than were looked at. */
  complete: boolean
  /** What no way comes to, whatever the conditions say. */
  unreachable: TriedPlaces
  /** What no record comes to. */
  unsampled: TriedPlaces
  /** Where several conditions hold at once: the first line is taken. */
  overlaps: { node: string; transitions: string[]; records: string[] }[]
  /** Records that stop somewhere, and why. */
  stopped: { record: string; title: string; node: string; problem: LocalizedText | null }[]
  /** How many records were sent through. */
  tried: number
}

export interface TriedPlaces {
  nodes: string[]
  transitions: string[]
}

export interface TriedWay {
  choices: { node: string; transitions: string[] }[]
  nodes: string[]
  end: TriedEnd
  /** How many of the records take it, and some of them. */
  taken: number
  records: { id: string; title: string }[]
}

/** POST …/try/replay?draft= : a page of the latest instances that have ended. */
export interface TryReplayInput {
  source: TrySource
  /** Where the page before ended. */
  before?: string
  /** At most 50. */
  size?: number
}

export interface TriedReplay {
  drawing: ProcessDrawing
  instances: ReplayedInstance[]
  next: string | null
}

/** An instance that has ended, and how it would have gone. */
export interface ReplayedInstance {
  id: string
  title: string
  version: number
  startedAt: string
  endedAt: string
  /** As it was, and as it would have been. */
  before: ReplayedWay
  after: ReplayedWay
  /** Nodes that only the tried process, or only the old one comes to. */
  added: string[]
  removed: string[]
  /** Nodes where other people, or another number of them, would be asked. */
  people: { node: string; before: string[]; after: string[] }[]
  /** Nodes that were asked anew, because they are not as they were or were never come to. */
  asked: string[]
  /** Whether anything is different but times. */
  differs: boolean
}

export interface ReplayedWay {
  nodes: string[]
  transitions: string[]
  outcome: string | null
  /** Null where it would not have ended. */
  minutes: number | null
  end: TriedEnd
  problem: LocalizedText | null
}

/** POST …/try/forecast?draft= */
export interface TryForecastInput {
  source: TrySource
  /** How many instances are played; 50 to 2000. */
  runs?: number
  /** How many begin in a week; as many as in the last twelve weeks, unless it is said. */
  perWeek?: number
}

/** How long it would take, and who would have how much to do. */
export interface TriedForecast {
  drawing: ProcessDrawing
  /** How many past instances it was drawn from; with none nothing can be forecast. */
  from: number
  runs: number
  ended: number
  perWeek: number
  /** Minutes. */
  lead: { p50: number; p90: number } | null
  /** How many runs took so long: `to` minutes at most. */
  spread: { to: number; runs: number }[]
  /** In a week, the busiest first. */
  people: { user: string; tasks: number; minutes: number }[]
  nodes: { node: string; tasks: number; minutes: number }[]
  /** Nodes that no time was ever measured for: they count as nothing. */
  unmeasured: string[]
}
