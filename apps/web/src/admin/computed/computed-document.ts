import type { DraftState } from '@mortise/api'
import { type AppDocumentAny, documentId, type EntityDocument, type FieldDocument } from '@mortise/metadata'

/** The two kinds of computed fields: a formula over one record, and a figure over many related ones. */
export const computedTypes = ['formula', 'rollup'] as const
export type ComputedType = (typeof computedTypes)[number]

/** A table of the draft with its computed fields. */
export interface ComputedTable {
  entity: EntityDocument
  fields: readonly FieldDocument[]
}

/** In an address instead of a key: a field that is not there yet. */
export const newField = '+'

export function isComputed({ type }: FieldDocument): boolean {
  return (computedTypes as readonly string[]).includes(type)
}

/** The tables of a draft in use, each with its computed fields. */
export function computedTables(draft: DraftState): ComputedTable[] {
  const entities = (draft.documents as AppDocumentAny[]).filter((document) => document.kind === 'entity')
  return entities
    .filter(({ archived }) => !archived)
    .map((entity) => ({ entity, fields: entity.fields.filter((field) => isComputed(field) && !field.archived) }))
}

/** The table with a field added or replaced. */
export function withField(entity: EntityDocument, field: FieldDocument): EntityDocument {
  const known = entity.fields.some(({ key }) => key === field.key)
  const fields = known
    ? entity.fields.map((other) => (other.key === field.key ? field : other))
    : [...entity.fields, field]
  return { ...entity, fields }
}

/** The table without a field; publishing archives it. */
export function withoutField(entity: EntityDocument, key: string): EntityDocument {
  return { ...entity, fields: entity.fields.filter((field) => field.key !== key) }
}

/** Whether the draft makes a field, or changes it; null: it is as published. */
export function stateInDraft(
  { changes }: Pick<DraftState, 'changes'>,
  entity: EntityDocument,
  key: string,
): 'new' | 'changed' | null {
  const place = `/fields/${entity.fields.findIndex((field) => field.key === key)}`
  const own = changes.filter(
    ({ document, pointer }) => document === documentId(entity) && `${pointer}/`.startsWith(`${place}/`),
  )
  if (own.some(({ change, pointer }) => change === 'added' && pointer === place)) return 'new'
  // Of a removed field it is the place it had formerly, where another may be now.
  return own.some(({ change, pointer }) => change !== 'removed' || pointer !== place) ? 'changed' : null
}
