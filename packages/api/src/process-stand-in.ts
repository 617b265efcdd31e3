import type { LocalizedText } from '@mortise/core'

/** GET /api/admin/people/:person/work: what is left with somebody who leaves. */
export interface OpenWork {
  /** Tasks that wait for them, or will. */
  tasks: number
  /** What they began and is under way. */
  started: number
  /** The same by process: where somebody else may take over. */
  processes: OpenProcess[]
  /** Whom they act for at present or later. */
  agentFor: number
  /** Processes that name them: there their successor is asked. */
  named: { app: string; process: string; label: LocalizedText; nodes: LocalizedText[] }[]
  successor: string | null
}

export interface OpenProcess {
  app: string
  process: string
  label: LocalizedText
  tasks: number
  started: number
}

/** POST /api/admin/people/:person/handover */
export interface HandoverInput {
  to: string
  /** Other people for single processes, `app/process`. */
  processes?: { [process: string]: string }
  /** Also what they began: it comes back to whoever takes over. */
  starts?: boolean
  /** Also where processes name them from now on. */
  future?: boolean
  key: string
}

export interface HandoverResult {
  tasks: number
  started: number
  agentFor: number
  /** Instances where it could not be done. */
  problems: { instance: string; title: string; code: string; message: string }[]
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
