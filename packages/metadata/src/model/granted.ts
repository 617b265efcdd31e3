import type { StoredExpression } from '@mortise/expressions'
import type { DataScope, EntityGrant, FieldAccess, FieldGrant, RoleDocument, RowGrant } from '../documents/role.ts'

/** The two parts of a grant over records: by scope and by condition. */
export interface GrantedRows {
  scope: DataScope
  where: StoredExpression | null
}

/** What is granted over records, in one form; nothing when it is not said. */
export function grantedRows(grant: RowGrant | undefined): GrantedRows {
  if (typeof grant === 'object') return { scope: grant.scope ?? 'none', where: grant.where }
  return { scope: grant ?? 'none', where: null }
}

/** Access to a field: on records that meet the condition, and on the others. Without a condition both are the same. */
export interface GrantedAccess {
  access: FieldAccess
  where: StoredExpression | null
  otherwise: FieldAccess
}

export function grantedAccess(grant: FieldGrant): GrantedAccess {
  if (typeof grant === 'string') return { access: grant, where: null, otherwise: grant }
  return { access: grant.access, where: grant.where, otherwise: grant.otherwise ?? 'none' }
}

/** What a role gives over a table: the grant of its name, else that of all others. */
export function grantOver({ entities }: Pick<RoleDocument, 'entities'>, entity: string): EntityGrant | undefined {
  if (Object.hasOwn(entities, entity)) return entities[entity]
  return Object.hasOwn(entities, '*') ? entities['*'] : undefined
}

/** What a grant gives over a field: that of its name, else that of all others, else everything. */
export function grantOnField({ fields }: Pick<EntityGrant, 'fields'>, field: string): FieldGrant {
  if (fields === undefined) return 'write'
  if (Object.hasOwn(fields, field)) return fields[field] ?? 'none'
  return Object.hasOwn(fields, '*') ? (fields['*'] ?? 'none') : 'write'
}
