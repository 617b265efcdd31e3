import { type DataScope, dataScopes, type EntityGrant, type FieldAccess, type RoleDocument } from '@mortise/metadata'

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
  access: FieldAccess | null,
): RoleDocument {
  const { [place.field]: _former, ...others } = grantOf(role, place.entity).grant.fields ?? {}
  const fields = access === null ? others : { ...others, [place.field]: access }
  return withGrant(role, place.entity, { fields })
}

/** The access to a field, and whether it is said of this field or of all others. */
export function accessOf({ fields = {} }: EntityGrant, field: string): { access: FieldAccess; own: boolean } {
  const named = Object.hasOwn(fields, field) ? fields[field] : undefined
  return named ? { access: named, own: true } : { access: fields['*'] ?? 'write', own: false }
}

/** How many of the fields cannot be written freely. */
export function limitedFields(grant: EntityGrant, fields: readonly { key: string }[]): number {
  return fields.filter(({ key }) => accessOf(grant, key).access !== 'write').length
}

/** The scopes that changing and deleting may have: none wider than reading. */
export function scopesWithin(read: DataScope): DataScope[] {
  return dataScopes.slice(0, dataScopes.indexOf(read) + 1)
}

/** Without what says nothing, and never wider to change or delete than to read. */
function tidyGrant({ read, create, update = 'none', delete: remove = 'none', fields = {} }: EntityGrant): EntityGrant {
  const within = (scope: DataScope) => (dataScopes.indexOf(scope) > dataScopes.indexOf(read) ? read : scope)
  const [updates, removes] = [within(update), within(remove)]
  const said = Object.entries(fields).filter(([key, access]) => key !== '*' || access !== 'write')
  return {
    read,
    ...(create && { create }),
    ...(updates !== 'none' && { update: updates }),
    ...(removes !== 'none' && { delete: removes }),
    ...(said.length > 0 && { fields: Object.fromEntries(said) }),
  }
}
