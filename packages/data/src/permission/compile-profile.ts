import type { AppModel, DataScope, EntityGrant, EntityModel, FieldModel, RoleDocument } from '@mortise/metadata'
import {
  allRows,
  type EntityProfile,
  type FieldRule,
  isNoRows,
  noRows,
  type RowScope,
  unionRows,
} from './entity-profile.ts'

/** Needed to address, order and lock records at all, so no role can take them away. */
const alwaysReadable = new Set(['id', 'version', 'position'])

/** The system fields that a user may set; the others are kept by the platform. */
const writableSystemFields = new Set(['owner', 'department'])

/** What one role gives over one table. Every unknown word in a role document has become "nothing" here. */
interface RoleGrant {
  read: RowScope
  create: boolean
  update: RowScope
  delete: RowScope
  access(field: string): 'none' | 'mask' | 'read' | 'write'
}

/** The rights of a set of roles over one table: for each field the union of the rows of those roles that grant it. */
export function compileProfile(
  roles: readonly RoleDocument[],
  model: AppModel,
  entity: EntityModel,
  key: string,
): EntityProfile {
  const grants = roles.map((role) => grantOf(role, model, entity)).filter((grant) => grant !== null)
  const read = unionOf(grants, (grant) => grant.read)
  const fields = new Map<string, FieldRule>()
  for (const field of entity.fields.values()) {
    const rule = fieldRule(field, grants, read)
    if (!isNoRows(rule.read) || !isNoRows(rule.mask) || rule.create) fields.set(field.key, rule)
  }
  return {
    key,
    read,
    create: grants.some((grant) => grant.create),
    update: unionOf(grants, (grant) => grant.update),
    delete: unionOf(grants, (grant) => grant.delete),
    fields,
  }
}

/** The rights of the system and of administrators: everything that can be done at all. */
export function unrestrictedProfile(entity: EntityModel, key: string): EntityProfile {
  const fields = new Map<string, FieldRule>()
  for (const field of entity.fields.values()) {
    const writable = isWritable(field)
    fields.set(field.key, { read: allRows, mask: noRows, write: writable ? allRows : noRows, create: writable })
  }
  return { key, read: allRows, create: true, update: allRows, delete: allRows, fields }
}

function fieldRule(field: FieldModel, grants: readonly RoleGrant[], readableRows: RowScope): FieldRule {
  const having = (wanted: (access: string) => boolean) => grants.filter((grant) => wanted(grant.access(field.key)))
  const writing = isWritable(field) ? having((access) => access === 'write') : []
  const reading = having((access) => access === 'read' || access === 'write')
  return {
    read: alwaysReadable.has(field.key) ? readableRows : unionOf(reading, (grant) => grant.read),
    mask: unionOf(
      having((access) => access === 'mask'),
      (grant) => grant.read,
    ),
    write: unionOf(writing, (grant) => grant.update),
    create: writing.some((grant) => grant.create),
  }
}

function isWritable(field: FieldModel): boolean {
  return field.system ? writableSystemFields.has(field.key) : field.kind.writable !== false
}

function grantOf(role: RoleDocument, model: AppModel, entity: EntityModel): RoleGrant | null {
  if (entity.parent) return childGrantOf(role, model, entity)
  const grant = documentGrant(role, entity.key)
  if (!grant) return null
  const read = rowScope(grant.read)
  return {
    read,
    create: grant.create === true,
    update: isNoRows(read) ? noRows : rowScope(grant.update),
    delete: isNoRows(read) ? noRows : rowScope(grant.delete),
    access: (field) => fieldAccess(grant.fields, field),
  }
}

/** Sub-tables follow the record that owns them, as far as the role gives access to its sub-table field. */
function childGrantOf(role: RoleDocument, model: AppModel, entity: EntityModel): RoleGrant | null {
  const parent = entity.parent && model.entities.get(entity.parent.entity)
  const parentGrant = parent && parent !== entity ? grantOf(role, model, parent) : null
  if (!parentGrant || !entity.parent) return null
  const access = parentGrant.access(entity.parent.subTableField)
  if (access === 'none' || access === 'mask') return null
  const writing = access === 'write'
  const update = writing ? parentGrant.update : noRows
  const fields = documentGrant(role, entity.key)?.fields
  return {
    read: parentGrant.read,
    create: writing && (parentGrant.create || !isNoRows(update)),
    update,
    delete: update,
    access: (field) => fieldAccess(fields, field),
  }
}

function documentGrant(role: RoleDocument, entity: string): EntityGrant | undefined {
  const entities = role.entities ?? {}
  if (Object.hasOwn(entities, entity)) return entities[entity]
  return Object.hasOwn(entities, '*') ? entities['*'] : undefined
}

function fieldAccess(fields: EntityGrant['fields'], field: string): 'none' | 'mask' | 'read' | 'write' {
  if (fields === undefined) return 'write'
  const access: unknown = Object.hasOwn(fields, field)
    ? fields[field]
    : Object.hasOwn(fields, '*')
      ? fields['*']
      : 'write'
  return access === 'write' || access === 'read' || access === 'mask' ? access : 'none'
}

const rowScopes = new Map<unknown, RowScope>([
  ['own', { all: false, own: true, department: 'none' }],
  // People see what is theirs also when it lies in another department.
  ['department', { all: false, own: true, department: 'home' }],
  ['department_and_below', { all: false, own: true, department: 'below' }],
  ['all', allRows],
] satisfies [DataScope, RowScope][])

function rowScope(scope: unknown): RowScope {
  return rowScopes.get(scope) ?? noRows
}

function unionOf(grants: readonly RoleGrant[], pick: (grant: RoleGrant) => RowScope): RowScope {
  return grants.reduce((rows, grant) => unionRows(rows, pick(grant)), noRows)
}
