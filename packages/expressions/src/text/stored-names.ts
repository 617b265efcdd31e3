import type { SchemaEntity, SchemaField } from '../model/expression-schema.ts'
import { itemScope, type NameReference, type NameScope, scopeAt, tableScope, targetOf } from './name-scope.ts'

/** What a path of keys in the stored form refers to; null when it leads nowhere any more. */
export function findField(path: string, level: number, scope: NameScope): NameReference | null {
  const start = scopeAt(scope, level)
  const keys = path.split('.')
  const way = start && follow(keys.slice(0, -1), start)
  const field = way?.owner.field(keys.at(-1) ?? '')
  return way && field ? { refers: 'field', level, steps: way.steps, field } : null
}

/** The relation that an aggregate goes over, and the scope of its items. */
export function findRelation(path: string, scope: NameScope): { reference: NameReference; scope: NameScope } | null {
  const keys = path.split('.')
  const way = follow(keys.slice(0, -1), scope)
  const relation = way?.owner.relation(keys.at(-1) ?? '')
  const items = way && relation ? itemScope(scope, way.steps, relation) : null
  if (!way || !relation || !items) return null
  return { reference: { refers: 'relation', steps: way.steps, relation, rest: null }, scope: items }
}

/** The scope of the records of a table. */
export function lookupScope(table: string, scope: NameScope): NameScope | null {
  const entity = scope.schema.entity(table)
  return entity && tableScope(scope, entity)
}

function follow(keys: readonly string[], scope: NameScope): { owner: SchemaEntity; steps: SchemaField[] } | null {
  const steps: SchemaField[] = []
  let owner = scope.entity
  for (const key of keys) {
    const field = owner.field(key)
    const target = field && targetOf(scope.schema, field)
    if (!field || !target) return null
    steps.push(field)
    owner = target
  }
  return { owner, steps }
}
