import {
  type AppModel,
  conditionsOfRole,
  type EntityModel,
  type RoleDocument,
  roleOf,
  seesTimes,
} from '@mortise/metadata'
import type { Access, RecordGrant } from '../contract/access.ts'
import { LruCache } from '../sql/lru-cache.ts'
import { compileProfile, isWritableField, unrestrictedProfile } from './compile-profile.ts'
import { type EntityProfile, unlockedRows } from './entity-profile.ts'
import { figureProfile } from './figure-profile.ts'
import { withGrant } from './grant-record.ts'

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
  const roles = rightsKey(access, model.key)
  const grant = 'user' in access ? access.grant : undefined
  const key = grant ? `${roles} ${grantKey(grant)}` : roles
  return cache.get(key) ?? cache.set(key, compileRights(model, { key, roles, grant }))
}

/** Equal for grants that are alike over different records. */
function grantKey({ entity, read, write, hide, others }: RecordGrant): string {
  return JSON.stringify([entity, read, write, hide, others])
}

/** The rights over one table under which a call runs. */
export function profileOf(access: Access, model: AppModel, entity: string): EntityProfile {
  return rightsOf(access, model).of(entity)
}

const unrestricted = '*'
/** As the system, but locked out of what a running process keeps to itself. */
const administrator = '*user'

function rightsKey(access: Access, app: string): string {
  if ('system' in access) return unrestricted
  if (access.user.administrator) return administrator
  const { roles } = access.user
  const prefix = `${app}/`
  // One role is by far the most common case and needs no sorting.
  if (roles.length === 1) return roles[0]?.startsWith(prefix) ? roles[0] : ''
  const ours = roles.filter((role) => role.startsWith(prefix))
  return [...new Set(ours)].sort().join(',')
}

interface RightsOf {
  key: string
  roles: string
  grant: RecordGrant | undefined
}

function compileRights(model: AppModel, { key, roles: names, grant }: RightsOf): AppRights {
  const roles = rolesOf(names, model)
  const profiles = new Map<string, EntityProfile>()
  const all = names === unrestricted || names === administrator
  const compile = (entity: EntityModel) => {
    if (entity.document.figures) return figureProfile(entity, { key, all: all || mayAnalyse(roles, model, entity) })
    const own = all ? unrestrictedProfile(entity, key) : compileProfile(roles, model, entity, key)
    const kept = names === unrestricted || !isLocking(model, entity) ? own : withLock(own)
    return grant ? withGrant(kept, { grant, entity, writable: (field) => isWritableField(entity, field) }) : kept
  }
  return {
    key,
    conditional: roles.some((role) => conditionsOfRole(model, role).length > 0),
    of(entityKey) {
      let profile = profiles.get(entityKey)
      if (!profile) {
        const entity = model.entities.get(entityKey)
        if (!entity) throw new Error('unreachable: rights asked for a table that is not in the model')
        profile = compile(entity)
        profiles.set(entityKey, profile)
      }
      return profile
    },
  }
}

/** As for the time analysis. */
function mayAnalyse(roles: readonly RoleDocument[], model: AppModel, { document }: EntityModel): boolean {
  const process = model.processes.get(document.figures?.process ?? '') ?? {}
  return seesTimes(
    process,
    roles.map(({ key }) => key),
    model,
  )
}

function rolesOf(names: string, model: AppModel): RoleDocument[] {
  if (names === unrestricted || names === administrator || names === '') return []
  const prefix = `${model.key}/`
  return names
    .split(',')
    .map((name) => roleOf(model, name.slice(prefix.length)))
    .filter((role) => role !== undefined)
}

/** Whether there is a process that keeps records of the table to itself while it runs. */
export function isLocking({ processes }: AppModel, { key }: EntityModel): boolean {
  return [...processes.values()].some(({ entity, lock }) => lock === true && entity === key)
}

function withLock(profile: EntityProfile): EntityProfile {
  const { update, delete: remove } = profile
  return { ...profile, update: unlockedRows(update), delete: unlockedRows(remove), locking: true }
}
