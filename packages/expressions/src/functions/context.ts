import type { EvaluationUser, Value } from '../model/value.ts'
import { defineFunctions } from './function-definition.ts'

const person = { group: 'context', uses: ['user'], nullable: false } as const

const properties: { readonly [name: string]: (user: EvaluationUser) => Value } = {
  name: ({ name }) => name || null,
  email: ({ email }) => email || null,
}

export const contextFunctions = defineFunctions({
  userfield: {
    spelling: 'USERFIELD',
    group: 'context',
    signature: `property: unit(${Object.keys(properties).join('|')}) -> text`,
    uses: ['user'],
    nullable: true,
    evaluate: ([property], { user }) => (user && properties[property as string]?.(user)) ?? null,
  },
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
