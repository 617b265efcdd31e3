import type { AppModel, FieldAccess, FieldModel } from '@mortise/metadata'
import type { EntityCapabilities } from '../contract/capabilities.ts'
import type { AppRights } from './app-rights.ts'
import { type FieldRule, isNoRows } from './entity-profile.ts'
import { isFieldReadable, isFieldVisible } from './field-readable.ts'

const known = new WeakMap<AppRights, { [entity: string]: EntityCapabilities }>()

/** What may be done with each table and field; tables with no right at all are left out. For the screens only. */
export function capabilitiesOf(rights: AppRights, model: AppModel): { [entity: string]: EntityCapabilities } {
  let capabilities = known.get(rights)
  if (!capabilities) {
    capabilities = {}
    for (const entity of model.entities.values()) {
      const profile = rights.of(entity.key)
      const read = !isNoRows(profile.read)
      if (!read && !profile.create) continue
      const fields: EntityCapabilities['fields'] = {}
      for (const [key, rule] of profile.fields) {
        const field = entity.fields.get(key)
        const access = field && bestAccess(field, rule, rights)
        if (access) fields[key] = access
      }
      capabilities[entity.key] = {
        read,
        create: profile.create,
        update: !isNoRows(profile.update),
        delete: !isNoRows(profile.delete),
        fields,
      }
    }
    known.set(rights, capabilities)
  }
  return capabilities
}

function bestAccess(field: FieldModel, rule: FieldRule, rights: AppRights): Exclude<FieldAccess, 'none'> | null {
  if (!isNoRows(rule.write) || rule.create) return 'write'
  if (isFieldReadable(field, rights)) return 'read'
  return isFieldVisible(field, rights) ? 'mask' : null
}
