import type { AppModel, EntityModel, FieldModel } from '@mortise/metadata'
import { leadsTo } from './block-roles.ts'

/** A table whose records point at those of another one, and by which relation. */
export interface RelatedTable {
  entity: EntityModel
  field: FieldModel
}

/** The tables of which records can be listed under one of a table; lines belong to their record and are not among them. */
export function relatedTables(model: AppModel, page: EntityModel | null): RelatedTable[] {
  return [...model.entities.values()]
    .filter((entity) => !entity.parent)
    .flatMap((entity) => {
      const field = entity.ownFields.find((own) => leadsTo(own, page))
      return field ? [{ entity, field }] : []
    })
}
