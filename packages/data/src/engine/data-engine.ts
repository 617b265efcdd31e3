import type { ExpressionSchema, StoredExpression } from '@mortise/expressions'
import type { AppModel } from '@mortise/metadata'
import type { ComputedDifference } from '../computed/compare-computed.ts'
import type { Recalculator } from '../computed/recalculator.ts'
import type { CurrentModels } from '../computed/run-recalculations.ts'
import type { Access } from '../contract/access.ts'
import type { EntityCapabilities } from '../contract/capabilities.ts'
import type { ChangeEvent, RecordChanged } from '../contract/changes.ts'
import type {
  AggregateQuery,
  AggregateRow,
  EntityRecord,
  OpenedRecord,
  Query,
  RecordPage,
  SearchHit,
} from '../contract/query.ts'
import type { BulkResult, Lookalikes, RecordInput } from '../contract/write.ts'
import type { Database, Executor, Finish, Workspace } from '../database/database.ts'
import type { Savepoints } from '../database/savepoints.ts'
import type { Evaluation } from '../expression/evaluation.ts'
import type { RecordExplanation } from '../expression/explain-record.ts'

/** Where a call goes: a workspace, and the compiled app whose tables are meant. */
export interface AppScope {
  workspace: Workspace
  model: AppModel
}

export interface SaveOptions {
  /** Save although a `warn` duplicate check found records. */
  acceptDuplicates?: boolean
  /** What to answer with; as in Query. */
  select?: string[]
  /** Told the record's own columns as they were written, where the statement gave them back and nothing followed from it. */
  seen?(record: EntityRecord): void
}

/** Writes that share a transaction; `scope` goes into each of them. */
export interface JoinedWrites {
  engine: Pick<DataEngine, 'create' | 'update' | 'archive' | 'get' | 'query' | 'evaluate' | 'names'>
  scope: AppScope
  /** The transaction itself, for tables that are not of records. */
  trx: Executor
  /** For whoever takes back a part of what was written. */
  savepoints: Savepoints
  /** For whoever began the transaction, where there is one. */
  finish?: Finish
  /** After the commit, screens hear that something else about these records changed: what may be done with them, say. */
  touched(entity: string, ids: string[]): void
}

/** Which records a bulk call means: named ones, or all that match. An empty or missing filter is refused. */
export type BulkTarget = { ids: string[] } | { filter: NonNullable<Query['filter']> }

/** The one read path and the one write path. Every call takes who acts; nothing runs without it. */
export interface DataEngine {
  query(access: Access, scope: AppScope, entity: string, query: Query): Promise<RecordPage>
  /** RECORD_NOT_FOUND when it does not exist or the user may not see it. */
  get(access: Access, scope: AppScope, entity: string, id: string, select?: string[]): Promise<EntityRecord>
  /** The same with what the user may do with the record. */
  open(access: Access, scope: AppScope, entity: string, id: string, select?: string[]): Promise<OpenedRecord>
  aggregate(access: Access, scope: AppScope, entity: string, query: AggregateQuery): Promise<AggregateRow[]>
  /** What an expression gives for one record as the user sees it, part by part; EXPLAIN_TOO_LARGE beyond 20,000 records. */
  explain(
    access: Access,
    scope: AppScope,
    entity: string,
    id: string,
    expression: StoredExpression,
  ): Promise<RecordExplanation>
  /**
   * Runs a pure evaluation over a record that need not be saved: with the moment and the person of the call, and with
   * every record of the app at hand, whoever may read it (`asReader`: only what the user may). EXPLAIN_TOO_LARGE beyond
   * 20,000 records.
   */
  evaluate<Result>(
    access: Access,
    scope: AppScope,
    entity: string,
    run: (evaluation: Evaluation) => Result,
    options?: { asReader?: boolean },
  ): Promise<Result>
  /** Records of any table by their searchable fields, best first. */
  search(access: Access, scope: AppScope, text: string, limit: number): Promise<SearchHit[]>

  create(
    access: Access,
    scope: AppScope,
    entity: string,
    input: RecordInput,
    options?: SaveOptions,
  ): Promise<EntityRecord>
  /** `version` is the one the user saw; RECORD_CHANGED with the present record when it is stale. */
  update(
    access: Access,
    scope: AppScope,
    entity: string,
    target: { id: string; version: number },
    input: RecordInput,
    options?: SaveOptions,
  ): Promise<EntityRecord>
  /** Records that duplicate checks would find for these values; `id` is the record that is being changed. */
  lookalikes(
    access: Access,
    scope: AppScope,
    entity: string,
    id: string | null,
    values: RecordInput,
  ): Promise<Lookalikes[]>
  archive(access: Access, scope: AppScope, entity: string, target: { id: string; version?: number }): Promise<void>
  restore(access: Access, scope: AppScope, entity: string, id: string): Promise<EntityRecord>
  /** Several writes in one transaction: all of them happened, or none. Only what is given may be used inside. */
  together<Result>(scope: AppScope, run: (writes: JoinedWrites) => Promise<Result>): Promise<Result>

  /**
   * All or nothing unless `partial`; in chunks of 500 per transaction when partial. With `computeLater` the system leaves
   * computed fields that read other records to `recalculateAll`. Nothing is written before `after` happened.
   */
  createMany(
    access: Access,
    scope: AppScope,
    entity: string,
    inputs: RecordInput[],
    options?: { partial?: boolean; computeLater?: boolean; after?: Promise<unknown> },
  ): Promise<BulkResult>
  updateMany(
    access: Access,
    scope: AppScope,
    entity: string,
    target: BulkTarget,
    input: RecordInput,
  ): Promise<{ updated: number; refused: number }>
  archiveMany(
    access: Access,
    scope: AppScope,
    entity: string,
    target: BulkTarget,
  ): Promise<{ archived: number; refused: number }>

  history(
    access: Access,
    scope: AppScope,
    entity: string,
    id: string,
    page: { size: number; before?: string },
  ): Promise<{ events: ChangeEvent[]; next: string | null }>
  comment(
    access: Access,
    scope: AppScope,
    entity: string,
    id: string,
    comment: { text: string; mentions: string[] },
  ): Promise<ChangeEvent>

  capabilities(access: Access, scope: AppScope): { [entity: string]: EntityCapabilities }
  /** The tables and fields that expressions may name on behalf of the user: what they may not read is not there. */
  names(access: Access, scope: AppScope): ExpressionSchema

  /** Compares what is stored of computed fields with what they should be. */
  compareComputed(scope: AppScope): Promise<ComputedDifference[]>
  /** Computes every kept field of every live record that reads other records. */
  recalculateAll(scope: AppScope): Promise<void>
  /** Computed fields, by table, of which some values wait for the job to bring them up to date. */
  staleFields(scope: AppScope): Promise<{ [entity: string]: string[] }>
  /** Works off all that is due now; answers with the number of pieces. */
  recalculateDue(workspace: Workspace, models: CurrentModels): Promise<number>
  /** Does so for as long as the server runs. */
  startRecalculator(workspace: Workspace, models: CurrentModels): Recalculator
  /** Called after each committed change, of this process or of another that is listened to; the answer ends it. */
  onChange(listener: (change: RecordChanged & { workspace: string }) => void): () => void
  /** Hears what other servers on that database commit, and passes it to `onChange`; the answer ends it. */
  hearOthers(database: Database): Promise<() => Promise<void>>
}
