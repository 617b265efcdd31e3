import type { DocumentKind, EntityDocument } from '@mortise/metadata'
import { systemFieldKeys } from '@mortise/metadata'
import type { DraftEditing } from '../draft/draft-documents.ts'

const maxLength = 41

/** The wanted key, with a number where a document of the kind has it already. */
export function freeKey(draft: DraftEditing, kind: DocumentKind, wanted: string): string {
  return firstFree(wanted, (key) => draft.get(kind, key) !== undefined)
}

export function firstFree(wanted: string, taken: (key: string) => boolean): string {
  let key = wanted.slice(0, maxLength)
  for (let count = 2; taken(key); count += 1) key = `${wanted.slice(0, maxLength - 4)}_${count}`
  return key
}

/** Keys that a new field of the table cannot have: those of its fields, in use or archived, and of the system's. */
export function takenFieldKeys(entity: EntityDocument): Set<string> {
  const reserved = [...systemFieldKeys, 'owner_id', 'department_id', 'constructor']
  return new Set([...reserved, ...entity.fields.map(({ key }) => key)])
}
