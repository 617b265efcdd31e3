import { fillText, type Registry } from '@mortise/core'
import {
  type AppDocumentAny,
  documentId,
  type EntityDocument,
  type FieldDocument,
  type FieldType,
} from '@mortise/metadata'
import type { ColumnConversion } from '../schema/column-conversion.ts'
import { type Documents, documentsOf } from './revision-store.ts'

/** The documents with an archived field for each one that becomes another type: it keeps the values as they were. */
export function withFormerFields(
  final: Documents,
  base: Documents,
  conversions: readonly ColumnConversion[],
  fieldTypes: Registry<FieldType>,
): Documents {
  if (conversions.length === 0) return final
  return documentsOf(
    [...final.values()].map((document): AppDocumentAny => {
      if (document.kind !== 'entity') return document
      const table = base.get(documentId(document)) as EntityDocument | undefined
      const own = conversions.filter(({ entity }) => entity === document.key)
      const former = own.flatMap(({ field, former: key }) => {
        const was = table?.fields.find((candidate) => candidate.key === field)
        return was ? [formerField(was, key, fieldTypes)] : []
      })
      const added = former.filter(({ key }) => !document.fields.some((field) => field.key === key))
      return added.length > 0 ? { ...document, fields: [...document.fields, ...added] } : document
    }),
  )
}

function formerField(
  { type, label, options }: FieldDocument,
  key: string,
  fieldTypes: Registry<FieldType>,
): FieldDocument {
  const name = { zh: '{label}（原为{type}）', en: '{label} (was {type})' }
  const words = fillText(name, { label, type: fieldTypes.get(type).label })
  return { key, type, label: { zh: words.zh, en: words.en }, ...(options && { options }), archived: true }
}
