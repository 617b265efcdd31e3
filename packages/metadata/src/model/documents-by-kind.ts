import { deepEqual } from '@mortise/core'
import type { DocumentKind } from '../documents/document-names.ts'
import { documentFolders } from '../documents/document-names.ts'
import type { AppDocumentAny, DocumentByKind } from '../documents/documents.ts'
import type { AppModel } from './app-model.ts'

/** The documents of an app by kind and key. */
export type DocumentsByKind = { [Kind in DocumentKind]: Map<string, DocumentByKind[Kind]> }

/**
 * Groups documents by kind and key. A document that equals the one of the previous model is replaced by that one, so
 * that from here on "unchanged" is "the same object".
 */
export function documentsByKind(documents: readonly AppDocumentAny[], previous?: AppModel): DocumentsByKind {
  const earlier = previous ? documentsOf(previous) : null
  const grouped = Object.fromEntries(Object.keys(documentFolders).map((kind) => [kind, new Map()])) as DocumentsByKind
  for (const document of documents) {
    const before = earlier?.[document.kind]?.get(document.key)
    const kept = before && deepEqual(before, document) ? before : document
    ;(grouped[document.kind] as Map<string, AppDocumentAny>).set(document.key, kept)
  }
  return grouped
}

function documentsOf(model: AppModel): { [kind: string]: ReadonlyMap<string, AppDocumentAny> } {
  const inner = (models: ReadonlyMap<string, { document: AppDocumentAny }>) =>
    new Map([...models].map(([key, { document }]) => [key, document]))
  return {
    app: new Map([[model.app.key, model.app]]),
    entity: inner(model.entities),
    option_set: inner(model.optionSets),
    form: model.forms,
    view: model.views,
    command: model.commands,
    print: model.prints,
    page: model.pages,
    menu: model.menus,
    process: model.processes,
    public_form: model.publicForms,
    role: model.roles,
  }
}
