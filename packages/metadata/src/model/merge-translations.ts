import { isLocalizedText } from '@mortise/core'
import { documentId } from '../documents/document-names.ts'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { TranslationDocument } from '../documents/translation.ts'
import { memberName } from './text-places.ts'

/** The documents with the texts of all translation documents merged into their labels; untouched ones are the same objects. */
export function mergeTranslations(documents: readonly AppDocumentAny[]): AppDocumentAny[] {
  const byDocument = textsByDocument(documents.filter((document) => document.kind === 'translation'))
  if (byDocument.size === 0) return [...documents]
  return documents.map((document) => {
    const texts = byDocument.get(documentId(document))
    return texts ? (merge(document, '', texts) as AppDocumentAny) : document
  })
}

/** place → language → text */
type Texts = Map<string, Record<string, string>>

function textsByDocument(translations: readonly TranslationDocument[]): Map<string, Texts> {
  const byDocument = new Map<string, Texts>()
  for (const { language, texts } of translations) {
    for (const [address, text] of Object.entries(texts)) {
      const hash = address.indexOf('#')
      if (hash < 0) continue
      const id = address.slice(0, hash)
      const places = byDocument.get(id) ?? new Map<string, Record<string, string>>()
      const place = address.slice(hash + 1)
      places.set(place, { ...places.get(place), [language]: text })
      byDocument.set(id, places)
    }
  }
  return byDocument
}

function merge(value: unknown, place: string, texts: Texts): unknown {
  if (!value || typeof value !== 'object') return value
  if (isLocalizedText(value)) {
    const added = texts.get(place)
    return added ? { ...value, ...added } : value
  }
  if (Array.isArray(value)) {
    return value.map((member, index) => merge(member, `${place}/${memberName(member, index)}`, texts))
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, merge(inner, `${place}/${name}`, texts)]),
  )
}
