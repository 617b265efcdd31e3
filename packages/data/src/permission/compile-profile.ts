import type { StoredExpression } from '@mortise/expressions'
import {
  type AppModel,
  checkRoleCondition,
  type DataScope,
  type EntityGrant,
  type EntityModel,
  type FieldGrant,
  type FieldModel,
  fieldAccesses,
  grantedAccess,
  grantOnField,
  grantOver,
  type RoleDocument,
} from '@mortise/metadata'
import {
  allRows,
  bothRows,
  type EntityProfile,
  type FieldRule,
  isNoRows,
  noRows,
  ownedRows,
  type RowScope,
  rowsWhere,
  unionRows,
} from './entity-profile.ts'

/** Needed to address, order and lock records at all, so no role can take them away. */
const alwaysReadable = new Set(['id', 'version', 'position'])

/** The system fields that a user may set; the others are kept by the platform. */
const writableSystemFields = new Set(['owner', 'department'])

/** What one role gives over one table. Whatever cannot be understood in a role document has become "nothing" here. */
interface RoleGrant {
  read: RowScope
  create: boolean
  update: RowScope
  delete: RowScope
  /** Of these rows, those on which the field may be accessed like that. */
  rows(rows: RowScope, field: string, access: ReadonlySet<unknown>): RowScope
}

const masking: ReadonlySet<unknown> = new Set(['mask'])
const reading: ReadonlySet<unknown> = new Set(['read', 'write'])
const writing: ReadonlySet<unknown> = new Set(['write'])

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
    locking: false,
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
  return { key, read: allRows, create: true, update: allRows, delete: allRows, locking: false, fields }
}

function fieldRule(field: FieldModel, grants: readonly RoleGrant[], readableRows: RowScope): FieldRule {
  const writers = isWritable(field) ? grants : []
  return {
    read: alwaysReadable.has(field.key)
      ? readableRows
      : unionOf(grants, (grant) => grant.rows(grant.read, field.key, reading)),
    mask: unionOf(grants, (grant) => grant.rows(grant.read, field.key, masking)),
    write: unionOf(writers, (grant) => grant.rows(grant.update, field.key, writing)),
    // A new record is nowhere yet, so that no condition over records keeps a field from being filled.
    create: writers.some((grant) => grant.create && !isNoRows(grant.rows(allRows, field.key, writing))),
  }
}

/** Whether a field can be written by people at all. */
export function isWritableField(entity: EntityModel, key: string): boolean {
  const field = entity.fields.get(key)
  return field !== undefined && isWritable(field)
}

function isWritable(field: FieldModel): boolean {
  return field.system ? writableSystemFields.has(field.key) : field.kind.writable !== false
}

function grantOf(role: RoleDocument, model: AppModel, entity: EntityModel): RoleGrant | null {
  if (entity.parent) return childGrantOf(role, model, entity)
  const grant = documentGrant(role, entity.key)
  if (!grant) return null
  const table: GrantPlace = { model, entity: Object.hasOwn(role.entities, entity.key) ? entity.key : '*' }
  const read = grantedScope(grant.read, table)
  // What cannot be seen cannot be changed, whatever else is granted.
  const within = (right: unknown) => (isNoRows(read) ? noRows : bothRows(read, grantedScope(right, table)))
  return {
    read,
    create: grant.create === true,
    update: within(grant.update),
    delete: within(grant.delete),
    rows: (rows, field, access) => accessedRows(rows, grantOnField(grant, field), access, table),
  }
}

/** Sub-tables follow the record that owns them, as far as the role gives access to its sub-table field. */
function childGrantOf(role: RoleDocument, model: AppModel, entity: EntityModel): RoleGrant | null {
  const parent = entity.parent && model.entities.get(entity.parent.entity)
  const parentGrant = parent && parent !== entity ? grantOf(role, model, parent) : null
  if (!parentGrant || !entity.parent) return null
  const { subTableField } = entity.parent
  const read = parentGrant.rows(parentGrant.read, subTableField, reading)
  if (isNoRows(read)) return null
  const update = parentGrant.rows(parentGrant.update, subTableField, writing)
  const creating = parentGrant.create && !isNoRows(parentGrant.rows(allRows, subTableField, writing))
  const fields = documentGrant(role, entity.key)?.fields
  const table: GrantPlace = { model, entity: entity.key }
  return {
    read,
    create: creating || !isNoRows(update),
    update,
    delete: update,
    rows: (rows, field, access) => accessedRows(rows, grantOnField({ fields }, field), access, table),
  }
}

function documentGrant(role: RoleDocument, entity: string): EntityGrant | undefined {
  return role.entities ? grantOver(role, entity) : undefined
}

/** Where conditions stand: `*` for a grant over all tables that are not named. */
interface GrantPlace {
  model: AppModel
  entity: string
}

const rowScopes = new Map<unknown, RowScope>([
  ['own', ownedRows(true, 'none')],
  // People see what is theirs also when it lies in another department.
  ['department', ownedRows(true, 'home')],
  ['department_and_below', ownedRows(true, 'below')],
  ['all', allRows],
] satisfies [DataScope, RowScope][])

function grantedScope(grant: unknown, place: GrantPlace): RowScope {
  if (typeof grant !== 'object' || grant === null) return rowScopes.get(grant) ?? noRows
  const { scope, where } = grant as { scope?: unknown; where?: unknown }
  return unionRows(rowScopes.get(scope) ?? noRows, whereHolds(allRows, where, place))
}

function accessedRows(rows: RowScope, grant: FieldGrant, wanted: ReadonlySet<unknown>, place: GrantPlace): RowScope {
  if (typeof grant !== 'object' || grant === null) return wanted.has(grant) ? rows : noRows
  const { access, otherwise, where } = grantedAccess(grant)
  // With more access where the condition does not hold, the condition would take nothing away.
  if (fieldAccesses.indexOf(otherwise) >= fieldAccesses.indexOf(access)) return noRows
  if (wanted.has(otherwise)) return rows
  return wanted.has(access) ? whereHolds(rows, where, place) : noRows
}

/** A condition that does not pass the checker holds nowhere. */
function whereHolds(rows: RowScope, where: unknown, { model, entity }: GrantPlace): RowScope {
  const { checked } = checkRoleCondition(model, entity, where)
  if (!checked) return noRows
  const { expr, blankAs } = where as StoredExpression
  return rowsWhere(rows, JSON.stringify([entity, expr, blankAs ?? null]), checked)
}

function unionOf(grants: readonly RoleGrant[], pick: (grant: RoleGrant) => RowScope): RowScope {
  return grants.reduce((rows, grant) => unionRows(rows, pick(grant)), noRows)
}
