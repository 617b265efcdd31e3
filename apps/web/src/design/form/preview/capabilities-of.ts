import type { EntityCapabilities } from '@mortise/data'
import type { AppModel, EntityModel } from '@mortise/metadata'

/** What somebody may do who may do everything: the canvas shows all there is. */
export function fullCapabilities(model: AppModel): { [entity: string]: EntityCapabilities } {
  return Object.fromEntries([...model.entities.values()].map((entity) => [entity.key, everything(entity)]))
}

function everything(entity: EntityModel): EntityCapabilities {
  const fields = Object.fromEntries(
    [...entity.fields.values()].map(({ key, kind }) => [key, kind.writable === false ? 'read' : 'write'] as const),
  )
  return { read: true, create: true, update: true, delete: true, fields }
}
