import type { Registry } from '@mortise/core'
import type { AppModel, FieldModel } from '@mortise/metadata'
import type { ColumnClass, FieldStorage } from '../contract/field-storage.ts'
import type { StorageProblem } from './storage-problems.ts'
import { layoutOf } from './table-layout.ts'

/** A field that becomes another type: its values are converted, and the former ones stay under another key. */
export interface ColumnConversion {
  entity: string
  field: string
  /** Key of the archived field, and name of the column, that keep what was there. */
  former: string
}

/** Ids and files lead to something else, which no text does. */
const unconvertible: ReadonlySet<ColumnClass> = new Set(['reference', 'files'])

/** The conversion that does away with a problem; null when the values cannot be converted. */
export function conversionFor(
  { code, entity, field }: StorageProblem,
  { before, after, storages }: { before: AppModel | null; after: AppModel; storages: Registry<FieldStorage> },
): ColumnConversion | null {
  const table = before?.entities.get(entity.key)
  const from = table?.fields.get(field.key)
  if (code !== 'FIELD_TYPE_CHANGE' || !table || !from) return null
  const columns = [layoutOf(table, storages).columns.get(field.key), layoutOf(entity, storages).columns.get(field.key)]
  const kept = columns.every((column) => column && !unconvertible.has(column.spec.class))
  if (!kept || !isPlain(from) || !isPlain(field)) return null
  return { entity: entity.key, field: field.key, former: formerKey(table.document.fields, field.key, after.revision) }
}

/** Computed values and numbers that the system draws are not converted from or into. */
function isPlain({ computed, kind, system }: FieldModel): boolean {
  return computed === null && !system && kind.writable !== false
}

function formerKey(fields: readonly { key: string }[], key: string, revision: number): string {
  const taken = new Set(fields.map((field) => field.key))
  const start = `${key.slice(0, 28).replace(/_+$/, '')}_r${revision}`
  const free = ['', ...'abcdefghijklmnopqrstuvwxyz'].map((end) => start + end).find((name) => !taken.has(name))
  return free ?? start
}
