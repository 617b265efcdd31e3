import { type Access, asUser, type Principal } from '@mortise/data'
import { type PublicFormDocument, publicRoleKey } from '@mortise/metadata'

/** In whose name records are made that come from public forms. It has no account: nobody can sign in as it. */
export const publicPersonId = '00000000-0000-4000-8000-000000000001'
export const publicPersonName = '公开填写 Public form'

/** The right to make one record of the form's table, and nothing else: see `roleOf`. */
export function visitorAccess(app: string, { key }: PublicFormDocument, language: 'zh' | 'en'): Access {
  const visitor: Principal = {
    id: publicPersonId,
    name: publicPersonName,
    departmentId: null,
    departmentAndBelowIds: [],
    roles: [`${app}/${publicRoleKey(key)}`],
    administrator: false,
    language,
  }
  return asUser(visitor, { kind: 'public_form', id: key })
}
