import { arithmeticSql } from './arithmetic.sql.ts'
import { compareSql } from './compare.sql.ts'
import type { FunctionSql } from './function-sql.ts'
import { logicSql } from './logic.sql.ts'

/** The SQL of every function that has one. */
export const functionsSql: ReadonlyMap<string, FunctionSql> = new Map<string, FunctionSql>(
  [logicSql, compareSql, arithmeticSql].flatMap((group) => Object.entries<FunctionSql>(group)),
)
