import { type RawBuilder, sql } from 'kysely'
import type { ExpressionType } from '../model/expression-type.ts'
import type { TypedNode } from '../model/typed-node.ts'
import type { SqlEnvironment, SqlPlace } from './sql-place.ts'

/** Where a part of an expression stands: the row of each scope, the innermost last. */
export interface SqlScope {
  places: readonly SqlPlace[]
  environment: SqlEnvironment
  /** Compiles an inner part. */
  compile(node: TypedNode, scope: SqlScope): RawBuilder<unknown>
}

/** One row further in: the item of an aggregate, or the record looked up. */
export function within(scope: SqlScope, place: SqlPlace): SqlScope {
  return { ...scope, places: [...scope.places, place] }
}

export function innermost({ places }: SqlScope): SqlPlace {
  const place = places.at(-1)
  if (!place) throw new Error('unreachable: there is always the row of the expression')
  return place
}

/** What is found nowhere is false, or empty, where the type has no blank. */
export function neverNull(value: RawBuilder<unknown>, type: ExpressionType): RawBuilder<unknown> {
  const empty = emptySql(type)
  return empty ? sql`coalesce(${value}, ${empty})` : value
}

/** What stands for nothing in types that have no blank. */
export function emptySql(type: ExpressionType): RawBuilder<unknown> | null {
  if (type.kind === 'bool') return sql`false`
  if (type.kind === 'set') return sql`'{}'::text[]`
  return type.kind === 'files' ? sql`'[]'::jsonb` : null
}
