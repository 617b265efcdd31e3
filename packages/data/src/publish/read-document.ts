import { type AppDocumentAny, documentKinds, validateApp } from '@mortise/metadata'
import { fits } from '@mortise/metadata/schema'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'

/** A document from outside; DOCUMENT_INVALID with the findings when it does not fit the schema of its kind. */
export function readDocument(value: unknown, { fieldTypes }: Pick<PublishContext, 'fieldTypes'>): AppDocumentAny {
  const kind = kindOf(value)
  if (kind !== null && fits(documentKinds[kind].schema, value) && isStorable(value)) return value as AppDocumentAny
  const issues = validateApp([value], { fieldTypes }).filter((issue) => issue.document !== null)
  throw publishErrors.DOCUMENT_INVALID({ kind: kind ?? '?', issues })
}

/** Whether what was merged is still a document; null is none. */
export function fitsKind(document: AppDocumentAny | null): boolean {
  return document === null || fits(documentKinds[document.kind].schema, document)
}

function kindOf(value: unknown): keyof typeof documentKinds | null {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null
  return typeof kind === 'string' && Object.hasOwn(documentKinds, kind) ? (kind as keyof typeof documentKinds) : null
}

/** PostgreSQL keeps neither U+0000 nor halves of surrogate pairs in JSON. */
function isStorable(value: unknown): boolean {
  return !/\\u(0000|d[89a-f][0-9a-f]{2})/i.test(JSON.stringify(value).replaceAll('\\\\', ''))
}
