import type { LocalizedText } from '@mortise/core'
import type { ExpressionType } from './expression-type.ts'

/**
 * The names an expression may use, as its author may see them: built from an app model, without what they may not read.
 */
export interface ExpressionSchema {
  entity(key: string): SchemaEntity | null
  entities(): Iterable<SchemaEntity>
  optionSet(key: string): SchemaOptionSet | null
}

export interface SchemaEntity {
  key: string
  label: LocalizedText
  field(key: string): SchemaField | null
  fields(): Iterable<SchemaField>
  /** To-many relations: sub-tables, many-to-many fields, and relations of other tables that lead here. */
  relation(key: string): SchemaRelation | null
  relations(): Iterable<SchemaRelation>
}

export interface SchemaField {
  key: string
  label: LocalizedText
  type: ExpressionType
  /** Whether it can be blank. Required fields still can: records of before, and forms not yet filled. */
  nullable: boolean
  /** It changes without the record being written (uses today, now or the acting user). */
  volatile: boolean
}

export interface SchemaRelation {
  key: string
  label: LocalizedText
  /** The table of the items. */
  entity: string
}

export interface SchemaOptionSet {
  key: string
  label: LocalizedText
  options: readonly { key: string; label: LocalizedText }[]
}
