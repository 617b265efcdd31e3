import { type AppModel, type EntityModel, type FieldModel, isSettable, shownField } from '@mortise/metadata'

/** A field that rights are given on, and those of the lines in it. */
export interface RightsRow {
  /** `amount`, `lines.amount`. */
  path: string
  field: FieldModel
  /** Whether people can write it at all. */
  writable: boolean
  lines: readonly RightsRow[]
}

/** The fields of a table that people see, sub-tables with the fields of their lines. */
export function rightsRows(model: AppModel, entity: EntityModel, prefix = ''): RightsRow[] {
  return [...entity.fields.values()]
    .filter((field) => !shownField(field).kind.internal)
    .map((field) => {
      const children = prefix === '' && field.kind.relation === 'children'
      const inner = children && field.target ? model.entities.get(field.target) : undefined
      return {
        path: `${prefix}${field.key}`,
        field,
        writable: children || isWritable(field),
        lines: inner ? rightsRows(model, inner, `${field.key}.`).filter((row) => !row.field.system) : [],
      }
    })
}

const isWritable = (field: FieldModel) => isSettable(field) || (!field.system && field.kind.writable !== false)
