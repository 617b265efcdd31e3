import type { LocalizedText, Registry } from '@mortise/core'
import type { AppModel, EntityModel, FieldModel } from '@mortise/metadata'
import type { ColumnClass, ColumnSpec, FieldStorage, StorageStructure } from '../contract/field-storage.ts'
import type { Catalogue } from './catalogue.ts'
import { typeChange } from './column-type.ts'
import { systemColumnsOf } from './desired-tables.ts'
import { layoutOf, storageOf } from './table-layout.ts'

/** A field that cannot be stored as the model asks. */
export interface StorageProblem {
  code: 'FIELD_TYPE_CHANGE' | 'FIELD_COLUMN_RESERVED'
  entity: EntityModel
  field: FieldModel
  /** Label of the type that the field has now. */
  from?: LocalizedText
}

export interface StorageProblemsInput {
  before: AppModel | null
  after: AppModel
  catalogue: Catalogue
  storages: Registry<FieldStorage>
}

/** Fields whose values would have to be converted, and keys that PostgreSQL or our own columns have taken. */
export function storageProblems(input: StorageProblemsInput): StorageProblem[] {
  return [...input.after.entities.values()].flatMap((entity) =>
    entity.ownFields.flatMap((field) => fieldProblem(entity, field, input) ?? []),
  )
}

function fieldProblem(entity: EntityModel, field: FieldModel, input: StorageProblemsInput): StorageProblem | null {
  if (takenColumns.has(field.key)) return { code: 'FIELD_COLUMN_RESERVED', entity, field }
  const former = input.before?.entities.get(entity.key)
  if (!needsConversion(entity, field, former, input)) return null
  return { code: 'FIELD_TYPE_CHANGE', entity, field, from: former?.fields.get(field.key)?.kind.label }
}

/** Columns of every table, and the names that PostgreSQL keeps for itself. */
const takenColumns: ReadonlySet<string> = new Set([
  ...[true, false].flatMap((subTable) => systemColumnsOf(subTable).map((column) => column.name)),
  ...['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid'],
])

function needsConversion(
  entity: EntityModel,
  field: FieldModel,
  former: EntityModel | undefined,
  { catalogue, storages }: StorageProblemsInput,
): boolean {
  const layout = layoutOf(entity, storages)
  const column = layout.columns.get(field.key)
  const present = catalogue.tables.get(layout.table)?.get(column?.column ?? field.key)
  if (column && present !== undefined && typeChange(present, column.spec.type) === 'unsafe') return true
  const earlier = former?.fields.get(field.key)
  if (!earlier) return returnsChanged(field, former)
  const [from, to] = [meaningOf(earlier, storages), meaningOf(field, storages)]
  // What is kept nowhere, before or after, has no values to convert.
  if (from.structure === 'lookup' || from.structure === 'computed' || to.structure === 'computed') return false
  return !sameMeaning(from, to)
}

/** An archived field may only come back as what it was. */
function returnsChanged(field: FieldModel, former: EntityModel | undefined): boolean {
  const archived = former?.document.fields.find((candidate) => candidate.key === field.key)
  return archived !== undefined && archived.type !== field.type
}

interface Meaning {
  structure: StorageStructure
  class: ColumnClass | undefined
  target: string | null
}

function meaningOf(field: FieldModel, storages: Registry<FieldStorage>): Meaning {
  const { structure } = storages.get(field.type)
  const spec = layoutOfField(field, storages)
  return { structure: spec ? 'column' : structure, class: spec?.class, target: field.target }
}

/** A plain field may become a computed one of the same kind, and its values are computed anew. */
function layoutOfField(field: FieldModel, storages: Registry<FieldStorage>): ColumnSpec | undefined {
  const storage = storageOf(field, storages)
  if (storage.structure !== 'column' || field.computed?.stored === false) return undefined
  return storage.column?.(field.computed?.result ?? field)
}

/** A choice and a text are columns of the same type, but the key of an option is no text that anybody would read. */
function sameMeaning(from: Meaning, to: Meaning): boolean {
  return from.structure === to.structure && from.target === to.target && from.class === to.class
}
