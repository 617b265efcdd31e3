import type { AdminRole, DraftState } from '@mortise/api'
import { deepEqual } from '@mortise/core'
import type { AppDocumentAny, EntityDocument, RoleDocument } from '@mortise/metadata'

/** A role as the draft has it, with what publishing would do to it. */
export interface DraftRole {
  document: RoleDocument
  state: 'published' | 'new' | 'changed' | 'removed'
  userCount: number
}

/** The roles of an app: those of its draft, and those in force that the draft removes. */
export function rolesOf(app: string, draft: DraftState, published: readonly AdminRole[]): DraftRole[] {
  const former = new Map(published.filter((role) => role.app === app).map((role) => [role.key, role]))
  const present = documentsOf(draft).filter((document) => document.kind === 'role')
  const roles = present.map((document): DraftRole => {
    const before = former.get(document.key)
    const same = before !== undefined && deepEqual(before.document, document)
    return {
      document,
      state: before ? (same ? 'published' : 'changed') : 'new',
      userCount: before?.userCount ?? 0,
    }
  })
  const kept = new Set(present.map(({ key }) => key))
  const removed = [...former.values()].filter(({ key }) => !kept.has(key))
  return [...roles, ...removed.map(({ document, userCount }): DraftRole => ({ document, userCount, state: 'removed' }))]
}

/** The tables of a draft whose rights are set by themselves: not archived, and not lines of another. */
export function tablesOf(draft: DraftState): EntityDocument[] {
  return documentsOf(draft).filter(
    (document) => document.kind === 'entity' && !document.archived && !document.parentField,
  ) as EntityDocument[]
}

function documentsOf(draft: DraftState): AppDocumentAny[] {
  return draft.documents as AppDocumentAny[]
}
