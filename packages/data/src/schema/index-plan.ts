import type { Registry } from '@mortise/core'
import type { FieldStorage } from '../contract/field-storage.ts'
import { identifier } from '../sql/identifier.ts'
import { type ColumnLayout, physicalName } from './table-layout.ts'

/** What the physical side of a model depends on beside the model. */
export interface TablesContext {
  storages: Registry<FieldStorage>
  /** Schema of the workspace, for expressions that call its functions. */
  schema: string
  /** Collation that texts are sorted in. */
  textCollation: string
}

/** An index as a model wants it. */
export interface IndexPlan {
  name: string
  method: 'btree' | 'gin'
  /** What is indexed, as SQL. */
  keys: string[]
  where?: string
  /** Field keys, for a unique index. */
  unique?: { entity: string; fields: string[] }
}

/** An ordinary index over columns. */
export function columnIndex(table: string, columns: readonly string[]): IndexPlan {
  return { name: physicalName(`ix$${table}`, ...columns), method: 'btree', keys: columns.map(identifier) }
}

/**
 * Entries of a B-tree hold at most 2,700 bytes, so that only texts that are short by their own rules get one: those of
 * types that may be unique, and only where somebody writes them.
 */
export function fitsIndex({ field, spec }: ColumnLayout): boolean {
  if (spec.class === 'files' || spec.class === 'choices') return false
  // Nothing limits a computed text.
  if (field.computed && spec.class === 'text') return false
  return spec.class !== 'text' || field.kind.unique === true
}
