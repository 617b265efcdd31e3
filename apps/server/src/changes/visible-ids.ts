import { asUser, maxPageSize, type RecordChanged } from '@mortise/data'
import type { AppScope, DataEngine } from '@mortise/data/server'
import type { AppModel } from '@mortise/metadata'
import type { SignedIn } from '../identity/signed-in.ts'

/**
 * Which of the changed records the user may see, asked of the one read path as any other question; null for none.
 * An empty list stands for "many": only who reads all records may know of that.
 */
export async function visibleIds(
  engine: DataEngine,
  scope: AppScope,
  signedIn: SignedIn,
  change: RecordChanged,
): Promise<string[] | null> {
  const access = asUser(signedIn.principal)
  if (readsAllRows(signedIn, scope.model, change.entity)) return change.ids
  if (change.ids.length === 0 || !engine.capabilities(access, scope)[change.entity]?.read) return null
  const { records } = await engine.query(access, scope, change.entity, {
    select: ['id'],
    filter: { field: 'id', op: 'in', value: change.ids },
    page: { size: maxPageSize },
    archived: 'include',
  })
  return records.length > 0 ? records.map((record) => record.id) : null
}

/** Whether no question is needed: an administrator, or a role that reads every record of the table. */
function readsAllRows({ principal }: SignedIn, model: AppModel, entity: string): boolean {
  if (principal.administrator) return true
  if (model.entities.get(entity)?.parent) return false
  return principal.roles.some((name) => {
    const [app, key = ''] = name.split('/')
    const entities = app === model.key ? model.roles.get(key)?.entities : undefined
    if (!entities) return false
    const grant = Object.hasOwn(entities, entity) ? entities[entity] : entities['*']
    return grant?.read === 'all'
  })
}
