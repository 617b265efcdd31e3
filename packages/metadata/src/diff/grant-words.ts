import { fillText, type LocalizedText } from '@mortise/core'
import type { StoredExpression } from '@mortise/expressions'
import type { DataScope, FieldAccess } from '../documents/role.ts'
import type { GrantedAccess, GrantedRows } from '../model/granted.ts'

const scopeNames: Record<DataScope, LocalizedText> = {
  none: { zh: '无', en: 'none' },
  own: { zh: '本人', en: 'own' },
  department: { zh: '本部门', en: 'own department' },
  department_and_below: { zh: '本部门及下级', en: 'own department and below' },
  all: { zh: '全部', en: 'all' },
}
const accessNames: Record<FieldAccess, LocalizedText> = {
  none: { zh: '不可见', en: 'hidden' },
  mask: { zh: '脱敏', en: 'masked' },
  read: { zh: '只读', en: 'read only' },
  write: { zh: '可编辑', en: 'writable' },
}
/** The words of a condition. */
export type NameCondition = (where: StoredExpression) => LocalizedText

/** Which records a right is over. */
export function rowsName({ scope, where }: GrantedRows, nameOf: NameCondition): LocalizedText {
  if (!where) return scopeNames[scope]
  const params = { scope: scopeNames[scope], condition: nameOf(where) }
  if (scope === 'none') return fillText({ zh: '按条件 {condition}', en: 'by condition {condition}' }, params)
  return fillText({ zh: '{scope}及按条件 {condition}', en: '{scope} and by condition {condition}' }, params)
}

/** What may be done with a field, and where. */
export function accessName({ access, where, otherwise }: GrantedAccess, nameOf: NameCondition): LocalizedText {
  if (!where) return accessNames[access]
  const params = { access: accessNames[access], otherwise: accessNames[otherwise], condition: nameOf(where) }
  return fillText(
    { zh: '按条件 {condition} {access}，否则{otherwise}', en: '{access} by condition {condition}, else {otherwise}' },
    params,
  )
}
