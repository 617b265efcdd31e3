import type { LocalizedText } from '@mortise/core'
import type { ExpressionSchema, SchemaEntity, SchemaField, SchemaRelation } from '../model/expression-schema.ts'

/** What names may mean at one place of a formula: the record at hand, and those around it. */
export interface NameScope {
  schema: ExpressionSchema
  entity: SchemaEntity
  /** How fields of this record begin; empty for the record that the formula belongs to. */
  path: readonly ScopeStep[]
  outer: NameScope | null
}

/** One step of the way to a scope: what it may be called, and what it is. */
export interface ScopeStep {
  candidates: readonly Named[]
  key: string
}

export interface Named {
  key: string
  label: LocalizedText
}

/** What a name in a formula refers to. */
export type NameReference =
  | { refers: 'field'; level: number; steps: readonly SchemaField[]; field: SchemaField }
  | { refers: 'relation'; steps: readonly SchemaField[]; relation: SchemaRelation; rest: NameRest | null }
  | { refers: 'table'; entity: SchemaEntity }

/** `{Lines.Qty}` where a relation is expected: the relation, and what of its items. */
export interface NameRest {
  steps: readonly SchemaField[]
  field: SchemaField
}

/** Where a formula begins; `outer` is the table of the record around it, if there is one: `{^Customer}`. */
export function rootScope(schema: ExpressionSchema, entity: SchemaEntity, outer?: string): NameScope {
  const around = outer === undefined ? null : schema.entity(outer)
  return { schema, entity, path: [], outer: around && { schema, entity: around, path: [], outer: null } }
}

/** Inside an aggregate. */
export function itemScope(scope: NameScope, steps: readonly SchemaField[], relation: SchemaRelation): NameScope | null {
  const { schema } = scope
  const path = [...scope.path]
  let owner = scope.entity
  for (const step of steps) {
    path.push({ candidates: toOneFields(owner), key: step.key })
    const next = targetOf(schema, step)
    if (!next) return null
    owner = next
  }
  path.push({ candidates: [...owner.relations()], key: relation.key })
  const entity = schema.entity(relation.entity)
  return entity && { schema, entity, path, outer: scope }
}

/** Inside a look-up. */
export function tableScope(scope: NameScope, entity: SchemaEntity): NameScope {
  const { schema } = scope
  return { schema, entity, path: [{ candidates: [...schema.entities()], key: entity.key }], outer: scope }
}

export function scopeAt(scope: NameScope, level: number): NameScope | null {
  let found: NameScope | null = scope
  for (let step = 0; step < level && found; step++) found = found.outer
  return found
}

export function toOneFields(entity: SchemaEntity): SchemaField[] {
  return [...entity.fields()].filter(({ type }) => type.kind === 'ref')
}

/** The table that a to-one relation leads to. */
export function targetOf(schema: ExpressionSchema, field: SchemaField): SchemaEntity | null {
  return field.type.kind === 'ref' ? schema.entity(field.type.entity) : null
}
