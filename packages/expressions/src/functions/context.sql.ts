import { sql } from 'kysely'
import type { contextFunctions } from './context.ts'
import type { FunctionSql } from './function-sql.ts'

export const contextSql = {
  userfield: (_args, { node, environment }) => {
    const [property] = node.args
    const isEmail = property?.node === 'literal' && property.value === 'email'
    return sql`nullif(${environment.context(isEmail ? 'user.email' : 'user.name')}, '')`
  },
  hasrole: ([role], { environment }) => sql`(${role} = any(${environment.list('roles')}))`,
  inmyteam: ([person], { environment }) => sql`(${person} = any(${environment.list('teamIds')}))`,
  inmydepartment: ([department], { environment }) => sql`(${department} = any(${environment.list('departmentIds')}))`,
} satisfies Record<keyof typeof contextFunctions, FunctionSql>
