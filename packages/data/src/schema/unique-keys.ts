import type { Registry } from '@mortise/core'
import type { EntityModel } from '@mortise/metadata'
import type { FieldStorage } from '../contract/field-storage.ts'
import { layoutOf, physicalName } from './table-layout.ts'

/** A set of fields whose values no two records share, archived ones aside; the name is that of the index. */
export interface UniqueKey {
  name: string
  fields: readonly string[]
}

/** The unique keys of a table: unique fields and unique indexes. */
export function uniqueKeysOf(entity: EntityModel, storages: Registry<FieldStorage>): UniqueKey[] {
  const { table, columns } = layoutOf(entity, storages)
  const declared = [
    ...entity.ownFields.filter((field) => field.document.unique).map((field) => [field.key]),
    ...(entity.document.indexes ?? []).filter((index) => index.unique).map((index) => index.fields),
  ].filter((fields) => fields.every((field) => columns.has(field)))
  const byName = new Map(declared.map((fields) => [uniqueIndexName(table, fields), fields]))
  return [...byName].map(([name, fields]) => ({ name, fields }))
}

/** The unique key behind the constraint name of an error, or undefined when it is another constraint. */
export function findUniqueKey(
  entity: EntityModel,
  storages: Registry<FieldStorage>,
  constraint: string,
): UniqueKey | undefined {
  // A shard suffix was cut from the name of the error; a name that itself ends in digits lost them too.
  return uniqueKeysOf(entity, storages).find(
    (key) => key.name === constraint || key.name.replace(/_\d{6,}$/, '') === constraint,
  )
}

function uniqueIndexName(table: string, fields: readonly string[]): string {
  return physicalName(`uq$${table}`, ...fields)
}
