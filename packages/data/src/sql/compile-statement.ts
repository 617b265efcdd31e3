import { createHash } from 'node:crypto'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import type { PreparedStatement } from './slot.ts'

/** Turns what was composed with kysely into text; it never runs anything. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/**
 * Compiles a composed statement. Name only statements of a bounded number of shapes: each connection keeps a named one
 * until it closes. The name follows from the text, so that the same statement of another revision shares it.
 */
export function compileStatement(query: RawBuilder<unknown>, { named = false } = {}): PreparedStatement {
  const { sql: text, parameters } = query.compile(compiler)
  const name = named ? `m${createHash('sha1').update(text).digest('base64url')}` : undefined
  return { text, parameters, name }
}
