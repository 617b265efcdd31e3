import { deepEqual } from '@mortise/core'
import {
  type DataScope,
  dataScopes,
  type EntityGrant,
  type FieldGrant,
  type GrantedAccess,
  type GrantedRows,
  grantedAccess,
  grantedRows,
  type RoleDocument,
  type RowGrant,
} from '@mortise/metadata'

const nothing: EntityGrant = { read: 'none' }

/** What a role gives over a table, and whether that is said of this table or of all others. */
export function grantOf({ entities }: RoleDocument, entity: string): { grant: EntityGrant; own: boolean } {
  const named = Object.hasOwn(entities, entity) ? entities[entity] : undefined
  if (named) return { grant: named, own: true }
  return { grant: entities['*'] ?? nothing, own: false }
}

/** The role with other rights over a table. What was said of all others is first copied to it. */
export function withGrant(role: RoleDocument, entity: string, change: Partial<EntityGrant>): RoleDocument {
  const grant = tidyGrant({ ...grantOf(role, entity).grant, ...change })
  return { ...role, entities: { ...role.entities, [entity]: grant } }
}

/** The role without rights of its own over a table: it follows all others again. */
export function withoutGrant(role: RoleDocument, entity: string): RoleDocument {
  const { [entity]: _removed, ...entities } = role.entities
  return { ...role, entities }
}

/** The role with another access to a field (`*`: all others of the table); null lets it follow the others. */
export function withAccess(
  role: RoleDocument,
  place: { entity: string; field: string },
  access: FieldGrant | null,
): RoleDocument {
  const { [place.field]: _former, ...others } = grantOf(role, place.entity).grant.fields ?? {}
  const fields = access === null ? others : { ...others, [place.field]: access }
  return withGrant(role, place.entity, { fields })
}

/** The access to a field, and whether it is said of this field or of all others. */
export function accessOf({ fields = {} }: EntityGrant, field: string): GrantedAccess & { own: boolean } {
  const named = Object.hasOwn(fields, field) ? fields[field] : undefined
  return { ...grantedAccess(named ?? fields['*'] ?? 'write'), own: named !== undefined }
}

/** How many of the fields cannot be written freely. */
export function limitedFields(grant: EntityGrant, fields: readonly { key: string }[]): number {
  return fields.filter(({ key }) => {
    const { access, where } = accessOf(grant, key)
    return access !== 'write' || where !== null
  }).length
}

/** The scopes that changing and deleting may have: none wider than reading. */
export function scopesWithin(read: RowGrant): DataScope[] {
  return dataScopes.slice(0, dataScopes.indexOf(grantedRows(read).scope) + 1)
}

/** The shortest form of a grant: by scope, by condition, or both. */
export function rowGrant({ scope, where }: GrantedRows): RowGrant {
  if (!where) return scope
  return scope === 'none' ? { where } : { scope, where }
}

/** What of a grant stays within what may be read: a condition only where everything is, or the same condition. */
function rowsWithin(grant: RowGrant, read: RowGrant): RowGrant {
  const [rows, readable] = [grantedRows(grant), grantedRows(read)]
  const isWider = dataScopes.indexOf(rows.scope) > dataScopes.indexOf(readable.scope)
  const isKnown = readable.scope === 'all' || deepEqual(rows.where?.expr, readable.where?.expr)
  // Who changed all that is read still does when reading is narrowed to a condition.
  const where = rows.scope === 'all' && isWider ? readable.where : isKnown ? rows.where : null
  return rowGrant({ scope: isWider ? readable.scope : rows.scope, where })
}

/** Without what says nothing, and never wider to change or delete than to read. */
function tidyGrant({ read, create, update = 'none', delete: remove = 'none', fields = {} }: EntityGrant): EntityGrant {
  const [updates, removes] = [rowsWithin(update, read), rowsWithin(remove, read)]
  const said = Object.entries(fields).filter(([key, access]) => key !== '*' || access !== 'write')
  return {
    read,
    ...(create && { create }),
    ...(updates !== 'none' && { update: updates }),
    ...(removes !== 'none' && { delete: removes }),
    ...(said.length > 0 && { fields: Object.fromEntries(said) }),
  }
}
