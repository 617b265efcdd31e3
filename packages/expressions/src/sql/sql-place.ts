import type { RawBuilder } from 'kysely'
import type { ContextName } from '../model/expression.ts'
import type { SchemaField, SchemaRelation } from '../model/expression-schema.ts'
import type { FieldStep } from '../model/typed-node.ts'

/** A value in a statement. */
export interface SqlColumn {
  sql: RawBuilder<unknown>
  /** Type in PostgreSQL: `numeric(18,2)`, `bigint`, `text` … Constants are cast to it, so that an index can be used. */
  type: string
  nullable: boolean
}

/**
 * A row that an expression looks at, inside a statement that somebody else composes. Whoever implements it says how
 * rows are reached and under whose rights: with a reader's (filters), or with none (permissions, stored values).
 */
export interface SqlPlace {
  /** The field at the end of a path of to-one relations; the class-less SQL of a missing row is NULL (or false, '{}'). */
  field(steps: readonly FieldStep[], field: SchemaField): SqlColumn
  /** The rows of a to-many relation, optionally behind to-one relations. */
  many(steps: readonly FieldStep[], relation: SchemaRelation): SqlRows
  /** The live rows of a table. */
  all(entity: string): SqlRows
  /** What was before the change; only where rules run. */
  old?(field: SchemaField): SqlColumn
}

/** Rows to be aggregated. Live ones only: archived records count nowhere. */
export interface SqlRows {
  place: SqlPlace
  /**
   * `(select <value> from … where … and <where> order by … limit 1)`. Called once, after the expressions of the item are
   * compiled with `place`, because these may add joins. Without an order, `limit: 1` takes the lowest id.
   */
  select(
    value: RawBuilder<unknown>,
    parts: {
      where: RawBuilder<boolean> | null
      order?: { by: RawBuilder<unknown>; direction: 'asc' | 'desc' } | null
      limit?: 1
    },
  ): RawBuilder<unknown>
  exists(where: RawBuilder<boolean> | null): RawBuilder<boolean>
  /** The row's id, to break ties in an order. */
  id: RawBuilder<unknown>
}

/** What is the same for a whole statement. */
export interface SqlEnvironment {
  /** The value of the moment, as a parameter of the right type: `now` timestamptz, `today` date, ids uuid, else text. */
  context(name: ContextName): RawBuilder<unknown>
  /** Of the acting user: `departmentIds` (own and below) uuid[], `teamIds` uuid[], `roles` text[]. */
  list(name: 'departmentIds' | 'teamIds' | 'roles'): RawBuilder<unknown>
  /** The zone of the workspace, as text. */
  zone(): RawBuilder<string>
  /** A helper function of `helperFunctions`, qualified. */
  helper(name: string): RawBuilder<unknown>
  /** The table of days that are not as the week says, qualified: columns `day date`, `works boolean`. */
  calendarTable(): RawBuilder<unknown>
  /** A constant of the expression: a parameter, or written out where the plan should know it. */
  constant(value: unknown, type: string): RawBuilder<unknown>
}
