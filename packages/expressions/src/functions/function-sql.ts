import type { RawBuilder } from 'kysely'
import type { CallNode } from '../model/typed-node.ts'
import type { SqlEnvironment } from '../sql/sql-place.ts'

/**
 * The SQL of one call. Arguments are compiled already: `num` as numeric, `text`, `enum` as text, `date`, `datetime` as
 * timestamptz, `bool` never NULL, `set` as text[] never NULL, ids as uuid. The result must be of the same kind, must
 * never raise, and must be NULL exactly where `evaluate` gives null. With `blanks: 'propagate'` NULL arguments must
 * give NULL (for a bool: false, which the compiler sees to).
 */
export type FunctionSql = (
  args: readonly RawBuilder<unknown>[],
  call: { node: CallNode; environment: SqlEnvironment },
) => RawBuilder<unknown>
