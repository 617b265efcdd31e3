import type { InstanceStatus, ProcessState } from '../state/process-state.ts'

/** An instance as it is stored. Times are ISO. */
export interface InstanceRow {
  id: string
  app: string
  process: string
  version_id: string
  title: string
  status: InstanceStatus
  outcome: string | null
  /** Raised by every transition. */
  rev: number
  /** How many events were written. */
  events: number
  entity: string | null
  record_id: string | null
  initiator: string | null
  parent_id: string | null
  parent_visit: number | null
  parent_attempt: number | null
  incidents: number
  state: ProcessState
  /** Said by one running instance at the most: of this process about this record. */
  alone: string | null
  /** Nodes that it came to, one after the other; null where they are counted again when somebody asks. */
  path: string | null
  started_at: string
  ended_at: string | null
}
