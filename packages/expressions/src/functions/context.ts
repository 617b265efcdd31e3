import { defineFunctions } from './function-definition.ts'

const person = { group: 'context', uses: ['user'], nullable: false } as const

export const contextFunctions = defineFunctions({
  hasrole: {
    ...person,
    spelling: 'HASROLE',
    signature: 'role: words -> bool',
    evaluate: ([role], { user }) => user?.roles.includes(role as string) ?? false,
  },
  inmyteam: {
    ...person,
    spelling: 'INMYTEAM',
    signature: 'person: user -> bool',
    evaluate: ([id], { user }) => user?.teamIds.includes(id as string) ?? false,
  },
  inmydepartment: {
    ...person,
    spelling: 'INMYDEPARTMENT',
    signature: 'department: department -> bool',
    evaluate: ([id], { user }) => user?.departmentAndBelowIds.includes(id as string) ?? false,
  },
})
