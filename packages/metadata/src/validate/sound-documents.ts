import type { Registry } from '@mortise/core'
import type { FieldType } from '../contract/field-type.ts'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { EntityDocument } from '../documents/entity.ts'
import { checkFieldDocuments } from './check-field-document.ts'

const soundTables = new WeakMap<EntityDocument, EntityDocument>()

/**
 * The documents without the fields that cannot be compiled yet, such as a relation to a table that is still to be chosen:
 * what a designer compiles (`partial`) while people are at work. Tables that are whole are answered as they are.
 */
export function soundDocuments(
  documents: readonly AppDocumentAny[],
  fieldTypes: Registry<FieldType>,
): AppDocumentAny[] {
  return documents.map((document) => (document.kind === 'entity' ? soundTable(document, fieldTypes) : document))
}

function soundTable(table: EntityDocument, fieldTypes: Registry<FieldType>): EntityDocument {
  const known = soundTables.get(table)
  if (known) return known
  const fields = checkFieldDocuments(table, { fieldTypes }, () => {})
  const sound = fields.length === table.fields.length ? table : { ...table, fields }
  soundTables.set(table, sound)
  return sound
}
