import type { DocumentKind } from '../documents/document-names.ts'
import { documentKinds } from '../documents/documents.ts'
import { orderKeys } from './order-keys.ts'
import { writeJson } from './write-json.ts'

/**
 * A document as the text of its file: keys in the order of the schema, the keys of free maps sorted, small values on one
 * line, a newline at the end. Equal documents give equal bytes, and a formatted text read and written again is the same.
 */
export function formatDocument(document: { kind: DocumentKind }): string {
  return `${writeJson(orderKeys(documentKinds[document.kind].schema, document))}\n`
}
