import { deepEqual } from '@mortise/core'
import { dataScopes, type FieldAccess, fieldAccesses } from '../documents/role.ts'
import type { GrantedAccess, GrantedRows } from '../model/granted.ts'

export function isSameRows(a: GrantedRows, b: GrantedRows): boolean {
  return a.scope === b.scope && isSameCondition(a.where, b.where)
}

/** How a condition was written does not matter, only what it says. */
function isSameCondition(a: GrantedRows['where'], b: GrantedRows['where']): boolean {
  return deepEqual([a?.expr, a?.blankAs ?? 'blank'], [b?.expr, b?.blankAs ?? 'blank'])
}

/** Whether there may be records that somebody could not reach before. Of two conditions nobody knows which is wider. */
export function isWiderRows(from: GrantedRows, to: GrantedRows): boolean {
  if (from.scope === 'all') return false
  if (dataScopes.indexOf(to.scope) > dataScopes.indexOf(from.scope)) return true
  return to.where !== null && !isSameCondition(from.where, to.where)
}

export function isSameAccess(a: GrantedAccess, b: GrantedAccess): boolean {
  return a.access === b.access && a.otherwise === b.otherwise && isSameCondition(a.where, b.where)
}

/** Whether the field may be open to somebody on records on which it was not. */
export function isWiderAccess(from: GrantedAccess, to: GrantedAccess): boolean {
  const exceeds = (a: FieldAccess, b: FieldAccess) => fieldAccesses.indexOf(a) > fieldAccesses.indexOf(b)
  if (isSameCondition(from.where, to.where)) {
    return exceeds(to.access, from.access) || exceeds(to.otherwise, from.otherwise)
  }
  // Where the former condition did not hold, the present one may.
  return exceeds(to.access, from.otherwise)
}
