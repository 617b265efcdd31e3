import type { Kysely } from 'kysely'
import type { Work } from './work-limits.ts'

/** One SQL statement with its parameters. A name makes it a prepared statement where the driver has them. */
export interface Statement {
  text: string
  values: readonly unknown[]
  name?: string
  /** Default: that of the transaction, else `write`. STATEMENT_TIMEOUT when it takes longer than such work may. */
  work?: Work
}

export interface Rows<Row> {
  rows: Row[]
  /** Rows returned or affected. */
  count: number
}

/** Where statements run: the database itself or one transaction of it. */
export interface Executor {
  run<Row = { [column: string]: unknown }>(statement: Statement): Promise<Rows<Row>>
}

/** `kept`: statements are about few rows, which they name, and are not planned anew for their values. */
export type Plans = 'kept' | 'fitted'

/**
 * Runs the last statements of a transaction and commits, all in one message where the database takes several. Answers with
 * their rows; nothing can be run in the transaction any more, so that only whoever began it may finish it.
 */
export type Finish = (statements: readonly Statement[]) => Promise<Rows<{ [column: string]: unknown }>[]>

/** A PostgreSQL, outside or embedded. The only two places that know a driver are the files beside this one. */
export interface Database extends Executor {
  readonly engine: 'postgres' | 'pglite'
  /** Set inside a transaction that several writes share: the database it belongs to, by which things are remembered. */
  readonly joins?: Database
  /** Server version, such as "15.8". */
  readonly version: string
  /**
   * Runs in one transaction; rolls back when the callback throws. Use only the given executor inside: a call of the
   * database itself from within throws DATABASE_OUTSIDE_TRANSACTION (on the embedded database it would wait for ever).
   */
  transaction<Result>(
    run: (trx: Executor, finish: Finish) => Promise<Result>,
    work?: Work,
    plans?: Plans,
  ): Promise<Result>
  /** kysely over the same connections, for platform tables and for better-auth. */
  readonly kysely: Kysely<unknown>
  /** Hears NOTIFY on a channel, over one connection of its own; the answer ends it. */
  listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** One workspace: its key, its schema and the database it lives in. The schema name comes from here and nowhere else. */
export interface Workspace {
  key: string
  schema: string
  database: Database
  /** IANA zone of "today" and of day bounds. */
  timeZone: string
}
