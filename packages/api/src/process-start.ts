import type { LocalizedText } from '@mortise/core'
import type { InstanceStatus } from '@mortise/process'

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
  /** One of so many is drawn by lot, and asked alone. */
  lotOf: number | null
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
