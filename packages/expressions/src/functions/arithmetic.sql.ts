import { sql } from 'kysely'
import type { arithmeticFunctions } from './arithmetic.ts'
import type { FunctionSql } from './function-sql.ts'

export const arithmeticSql = {
  '+': ([a, b], { environment }) => sql`${environment.helper('num_cap')}(${a} + ${b})`,
  '-': ([a, b], { environment }) => sql`${environment.helper('num_cap')}(${a} - ${b})`,
  '*': ([a, b], { environment }) => sql`${environment.helper('num_cap')}(round(${a} * ${b}, 10))`,
  '/': ([a, b], { environment }) => sql`${environment.helper('num_div')}(${a}, ${b})`,
  '%': ([a, b], { environment }) => sql`${environment.helper('num_mod')}(${a}, ${b})`,
  neg: ([a]) => sql`(- ${a})`,
} satisfies Record<keyof typeof arithmeticFunctions, FunctionSql>
