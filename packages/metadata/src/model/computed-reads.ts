import type { Dependency, DependencyStep } from '@mortise/expressions'
import type { AppModel, EntityModel, FieldModel } from './app-model.ts'

/**
 * One step from a record to others that its computed field reads:
 *   one       to the record that `field`, which is on this side, leads to
 *   foreign   to the records whose to-one relation `field` leads here: lines, inverses
 *   link      to the targets of the many-to-many `field` on this side
 *   back_link to the records whose many-to-many `field` leads here
 */
export interface ReadStep {
  via: 'one' | 'foreign' | 'link' | 'back_link'
  field: FieldModel
  /** The table that the step leads to. */
  target: string
}

/** A field that is read, over the steps that lead to its record. */
export interface ComputedRead {
  path: readonly ReadStep[]
  entity: string
  /** `id` stands for there being such a record at all. */
  field: string
}

type Entities = Pick<AppModel, 'entities'>

/**
 * What a computed field reads, in terms of tables: look-ups followed to the field that they show, and the relations on
 * the way read as well, because another link leads to other values.
 */
export function readsOf(model: Entities, field: FieldModel): ComputedRead[] {
  const reads = new Map<string, ComputedRead>()
  for (const dependency of field.computed?.checked?.dependencies ?? [])
    followDependency(model, field, dependency, reads)
  return [...reads.values()]
}

function followDependency(
  model: Entities,
  owner: FieldModel,
  { path, entity, field }: Dependency,
  reads: Map<string, ComputedRead>,
): void {
  const walk: Walk = { model, reads, path: [], entity: owner.entity }
  // A look-up in a whole table cannot be followed; such a field is not kept, and so nobody asks.
  if (!path.every((step) => follow(walk, step))) return
  const end = model.entities.get(entity)?.fields.get(field)
  if (end?.lookup) {
    for (const relation of end.lookup.path) stepOver(walk, 'one', relation, relation.target ?? '')
    addRead(walk, end.lookup.field.key)
  } else addRead(walk, field)
}

interface Walk {
  model: Entities
  reads: Map<string, ComputedRead>
  path: readonly ReadStep[]
  /** The table that the path has led to. */
  entity: string
}

function follow(walk: Walk, step: DependencyStep): boolean {
  const entity = walk.model.entities.get(walk.entity)
  if (!entity || step.entity === '') return false
  if (step.to === 'one') return followOne(walk, entity.fields.get(step.relation))
  const many = manyStep(walk.model, entity, step.relation)
  if (many) stepOver(walk, many.via, many.field, many.target)
  return many !== null
}

function followOne(walk: Walk, field: FieldModel | undefined): boolean {
  if (!field) return false
  const relations = field.lookup ? [...field.lookup.path, field.lookup.field] : [field]
  for (const relation of relations) stepOver(walk, 'one', relation, relation.target ?? '')
  return true
}

/** A to-many relation by its name, as a step. */
export function manyStep(model: Entities, entity: EntityModel, key: string): ReadStep | null {
  const field = entity.fields.get(key)
  if (field?.target) {
    if (field.kind.relation === 'many') return { via: 'link', field, target: field.target }
    const parent = model.entities.get(field.target)?.parent
    return parent ? { via: 'foreign', field: parent.field, target: field.target } : null
  }
  const inverse = entity.inverses.get(key)
  const back = inverse && model.entities.get(inverse.entity)?.fields.get(inverse.field)
  return inverse && back ? { via: inverse.many ? 'back_link' : 'foreign', field: back, target: inverse.entity } : null
}

/** Goes a step on; the relation itself is read on the side on which it is kept. */
function stepOver(walk: Walk, via: ReadStep['via'], field: FieldModel, target: string): void {
  const near = via === 'one' || via === 'link'
  if (near) addRead(walk, field.key)
  walk.path = [...walk.path, { via, field, target }]
  walk.entity = target
  if (!near) addRead(walk, field.key)
}

function addRead({ reads, path, entity }: Walk, field: string): void {
  const key = [...path.map((step) => `${step.via} ${step.field.entity}.${step.field.key}`), entity, field].join('>')
  if (!reads.has(key)) reads.set(key, { path, entity, field })
}
