import { sql } from 'kysely'
import type { contextFunctions } from './context.ts'
import type { FunctionSql } from './function-sql.ts'

export const contextSql = {
  hasrole: ([role], { environment }) => sql`(${role} = any(${environment.list('roles')}))`,
  inmyteam: ([person], { environment }) => sql`(${person} = any(${environment.list('teamIds')}))`,
  inmydepartment: ([department], { environment }) => sql`(${department} = any(${environment.list('departmentIds')}))`,
} satisfies Record<keyof typeof contextFunctions, FunctionSql>
