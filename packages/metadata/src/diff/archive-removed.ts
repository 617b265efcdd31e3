import { documentId } from '../documents/document-names.ts'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { EntityDocument } from '../documents/entity.ts'
import type { OptionSetDocument } from '../documents/option-set.ts'

/**
 * The documents to publish: those wanted, and with `archived: true` every table, field and option that was there before
 * and is no longer wanted, because its data stays. What was removed before and is wanted again comes back by itself.
 */
export function archiveRemoved(before: readonly AppDocumentAny[], after: readonly AppDocumentAny[]): AppDocumentAny[] {
  const former = new Map(before.map((document) => [documentId(document), document]))
  const present = new Set(after.map(documentId))
  const gone = before.filter((document) => document.kind === 'entity' && !present.has(documentId(document)))
  return [
    ...after.map((document) => withRemovedMembers(former.get(documentId(document)), document)),
    ...gone.map((document) => ({ ...document, archived: true }) as EntityDocument),
  ]
}

function withRemovedMembers(before: AppDocumentAny | undefined, after: AppDocumentAny): AppDocumentAny {
  if (before?.kind === 'entity' && after.kind === 'entity') {
    const fields = removedMembers(before.fields, after.fields)
    return fields.length > 0 ? ({ ...after, fields: [...after.fields, ...fields] } satisfies EntityDocument) : after
  }
  if (before?.kind === 'option_set' && after.kind === 'option_set') {
    const options = removedMembers(before.options, after.options)
    return options.length > 0
      ? ({ ...after, options: [...after.options, ...options] } satisfies OptionSetDocument)
      : after
  }
  return after
}

function removedMembers<Member extends { key: string }>(before: readonly Member[], after: readonly Member[]) {
  const kept = new Set(after.map(({ key }) => key))
  return before.filter(({ key }) => !kept.has(key)).map((member) => ({ ...member, archived: true }))
}
