import type { DocumentId, DocumentKind } from '../documents/document-names.ts'
import { type AppDocumentAny, documentKinds } from '../documents/documents.ts'
import { checkShape, type Fitting } from './check-shape.ts'
import type { IssueCode } from './issue-definitions.ts'
import type { IssueParams } from './make-issue.ts'
import { suggestionFor } from './suggestion-for.ts'

/** Takes a finding about a document, or about an entry of the list that has no readable kind and key. */
export type ReportAt = (document: DocumentId | null, code: IssueCode, pointer: string, params?: IssueParams) => void

export interface ReadDocuments {
  /** Those whose shape is right, without later ones of the same kind and key. */
  documents: AppDocumentAny[]
  /** Ids of those whose shape is wrong. */
  broken: Set<string>
}

/** Deepest nesting of a document; what a person writes has fewer than twenty levels. */
export const maxDocumentDepth = 64

/** Tells documents from anything else, each by itself: kind, key, shape, and that none is there twice. */
export function readDocuments(values: readonly unknown[], report: ReportAt, fitting?: Fitting): ReadDocuments {
  const documents: AppDocumentAny[] = []
  const broken = new Set<string>()
  const seen = new Set<string>()
  values.forEach((value, position) => {
    const id = documentIdOf(value)
    const at = id === null ? `/${position}` : ''
    if (id !== null && seen.has(id)) {
      report(id, 'DOCUMENT_DUPLICATE', '', { name: id })
      return
    }
    if (id !== null) seen.add(id)
    if (isSound(value, id, at, { report, fitting })) documents.push(value as AppDocumentAny)
    else if (id !== null) broken.add(id)
  })
  return { documents, broken }
}

function isSound(
  value: unknown,
  id: DocumentId | null,
  at: string,
  { report, fitting }: { report: ReportAt; fitting: Fitting | undefined },
): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report(id, 'DOCUMENT_NOT_OBJECT', at)
    return false
  }
  if (depthExceeds(value, maxDocumentDepth)) {
    report(id, 'DOCUMENT_TOO_DEEP', at, { max: maxDocumentDepth })
    return false
  }
  const { kind } = value as { kind?: unknown }
  if (!isKind(kind)) {
    const name = typeof kind === 'string' ? kind : (JSON.stringify(kind) ?? '')
    report(id, 'DOCUMENT_KIND_UNKNOWN', `${at}/kind`, {
      name,
      suggestion: suggestionFor(name, Object.keys(documentKinds)),
    })
    return false
  }
  const problems = checkShape(documentKinds[kind].schema, value, at, fitting)
  for (const { code, pointer, params } of problems) report(id, code, pointer, params)
  return problems.length === 0
}

/** `entity/customer`, or null for what has no readable kind and key. */
export function documentIdOf(value: unknown): DocumentId | null {
  const { kind, key } = (value ?? {}) as { kind?: unknown; key?: unknown }
  return isKind(kind) && typeof key === 'string' ? `${kind}/${key}` : null
}

function isKind(kind: unknown): kind is DocumentKind {
  return typeof kind === 'string' && Object.hasOwn(documentKinds, kind)
}

/** Not by recursion: the depth is what could break it. */
function depthExceeds(value: object, limit: number): boolean {
  let level: object[] = [value]
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limit) return true
    level = level.flatMap((inner) => Object.values(inner).filter((one) => typeof one === 'object' && one !== null))
  }
  return false
}
