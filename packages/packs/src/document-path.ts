import { type DocumentKind, documentKinds, keyPattern } from '@mortise/metadata'
import { packErrors } from './errors.ts'

const keyExpression = new RegExp(keyPattern)

/** The file of a document inside its pack: `entities/customer.json`; the app itself is `app.json`. */
export function documentPath(document: { kind: DocumentKind; key: string }): string {
  if (!keyExpression.test(document.key)) {
    throw packErrors.PACK_KEY_NO_FILE_NAME({ name: `${document.kind}/${document.key}` })
  }
  const { folder } = documentKinds[document.kind]
  return folder === null ? `${document.kind}.json` : `${folder}/${document.key}.json`
}

/** The kind of document that a folder of a pack holds. */
export function kindOfFolder(folder: string): DocumentKind | null {
  for (const [kind, { folder: own }] of Object.entries(documentKinds)) if (own === folder) return kind as DocumentKind
  return null
}

/** The folders of a pack in which documents are, in the order of their names. */
export function documentFolders(): string[] {
  return Object.values(documentKinds)
    .flatMap(({ folder }) => folder ?? [])
    .sort()
}
