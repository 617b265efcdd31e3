import type { LocalizedText } from '@mortise/core'
import type { InstanceStatus, ProcessDrawing } from './process-instance.ts'

/** One of GET /api/apps/:app/insight: `{processes: InsightProcess[]}`: whose times this person may see. */
export interface InsightProcess {
  key: string
  label: LocalizedText
  /** May also change it. */
  design: boolean
}

/** GET /api/apps/:app/processes/:process/insight?from=&to=&version=&department=&initiator= : all times in seconds. */
export interface ProcessInsight {
  label: LocalizedText
  drawing: ProcessDrawing
  /** Numbers of the versions that instances ran on, the latest first. */
  versions: number[]
  byStatus: { status: InstanceStatus; n: number }[]
  /** From start to end, of those that have ended. */
  lead: InsightSpread
  trend: InsightWeek[]
  nodes: InsightNode[]
  lines: { line: string; n: number }[]
  /** The ways that most took. */
  variants: { nodes: string[]; n: number; p50: number }[]
  /** How many different ways there are, and how many instances took any. */
  count: number
  instances: number
  returns: { from: string | null; to: string | null; n: number }[]
  people: InsightPerson[]
  reasons: InsightReason[]
}

/** How often a reason was given with an outcome at a node. */
export interface InsightReason {
  node: string
  outcome: 'approved' | 'rejected' | 'returned'
  /** Null, and without words: how many gave none. */
  reason: string | null
  label: LocalizedText | null
  n: number
}

/** Percentiles are within 2 %. */
export interface InsightSpread {
  n: number
  p50: number
  p90: number
  p95: number
  total: number
}

/** Instances that began in a week. */
export interface InsightWeek {
  /** The Monday. */
  week: string
  started: number
  ended: number
  p50: number | null
  p90: number | null
}

export interface InsightNode {
  node: string
  done: number
  open: number
  cancelled: number
  /** Visits that had to be done again. */
  again: number
  wall: InsightSpread
  /** Of it, in working hours. */
  working: InsightSpread
  /** Of tasks: until somebody was asked, until they looked at it, until they decided. */
  queue: InsightSpread | null
  unseen: InsightSpread | null
  thinking: InsightSpread | null
  returned: number
}

export interface InsightPerson {
  user: string
  decided: number
  time: InsightSpread
  late: number
  pending: number
  overdue: number
  returned: number
}
