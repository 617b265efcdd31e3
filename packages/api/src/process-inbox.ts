import type { LocalizedText } from '@mortise/core'
import type { InstanceStatus } from '@mortise/process'
import type { DecisionReason } from './process-instance.ts'

/** 待办 · 已办 · 我发起的 · 抄送我的 */
export type InboxBox = 'todo' | 'done' | 'started' | 'copied'

/**
 * GET /api/tasks?box=&app=&process=&text=&since=&until=&overdue=&size=&before=: `{entries: InboxEntry[], next: string | null}`
 */
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
  /** Where it stands at present: nodes, and at most five of the people who are asked there. */
  standing: { node: string; nodeLabel: LocalizedText; users: string[]; incident: boolean }[]
}

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
  /** When the next of its deadlines is. */
  dueAt: string | null
  /** One of its deadlines has passed. */
  overdue: boolean
  /** What there is to choose from when it is approved or rejected, as the process is at present. */
  reasons: { approve: readonly DecisionReason[]; reject: readonly DecisionReason[]; optional: boolean }
}

/** GET /api/tasks/count */
export interface InboxCount {
  todo: number
  unseen: number
  overdue: number
  /** Copies that were not read yet. */
  copies: number
}
