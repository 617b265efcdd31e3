import { type RawBuilder, sql } from 'kysely'
import type { CallNode } from '../model/typed-node.ts'
import type { FunctionSql } from './function-sql.ts'
import type { setFunctions } from './set.ts'

/** Options are an array of text, files one of JSON. */
function size(value: RawBuilder<unknown> | undefined, node: CallNode): RawBuilder<unknown> {
  return node.args[0]?.type.kind === 'files' ? sql`jsonb_array_length(${value})` : sql`cardinality(${value})`
}

export const setSql = {
  has: ([choices, option]) => sql`(${choices} @> array[${option}]::text[])`,
  hasany: ([choices, options]) => sql`(${choices} && ${options})`,
  hasall: ([choices, options]) => sql`(${choices} @> ${options})`,
  setcount: ([choices], { node }) => sql`${size(choices, node)}::numeric`,
  option: ([choices, position = sql`1`], { environment }) =>
    sql`(${choices})[${environment.helper('num_int')}(${position}, 0, 1000000)]`,
  isempty: ([choices], { node }) => sql`(${size(choices, node)} = 0)`,
} satisfies Record<keyof typeof setFunctions, FunctionSql>
