import type { AppModel, EntityModel, FieldModel } from './app-model.ts'

/** A field path followed over to-one relations: the relations on the way and the field at the end. */
export interface ResolvedPath {
  relations: readonly FieldModel[]
  field: FieldModel
}

/** Follows `customer.parent.level` from a table; null when a step does not exist or is no to-one relation. */
export function resolvePath(model: AppModel, entity: EntityModel, path: string): ResolvedPath | null {
  const steps = path.split('.')
  const relations: FieldModel[] = []
  let table: EntityModel | undefined = entity
  for (const step of steps.slice(0, -1)) {
    const relation: FieldModel | undefined = table?.fields.get(step)
    if (relation?.kind.relation !== 'one' || relation.target === null) return null
    relations.push(relation)
    table = model.entities.get(relation.target)
  }
  const field = table?.fields.get(steps.at(-1) ?? '')
  return field ? { relations, field } : null
}

/**
 * The field whose values a field shows: the end of the path for a look-up, the result for a computed field (a look-up
 * may end in one), else the field itself.
 */
export function shownField(field: FieldModel): FieldModel {
  return field.lookup ? shownField(field.lookup.field) : (field.computed?.result ?? field)
}
