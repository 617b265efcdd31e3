import { type RawBuilder, sql } from 'kysely'
import type { FunctionSql } from './function-sql.ts'

/** The SQL of a function that is one helper function; `optional` stands for the last arguments where they are left out. */
export function callHelper(name: string, optional: readonly RawBuilder<unknown>[] = []): FunctionSql {
  return (args, { node, environment }) => {
    const missing = optional.slice(optional.length - (mostArguments(node.definition.signature) - args.length))
    return sql`${environment.helper(name)}(${sql.join([...args, ...missing])})`
  }
}

function mostArguments(signature: string): number {
  return signature.split(':').length - 1
}
