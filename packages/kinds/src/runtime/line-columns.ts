import type { EntityModel, FieldModel } from '@mortise/metadata'
import { useRuntimeServices } from '@mortise/ui'

/** A line of a sub-table as the form holds it. */
export interface Line {
  id?: string
  [field: string]: unknown
}

/** The table of the lines; null when the user may not see it. */
export function useLineEntity(field: FieldModel): EntityModel | null {
  return useRuntimeServices().app.entities.get(field.target ?? '') ?? null
}

/** The fields of the lines to show: those asked for, else all own ones but the relation to the owner. */
export function lineColumns(entity: EntityModel, wanted: readonly string[] | undefined): FieldModel[] {
  const fields = wanted?.map((key) => entity.fields.get(key)) ?? entity.ownFields
  return fields.filter((field): field is FieldModel => field !== undefined && field.key !== entity.parent?.field.key)
}

/** What may be sent of a line: its id and the fields that people fill in; not what the system adds on reading. */
export function writableLine(entity: EntityModel, line: Line): Line {
  const kept: Line = line.id === undefined ? {} : { id: line.id }
  for (const field of entity.ownFields) {
    if (isFilledIn(entity, field) && field.key in line) kept[field.key] = line[field.key]
  }
  return kept
}

/** A line with the blank value in every field, as it is added. */
export function blankLine(entity: EntityModel): Line {
  const line: Line = {}
  for (const field of entity.ownFields) {
    if (isFilledIn(entity, field)) line[field.key] = constantDefault(field) ?? field.kind.blank ?? null
  }
  return line
}

/** The owner follows from where the line stands: nobody fills it in, and nobody may send it. */
function isFilledIn(entity: EntityModel, field: FieldModel): boolean {
  return (field.kind.writable ?? true) && field.key !== entity.parent?.field.key
}

/** A default that is a plain value; those that depend on the moment are filled in on saving. */
function constantDefault(field: FieldModel): unknown {
  const value = field.document.default
  return value && typeof value === 'object' && !Array.isArray(value) ? null : value
}
