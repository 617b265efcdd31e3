import type { JsonObject } from '@mortise/core'
import type { EntityRecord } from '@mortise/data'
import type { AppScope, JoinedWrites } from '@mortise/data/server'
import type { Organisation } from '../approvers/organisation.ts'
import type { NodeQuestion } from '../contract/process-node.ts'
import type { ProcessGraph } from '../graph/process-graph.ts'
import type { ProcessEvent } from '../step/process-event.ts'
import type { Answer, ProcessWrite } from '../step/step-result.ts'
import type { InstanceRow } from '../store/instance-row.ts'
import type { WritePart } from '../store/write-parts.ts'

/** What nodes work with, within the transaction of an instance. */
export interface NodeServices extends JoinedWrites {
  /** As it was when the transaction began. */
  organisation: Organisation
  /** Done once the transaction is committed; not when it is taken back. */
  afterCommit?(run: () => void): void
}

/** A process made ready to run: its graph, and answers to what the graph leaves open. */
export interface ProcessProgram {
  app: string
  key: string
  /** Of the document; another one is another version. */
  hash: string
  /** As it was published: a version is made ready from it again, for as long as instances run on it. */
  document: JsonObject
  /** The table whose records it is about. */
  entity: string | null
  graph: ProcessGraph
  /** While it runs, nobody else changes the record. */
  locks?: boolean
  /** More than one may be under way about a record. */
  several: boolean
  titleOf(record: EntityRecord | null): string
  /** Which process a node calls. */
  calls(node: string): string | null
  /** Answers what the engine asks about a node. What it throws becomes an incident there. */
  answer(question: NodeQuestion<NodeServices>): Promise<Answer>
}

/** Where programs come from. */
export interface ProcessPrograms {
  /** The process as it is in force. */
  inForce(app: string, process: string): ProcessProgram | null
  /** A version as it was published. */
  ofVersion(app: string, document: JsonObject): ProcessProgram | null
  /** A document that is not in force, to be tried: nothing of it is kept. */
  trial(app: string, document: JsonObject): ProcessProgram | null
  /** The tables of an app as they are in force. */
  scopeOf(app: string): AppScope | null
}

/** The world outside the database. What is asked of it may be asked again: `key` is the same then. */
export interface ProcessOutside {
  /**
   * Does the work of a node; what it throws is an incident there, unless it is an AppError that is caught. Null: nobody
   * waited for it any more, and nothing was done.
   */
  run(work: { instance: InstanceRow; node: string; key: string }): Promise<{ output: unknown } | null>
  /** Reminds those who have not decided, or tells others that they have not. */
  tell(news: { instance: InstanceRow; what: 'remind' | 'copy'; visit: number; deadline: string }): Promise<void>
}

/** What a transition wrote: who was asked, what ended, what failed. */
export interface WrittenTransition {
  /** As it was before. */
  before: InstanceRow
  instance: InstanceRow
  writes: readonly ProcessWrite[]
  event: ProcessEvent
}

export interface ProcessServices {
  /** Runs in one transaction of the app; only what is given may be used inside. */
  together<Result>(
    of: { scope: AppScope; process: string },
    run: (joined: NodeServices) => Promise<Result>,
  ): Promise<Result>
  programs: ProcessPrograms
  outside: ProcessOutside
  /** What is written with each transition, in its statement: to tell people, for instance. */
  onWritten?(joined: NodeServices, written: WrittenTransition): WritePart[]
}
