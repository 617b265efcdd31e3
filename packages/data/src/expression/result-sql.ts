import { type RawBuilder, sql } from 'kysely'
import type { ColumnClass, ColumnSpec } from '../contract/field-storage.ts'

type Cast = (value: RawBuilder<unknown>, spec: ColumnSpec) => RawBuilder<unknown>

const plain: Cast = (value, { type }) => sql`(${value})::${sql.raw(type)}`
const neverNull: Cast = (value, { type, default: constant = 'null' }) =>
  sql`coalesce((${value})::${sql.raw(type)}, ${sql.raw(`${constant}::${type}`)})`

/** The value of an expression as the column of its result holds it: rounded to its places, blank when it is too large. */
const casts: Readonly<Record<ColumnClass, Cast>> = {
  text: plain,
  choice: plain,
  number(value, { type }) {
    const { limit, scale } = numberBounds(type)
    // OFFSET keeps PostgreSQL from putting the value in both places, and so from computing it twice.
    return sql`(select case when abs(r.v) < ${sql.raw(String(limit))} then r.v::${sql.raw(type)} end
      from (select round((${value})::numeric, ${sql.raw(String(scale))}) as v offset 0) as r)`
  },
  boolean: neverNull,
  date: plain,
  instant: plain,
  reference: plain,
  choices: neverNull,
  files: neverNull,
}

export function resultSql(value: RawBuilder<unknown>, spec: ColumnSpec): RawBuilder<unknown> {
  return casts[spec.class](value, spec)
}

/** What a column of numbers can hold; whole numbers as far as JavaScript counts them. */
export function numberBounds(type: string): { limit: bigint; scale: number } {
  const [, precision, scale] = /^numeric\((\d+),(\d+)\)$/.exec(type) ?? []
  if (precision !== undefined) return { limit: 10n ** (BigInt(precision) - BigInt(scale ?? 0)), scale: Number(scale) }
  return type.startsWith('numeric') ? { limit: 10n ** 18n, scale: 10 } : { limit: 2n ** 53n, scale: 0 }
}
