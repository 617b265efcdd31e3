import { arithmeticSql } from './arithmetic.sql.ts'
import { compareSql } from './compare.sql.ts'
import { contextSql } from './context.sql.ts'
import { dateSql } from './date.sql.ts'
import type { FunctionSql } from './function-sql.ts'
import { logicSql } from './logic.sql.ts'
import { numberSql } from './number.sql.ts'
import { setSql } from './set.sql.ts'
import { textSql } from './text.sql.ts'

const groups = [logicSql, compareSql, arithmeticSql, numberSql, textSql, dateSql, setSql, contextSql]

/** The SQL of every function that has one. */
export const functionsSql: ReadonlyMap<string, FunctionSql> = new Map<string, FunctionSql>(
  groups.flatMap((group) => Object.entries<FunctionSql>(group)),
)
