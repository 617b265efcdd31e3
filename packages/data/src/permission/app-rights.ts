import { type AppModel, conditionsOfRole, roleOf } from '@mortise/metadata'
import type { Access } from '../contract/access.ts'
import { LruCache } from '../sql/lru-cache.ts'
import { compileProfile, unrestrictedProfile } from './compile-profile.ts'
import type { EntityProfile } from './entity-profile.ts'

/** The rights of one set of roles over a whole app; profiles of its tables are compiled when first asked for. */
export interface AppRights {
  /** Distinguishes rights in statement caches: within one model, equal keys mean equal rights. */
  key: string
  /** They depend on conditions, which may look at the person and the moment. */
  conditional: boolean
  /** The rights over a table; throws only when the model has no such table. */
  of(entity: string): EntityProfile
}

const rightsByModel = new WeakMap<AppModel, LruCache<string, AppRights>>()

/** The rights under which a call runs, cached per (model, roles). */
export function rightsOf(access: Access, model: AppModel): AppRights {
  const cache = rightsByModel.get(model) ?? new LruCache<string, AppRights>(500)
  if (cache.size === 0) rightsByModel.set(model, cache)
  const key = rightsKey(access, model.key)
  return cache.get(key) ?? cache.set(key, compileRights(key, model))
}

/** The rights over one table under which a call runs. */
export function profileOf(access: Access, model: AppModel, entity: string): EntityProfile {
  return rightsOf(access, model).of(entity)
}

const unrestricted = '*'

function rightsKey(access: Access, app: string): string {
  if ('system' in access || access.user.administrator) return unrestricted
  const { roles } = access.user
  const prefix = `${app}/`
  // One role is by far the most common case and needs no sorting.
  if (roles.length === 1) return roles[0]?.startsWith(prefix) ? roles[0] : ''
  const ours = roles.filter((role) => role.startsWith(prefix))
  return [...new Set(ours)].sort().join(',')
}

function compileRights(key: string, model: AppModel): AppRights {
  const prefix = `${model.key}/`
  const names = key === unrestricted || key === '' ? [] : key.split(',')
  const roles = names.map((name) => roleOf(model, name.slice(prefix.length))).filter((role) => role !== undefined)
  const profiles = new Map<string, EntityProfile>()
  return {
    key,
    conditional: roles.some((role) => conditionsOfRole(model, role).length > 0),
    of(entityKey) {
      let profile = profiles.get(entityKey)
      if (!profile) {
        const entity = model.entities.get(entityKey)
        if (!entity) throw new Error('unreachable: rights asked for a table that is not in the model')
        profile = key === unrestricted ? unrestrictedProfile(entity, key) : compileProfile(roles, model, entity, key)
        profiles.set(entityKey, profile)
      }
      return profile
    },
  }
}
