import { type RawBuilder, sql } from 'kysely'
import type { CallNode, TypedNode } from '../model/typed-node.ts'
import type { compareFunctions } from './compare.ts'
import type { FunctionSql } from './function-sql.ts'

type Sql = RawBuilder<unknown>

/** The condition that a nullable operand is there; nothing for one that always is. */
function present(nodes: readonly TypedNode[], args: readonly (Sql | undefined)[]): Sql[] {
  return nodes.flatMap((node, index) => (node.nullable && args[index] ? [sql`${args[index]} is not null`] : []))
}

function all(conditions: readonly Sql[]): Sql {
  return sql`(${sql.join(conditions, sql` and `)})`
}

const isBlankLiteral = (node: TypedNode | undefined) => node?.node === 'literal' && node.value === null

/** True or false, never NULL: a plain comparison that an index answers, and that its operands are there. */
function equal([a, b]: readonly Sql[], node: CallNode): Sql {
  const [left, right] = node.args
  if (isBlankLiteral(left) || isBlankLiteral(right)) {
    const [value, other] = isBlankLiteral(left) ? [b, right] : [a, left]
    return other?.type.kind === 'set' ? sql`(${value} = '{}')` : sql`(${value} is null)`
  }
  if (left?.nullable && right?.nullable) return sql`(${a} is not distinct from ${b})`
  return all([sql`${a} = ${b}`, ...present(node.args, [a, b])])
}

/** Texts in order of code points, whatever the database sorts by. */
function ordered(operator: string): FunctionSql {
  return ([a, b], { node }) => {
    const kind = node.args[0]?.type.kind
    const collation = kind === 'text' || kind === 'enum' ? sql` collate "C"` : sql``
    return all([sql`${a} ${sql.raw(operator)} ${b}${collation}`, ...present(node.args, [a, b])])
  }
}

function isIn([value, list]: readonly Sql[], node: CallNode): Sql {
  return all([sql`${value} = any(${list})`, ...present(node.args.slice(0, 1), [value])])
}

export const compareSql = {
  '==': (args, { node }) => equal(args, node),
  '!=': (args, { node }) => sql`(not ${equal(args, node)})`,
  '<': ordered('<'),
  '<=': ordered('<='),
  '>': ordered('>'),
  '>=': ordered('>='),
  in: (args, { node }) => isIn(args, node),
  notin: (args, { node }) => sql`(not ${isIn(args, node)})`,
  sametext: ([a, b], { environment }) =>
    sql`(${environment.helper('text_lower')}(${a}) is not distinct from ${environment.helper('text_lower')}(${b}))`,
} satisfies Record<keyof typeof compareFunctions, FunctionSql>
