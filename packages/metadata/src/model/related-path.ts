import type { AppModel, EntityModel, FieldModel } from './app-model.ts'
import { manyStep, type ReadStep } from './computed-reads.ts'

/** A way from a record to records around it: over relations to one, and at last over a relation to one or to many. */
export interface RelatedPath {
  /** The relations to one that come first; the last step begins at the table `from`. */
  before: readonly FieldModel[]
  from: EntityModel
  step: ReadStep
  target: EntityModel
}

type Entities = Pick<AppModel, 'entities'>

/** Follows a path of relations: `customer`, `lines`, `customer.opportunities`; null where it leads nowhere. */
export function relatedPath(model: Entities, entity: EntityModel, path: string): RelatedPath | null {
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const before: FieldModel[] = []
  let from = entity
  for (const key of keys) {
    const step = oneStep(from, key)
    const next = step && model.entities.get(step.target)
    if (!next) return null
    before.push(step.field)
    from = next
  }
  const step = oneStep(from, last) ?? manyStep(model, from, last)
  const target = step && model.entities.get(step.target)
  return target ? { before, from, step, target } : null
}

function oneStep(entity: EntityModel, key: string): ReadStep | null {
  const field = entity.fields.get(key)
  return field?.target && !field.lookup && field.kind.relation === 'one'
    ? { via: 'one', field, target: field.target }
    : null
}
