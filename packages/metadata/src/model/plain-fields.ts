import type { EntityModel } from './app-model.ts'

/** Keys of everything that a record holds itself; its lines are read where something leads to them. */
export function plainFields(entity: EntityModel): string[] {
  return [...entity.fields.values()].filter(({ kind }) => kind.relation !== 'children').map(({ key }) => key)
}
