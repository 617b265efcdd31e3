import type { Access } from '@mortise/data'
import type { JoinedWrites } from '@mortise/data/server'
import type { ExpressionType, StoredExpression, Value } from '@mortise/expressions'
import type { Filter, ProcessDocument, Sort } from '@mortise/metadata'
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
export interface ProcessServices extends Pick<JoinedWrites, 'scope'> {
  engine: JoinedWrites['engine']
  /** `system: process …`, with the instance as what the change came through. */
  access: Access
  /** The process, as it was when the instance began. */
  document: ProcessDocument
  organisation: Organisation
  time: WorkTime
  /**
   * The value of an expression over a record, as it is within the transaction, whoever may read what it reads. Without a
   * record it is over that of the process, with the item around and what was found before beside it.
   */
  evaluate(stored: StoredExpression, record?: RecordRef): Promise<{ type: ExpressionType; value: Value }>
  /** Ids of the records that match, in a steady order; at most so many. */
  findRecords(entity: string, filter: Filter | undefined, limit: number, sort?: readonly Sort[]): Promise<string[]>
  /** What an earlier node found, as far as it is still there; an incident where that node has not been passed. */
  foundBy(node: string): Promise<{ entity: string; ids: readonly string[] }>
  /** What an expression gives, as people read it. */
  show(stored: StoredExpression, record?: RecordRef): Promise<{ zh: string; en: string }>
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

/** What a call of another program is made of. `{secret.name}` in headers stands for a secret. */
export interface OutsideCall {
  method: string
  url: string
  headers: { name: string; value: string }[]
  body: unknown
  /** The secret that it is signed with. */
  sign: string | null
}

/**
 * What nodes may do outside, after the commit of their transition. All of it may be asked for again: whoever is called, and
 * every mail server, is given the same key then.
 */
export interface OutsideServices {
  /** Tells people in the app, and by mail as they want it. */
  notify(message: { users: readonly string[]; comment: string }): Promise<void>
  /** Sends letters, to people in their language; answers with how many. */
  mail(letter: {
    users: readonly string[]
    addresses: readonly string[]
    write(language: 'zh' | 'en'): { subject: string; text: string }
  }): Promise<number>
  /** Calls another program; anything but success is thrown. */
  call(call: OutsideCall): Promise<{ status: number; body: unknown }>
  /** Whether the instance still waits for this: an answer that comes too late is not written to records. */
  isAwaited(): Promise<boolean>
  /** Sends a message to processes of the app; one with a key that nobody waits for yet is kept for a day. */
  send(message: { name: string; key: string | null }): Promise<{ delivered: number }>
  /** Starts another process; null where it is under way about the record already. */
  start(start: { process: string; recordId: string | null }): Promise<string | null>
}

/** Declares the server half of a type of node that works outside. */
export function defineOutsideNode(
  shared: { type: string },
  run: (question: Question, outside: OutsideServices) => Promise<unknown>,
): ProcessNodeServer<ProcessServices> {
  return {
    type: shared.type,
    answer: async () => ({ output: null }),
    outside: run as ProcessNodeServer<ProcessServices>['outside'] & {},
  }
}
