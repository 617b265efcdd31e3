import type { FieldDocument } from '../documents/entity.ts'
import type { EntityModel } from '../model/app-model.ts'
import { type AppIndex, findField, type Report } from './app-index.ts'
import { checkPath } from './check-reference.ts'
import { pointerTo } from './json-pointer.ts'

export const maxHops = 3

interface Place {
  entity: EntityModel
  index: AppIndex
  pointer: string
  report: Report
}

/** Checks that a look-up leads over to-one relations to a value, not to itself and not too far. */
export function checkLookup(field: FieldDocument, { entity, index, pointer, report }: Place): void {
  const kind = index.fieldTypes.has(field.type) ? index.fieldTypes.get(field.type) : null
  const path = kind?.lookupOption === undefined ? undefined : field.options?.[kind.lookupOption]
  if (kind?.lookupOption === undefined || typeof path !== 'string') return
  const at = pointerTo(pointer, 'options', kind.lookupOption)
  if (!path.includes('.')) {
    report('LOOKUP_INVALID', at, { name: path })
    return
  }
  const hops = lookupHops(entity.key, field.key, index, new Set())
  if (hops === 'cycle') report('LOOKUP_CYCLE', at, { name: field.key })
  else if (hops !== null && hops > maxHops) report('LOOKUP_TOO_LONG', at, { count: hops, max: maxHops })
  else if (hops === null) checkPath(entity, path, { index, report, pointer: at })
}

/** Relations that a look-up goes over in the end; null when its path leads nowhere. */
function lookupHops(entity: string, key: string, index: AppIndex, visited: Set<string>): number | 'cycle' | null {
  const id = `${entity}/${key}`
  if (visited.has(id)) return 'cycle'
  visited.add(id)
  const field = findField(index.entityDocuments.get(entity), key)
  if (!field || field.archived) return index.fieldState(entity, key) === 'live' ? 0 : null
  const kind = index.fieldTypes.has(field.type) ? index.fieldTypes.get(field.type) : null
  if (!kind) return null
  if (kind.lookupOption === undefined) return 0
  const path = field.options?.[kind.lookupOption]
  const steps = typeof path === 'string' ? path.split('.') : []
  const table = followRelations(entity, steps.slice(0, -1), index)
  if (table === null) return null
  const rest = lookupHops(table, steps.at(-1) ?? '', index, visited)
  return typeof rest === 'number' ? rest + steps.length - 1 : rest
}

function followRelations(entity: string, steps: readonly string[], index: AppIndex): string | null {
  let table = entity
  for (const step of steps) {
    const relation = index.model.entities.get(table)?.fields.get(step)
    if (relation?.kind.relation !== 'one' || relation.target === null) return null
    table = relation.target
  }
  return table
}
