import { type RawBuilder, sql } from 'kysely'
import type { CallNode } from '../model/typed-node.ts'
import { callHelper } from './call-helper.ts'
import type { FunctionSql } from './function-sql.ts'
import type { numberFunctions } from './number.ts'

/** Texts by code point, whatever the database sorts by; blanks are skipped. */
function extreme(name: 'least' | 'greatest'): FunctionSql {
  return (args: readonly RawBuilder<unknown>[], { node }: { node: CallNode }) => {
    const collated = node.type.kind === 'text' ? args.map((arg) => sql`(${arg} collate "C")`) : args
    return sql`${sql.raw(name)}(${sql.join(collated)})`
  }
}

export const numberSql = {
  abs: ([value]) => sql`abs(${value})`,
  sign: ([value]) => sql`sign(${value})`,
  round: callHelper('num_round', [sql`0`]),
  roundup: callHelper('num_roundup', [sql`0`]),
  rounddown: callHelper('num_rounddown', [sql`0`]),
  ceiling: callHelper('num_ceiling', [sql`1`]),
  floor: callHelper('num_floor', [sql`1`]),
  int: ([value], { environment }) => sql`${environment.helper('num_cap')}(floor(${value}))`,
  min: extreme('least'),
  max: extreme('greatest'),
  power: callHelper('num_power'),
  sqrt: callHelper('num_sqrt'),
  value: callHelper('num_value'),
} satisfies Record<keyof typeof numberFunctions, FunctionSql>
