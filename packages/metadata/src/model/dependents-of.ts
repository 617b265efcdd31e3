import type { AppModel, FieldModel } from './app-model.ts'
import { readsOf } from './computed-reads.ts'

/** The computed fields that read a field, in themselves or over relations: what would break without it. */
export function dependentsOf(model: Pick<AppModel, 'entities'>, entity: string, field: string): FieldModel[] {
  const all = [...model.entities.values()].flatMap(({ ownFields }) => ownFields)
  return all.filter((candidate) =>
    readsOf(model, candidate).some((read) => read.entity === entity && read.field === field),
  )
}
