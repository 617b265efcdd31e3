import type { Access } from '@mortise/data'
import type { JoinedWrites } from '@mortise/data/server'
import type { ExpressionType, StoredExpression, Value } from '@mortise/expressions'
import type { Filter, ProcessDocument } from '@mortise/metadata'
import type { NodeQuestion, Organisation, ProcessNodeServer, WorkTime } from '@mortise/process'

/** One record by its table and id. */
export interface RecordRef {
  entity: string
  id: string
}

/**
 * What nodes may use within the transaction of their instance. Nodes write as the system, through the one write path: the
 * process acts for its author, and what records demand still holds (docs/adr/0015-nodes-of-processes.md).
 */
export interface ProcessServices extends Pick<JoinedWrites, 'engine' | 'scope'> {
  /** `system: process …`, with the instance as what the change came through. */
  access: Access
  /** The process, as it was when the instance began. */
  document: ProcessDocument
  organisation: Organisation
  time: WorkTime
  /** The value of an expression over a record, as it is within the transaction, whoever may read what it reads. */
  evaluate(stored: StoredExpression, record: RecordRef): Promise<{ type: ExpressionType; value: Value }>
  /** Ids of the records that match, in a steady order; at most so many. */
  findRecords(entity: string, filter: Filter | undefined, limit: number): Promise<readonly string[]>
  /** Whom the initiator, or whoever decided at the step before, chose for a node. */
  chosenFor(node: string, whom: 'initiator' | 'previous'): readonly string[]
  /** Whether one of these fields of the record has changed since. */
  changedSince(fields: readonly string[], since: string): Promise<boolean>
}

export type Question = NodeQuestion<ProcessServices>

/** Declares the server half of a type of node. */
export function defineNodeServer(
  shared: { type: string },
  answer: ProcessNodeServer<ProcessServices>['answer'],
): ProcessNodeServer<ProcessServices> {
  return { type: shared.type, answer }
}
