import type { contextFunctions } from './context.ts'
import { describe, type FunctionDocs } from './function-docs.ts'

export const contextDocs = {
  hasrole: describe(
    '当前用户有这个角色时成立。',
    'Holds when the acting user has the role.',
    'HASROLE("crm/sales")',
    'true',
  ),
  inmyteam: describe(
    '此人在当前用户的团队中时成立：其部门及以下部门的人员，以及直接或间接下属。',
    'Holds when the person is in the team of the acting user: people of their departments and those who report to them.',
    'INMYTEAM({Owner})',
    'true',
  ),
  inmydepartment: describe(
    '此部门是当前用户的部门或其下级部门时成立。',
    'Holds when the department is that of the acting user or below it.',
    'INMYDEPARTMENT({Department})',
    'true',
  ),
} satisfies Record<keyof typeof contextFunctions, FunctionDocs>
