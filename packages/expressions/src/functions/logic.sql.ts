import { type RawBuilder, sql } from 'kysely'
import type { CallNode } from '../model/typed-node.ts'
import { emptySql } from '../sql/sql-scope.ts'
import type { FunctionSql } from './function-sql.ts'
import type { logicFunctions } from './logic.ts'

type Sql = RawBuilder<unknown>

/** `case when a then x when b then y else z end`. Nothing in an expression raises, so that all branches may be computed. */
function choose(args: readonly Sql[], node: CallNode, when: (test: Sql) => Sql): Sql {
  const branches: Sql[] = []
  for (let index = 0; index + 1 < args.length; index += 2) {
    branches.push(sql`when ${when(args[index] as Sql)} then ${args[index + 1]}`)
  }
  const otherwise = args.length % 2 === 1 ? args.at(-1) : emptySql(node.type)
  const end = otherwise ? sql` else ${otherwise}` : sql``
  return sql`(case ${sql.join(branches, sql` `)}${end} end)`
}

const conditions = (operator: string): FunctionSql => {
  return (args) => (args.length === 1 ? (args[0] as Sql) : sql`(${sql.join(args, sql.raw(` ${operator} `))})`)
}

function isBlank(value: Sql | undefined, kind: string | undefined): Sql {
  if (kind === 'set') return sql`(${value} = '{}')`
  if (kind === 'files') return sql`(${value} = '[]'::jsonb)`
  return sql`(${value} is null)`
}

export const logicSql = {
  if: (args, { node }) => choose(args, node, (test) => test),
  ifs: (args, { node }) => choose(args, node, (test) => test),
  switch: ([subject, ...rest], { node }) => choose(rest, node, (test) => sql`${subject} is not distinct from ${test}`),
  and: conditions('and'),
  or: conditions('or'),
  '!': ([condition]) => sql`(not ${condition})`,
  xor: ([a, b]) => sql`(${a} <> ${b})`,
  isblank: ([value], { node }) => isBlank(value, node.args[0]?.type.kind),
  coalesce: (args, { node }) => {
    const empty = node.type.kind === 'bool' ? null : emptySql(node.type)
    if (!empty) return sql`coalesce(${sql.join(args)})`
    return sql`coalesce(${sql.join(args.map((arg) => sql`nullif(${arg}, ${empty})`))}, ${empty})`
  },
  between: ([value, low, high], { node }) => {
    const text = node.args[0]?.type.kind === 'text' ? sql` collate "C"` : sql``
    const there = node.args.flatMap((arg, index) =>
      arg.nullable ? [sql`${[value, low, high][index]} is not null`] : [],
    )
    return sql`(${sql.join([sql`${value} >= ${low}${text}`, sql`${value} <= ${high}${text}`, ...there], sql` and `)})`
  },
} satisfies Record<keyof typeof logicFunctions, FunctionSql>
