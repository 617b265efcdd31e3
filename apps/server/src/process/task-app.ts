import { createHash } from 'node:crypto'
import type { AppDescription } from '@mortise/api'
import type { EntityCapabilities, RecordGrant } from '@mortise/data'
import type { AppModel } from '@mortise/metadata'
import { describeApp } from '../app/describe-app.ts'
import { rolesIn } from '../app/session-of.ts'
import type { Services } from '../services.ts'
import type { OpenedTask } from './open-task.ts'

type Capabilities = { [entity: string]: EntityCapabilities }

/** Tables, option sets and forms that are needed to draw the record of a task, as far as the task shows them. */
export function describeTaskApp(services: Services, { access, scope, grant }: OpenedTask): AppDescription {
  const { model } = scope
  const capabilities = taskCapabilities(services.engine.capabilities(access, scope), grant, model)
  const roles = 'user' in access && !access.user.administrator ? new Set(rolesIn(access.user, model)) : null
  const nothing = { views: [], commands: [], processes: [], prints: [], pages: [], menus: [] }
  return { ...describeApp(model, capabilities, roles, services), ...nothing }
}

/** Equal where `describeTaskApp` gives the same. */
export function taskAppKey({ access, scope: { model }, grant }: OpenedTask): string {
  const roles = 'user' in access && !access.user.administrator ? rolesIn(access.user, model) : '*'
  const { id: _id, ...rights } = grant
  const text = JSON.stringify([model.key, model.revision, roles, rights])
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

/** Of the record's own table and its lines what the task gives; of others what their titles need. */
export function taskCapabilities(all: Capabilities, grant: RecordGrant, model: AppModel): Capabilities {
  const entity = model.entities.get(grant.entity)
  const own = all[grant.entity]
  if (!entity || !own) return {}
  const kept: Capabilities = { [entity.key]: withGrant(own, grant, '') }
  for (const [key, capability] of Object.entries(kept[entity.key]?.fields ?? {})) {
    const target = entity.fields.get(key)?.target
    const other = target ? all[target] : undefined
    if (!target || !other || !capability || target === entity.key) continue
    const isLines = model.entities.get(target)?.parent?.subTableField === key
    kept[target] = isLines ? withGrant(other, grant, `${key}.`) : other
    if (!isLines) continue
    for (const inner of Object.keys(kept[target]?.fields ?? {})) {
      const further = model.entities.get(target)?.fields.get(inner)?.target
      if (further && all[further]) kept[further] ??= all[further]
    }
  }
  return kept
}

function withGrant(capabilities: EntityCapabilities, grant: RecordGrant, prefix: string): EntityCapabilities {
  const table = prefix.slice(0, -1)
  const fields = Object.entries(capabilities.fields).flatMap(([key, access]): [string, typeof access][] => {
    const path = `${prefix}${key}`
    if (grant.hide.includes(path)) return []
    const written =
      grant.write.includes(path) ||
      (prefix === '' && grant.write.some((other) => other.startsWith(`${key}.`))) ||
      (prefix !== '' && grant.write.includes(table) && !grant.read.includes(path))
    return [[key, access === 'write' && !written ? 'read' : access]]
  })
  const adds = prefix !== '' && grant.write.includes(table)
  const update = fields.some(([, access]) => access === 'write')
  return { read: true, create: adds, update, delete: adds, fields: Object.fromEntries(fields) }
}

/** All that the task shows: columns, titles of what they lead to, and lines. */
export function taskSelection(capabilities: Capabilities, entity: string, model: AppModel): string[] {
  const table = model.entities.get(entity)
  return Object.keys(capabilities[entity]?.fields ?? {}).flatMap((key): string[] => {
    const field = table?.fields.get(key)
    if (!field) return []
    if (field.kind.relation !== 'children') return [key]
    const inner = field.target === null ? [] : Object.keys(capabilities[field.target]?.fields ?? {})
    const plain = inner.filter(
      (name) => model.entities.get(field.target ?? '')?.fields.get(name)?.kind.relation !== 'children',
    )
    return ['id', ...plain.filter((name) => name !== 'id')].map((name) => `${key}.${name}`)
  })
}
