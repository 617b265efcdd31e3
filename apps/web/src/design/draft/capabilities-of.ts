import type { EntityCapabilities } from '@mortise/data'
import {
  type AppModel,
  type EntityModel,
  type FieldAccess,
  grantedAccess,
  grantedRows,
  grantOnField,
  grantOver,
  type RoleDocument,
} from '@mortise/metadata'

type Capabilities = { [entity: string]: EntityCapabilities }

/** What somebody may do who may do everything: the canvas shows all there is. */
export function fullCapabilities(model: AppModel): Capabilities {
  return byEntity(model, (entity) => ({
    ...{ read: true, create: true, update: true, delete: true },
    fields: fieldsOf(entity, () => 'write'),
  }))
}

/**
 * What people with nothing but this role may do with the tables, as far as it is the same for all records: with rights
 * by condition or scope, some of the records. Lines follow the table that they belong to.
 */
export function roleCapabilities(model: AppModel, role: RoleDocument): Capabilities {
  return byEntity(model, (entity) => {
    const grant = grantOver(role, entity.key) ?? (entity.parent ? grantOver(role, entity.parent.entity) : undefined)
    const may = (rows: 'read' | 'update' | 'delete') => {
      const { scope, where } = grantedRows(grant?.[rows])
      return scope !== 'none' || where !== null
    }
    if (!grant || !may('read')) return nothing
    const access = (field: string) => grantedAccess(grantOnField(grant, field)).access
    const writes = grant.create === true || may('update')
    return {
      ...{ read: true, create: grant.create === true, update: may('update'), delete: may('delete') },
      fields: fieldsOf(entity, (field) => (writes || access(field) !== 'write' ? access(field) : 'read')),
    }
  })
}

const nothing: EntityCapabilities = { read: false, create: false, update: false, delete: false, fields: {} }

function byEntity(model: AppModel, capabilities: (entity: EntityModel) => EntityCapabilities): Capabilities {
  return Object.fromEntries([...model.entities.values()].map((entity) => [entity.key, capabilities(entity)]))
}

function fieldsOf({ fields }: EntityModel, accessTo: (field: string) => FieldAccess): EntityCapabilities['fields'] {
  const known: EntityCapabilities['fields'] = {}
  for (const { key, kind } of fields.values()) {
    const access = accessTo(key)
    if (access !== 'none') known[key] = access === 'write' && kind.writable === false ? 'read' : access
  }
  return known
}
