import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Statement } from '../database/database.ts'
import type { Work } from '../database/work-limits.ts'

/**
 * A parameter whose value is known only when the statement runs. Statements are composed with kysely's `sql` once per
 * shape, compiled, cached, and bound to the values of each request: composing costs ten times the binding.
 */
export class Slot {
  readonly name: string
  readonly cast: string | undefined
  constructor(name: string, cast?: string) {
    this.name = name
    this.cast = cast
  }
}

/** A placeholder for the named value; `cast` is a PostgreSQL type, needed where the type cannot be inferred. */
export function slot<Type = unknown>(name: string, cast?: string): RawBuilder<Type> {
  const parameter = sql.val(new Slot(name))
  return cast ? sql`${parameter}::${sql.raw(cast)}` : sql`${parameter}`
}

/** A compiled statement that waits for its values. */
export interface PreparedStatement {
  text: string
  parameters: readonly unknown[]
  name: string | undefined
  work?: Work
}

export interface SqlCompiler {
  /** Compiles a composed statement. Give a name only to statements of a bounded number of shapes. */
  compile(query: RawBuilder<unknown> | Expression<unknown>, name?: string): PreparedStatement
}

/** Puts the values into the slots. */
export function bind(statement: PreparedStatement, values: { [slot: string]: unknown }): Statement {
  const bound = statement.parameters.map((parameter) =>
    parameter instanceof Slot ? values[parameter.name] : parameter,
  )
  return { text: statement.text, values: bound, name: statement.name, work: statement.work }
}
