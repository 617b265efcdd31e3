import type { Registry } from '@mortise/core'
import type { FieldType } from '../contract/field-type.ts'
import type { EntityDocument } from '../documents/entity.ts'
import type { EntityModel, FieldModel, InverseRelation, OptionSetModel } from './app-model.ts'
import { compileField, referenceOf } from './compile-field.ts'
import type { ReportProblem } from './model-problem.ts'
import { systemFieldsOf } from './system-fields.ts'

/** All that one table is compiled from; two equal inputs give the same model. */
export interface EntityInputs {
  app: string
  document: EntityDocument
  fieldTypes: Registry<FieldType>
  /** The option sets its fields name. */
  optionSets: ReadonlyMap<string, OptionSetModel>
  inverses: readonly InverseRelation[]
  /** For a sub-table: the field of the parent that shows its lines. */
  subTableField: string | null
}

/** One table with its fields; look-ups are resolved once all tables are there. Null when it has no field at all. */
export function compileEntity(inputs: EntityInputs, report: ReportProblem): EntityModel | null {
  const { document } = inputs
  const ownFields = compileOwnFields(inputs, report)
  const systemFields = compileSystemFields(inputs, report)
  const title = ownFields.find((field) => field.key === document.titleField) ?? ownFields[0] ?? systemFields[0]
  if (title?.key !== document.titleField) {
    report({ document: `entity/${document.key}`, pointer: '/titleField', what: 'field', name: document.titleField })
  }
  if (!title) return null
  return {
    key: document.key,
    app: inputs.app,
    document,
    label: document.label,
    plural: document.plural ?? document.label,
    fields: new Map([...ownFields, ...systemFields].map((field) => [field.key, field])),
    ownFields,
    title,
    parent: parentOf(inputs, ownFields, report),
    inverses: new Map(inputs.inverses.map((inverse) => [inverse.key, inverse])),
    searchFields: [title, ...ownFields.filter((field) => field !== title && field.document.searchable)],
  }
}

/** The field of `parent` that shows the lines of `child`. */
export function subTableFieldOf(
  parent: EntityDocument | undefined,
  child: string,
  fieldTypes: Registry<FieldType>,
): string | null {
  for (const field of parent?.fields ?? []) {
    if (field.archived || !fieldTypes.has(field.type)) continue
    const kind = fieldTypes.get(field.type)
    if (kind.relation === 'children' && referenceOf(kind, field.options ?? {}, 'entity') === child) return field.key
  }
  return null
}

/** The table that owns the lines of a sub-table, as its parent field says; null for ordinary tables. */
export function parentEntityOf(document: EntityDocument, fieldTypes: Registry<FieldType>): string | null {
  const field = document.fields.find(({ key, archived }) => key === document.parentField && !archived)
  if (!field || !fieldTypes.has(field.type)) return null
  const kind = fieldTypes.get(field.type)
  return kind.relation === 'one' ? referenceOf(kind, field.options ?? {}, 'entity') : null
}

function compileOwnFields({ document, fieldTypes, optionSets }: EntityInputs, report: ReportProblem): FieldModel[] {
  return document.fields.flatMap((field, index) => {
    if (field.archived) return []
    const context = { entity: document.key, system: false, pointer: `/fields/${index}`, fieldTypes, optionSets, report }
    return compileField(field, context) ?? []
  })
}

function compileSystemFields({ document, fieldTypes, optionSets }: EntityInputs, report: ReportProblem): FieldModel[] {
  const context = { entity: document.key, system: true, pointer: '', fieldTypes, optionSets, report }
  return systemFieldsOf(document).flatMap((field) => compileField(field, context) ?? [])
}

function parentOf(
  { document, subTableField }: EntityInputs,
  ownFields: readonly FieldModel[],
  report: ReportProblem,
): EntityModel['parent'] {
  if (!document.parentField) return null
  const field = ownFields.find(({ key }) => key === document.parentField)
  if (field?.kind.relation === 'one' && field.target !== null && subTableField !== null) {
    return { entity: field.target, field, subTableField }
  }
  const what = field ? 'sub-table field of the parent for' : 'field'
  report({ document: `entity/${document.key}`, pointer: '/parentField', what, name: document.parentField })
  return null
}
