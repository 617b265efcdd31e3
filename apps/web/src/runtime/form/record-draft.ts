import type { FormValues } from './form-values.ts'

/** Where unsaved changes belong: one draft per person, table and record; `new` for records that do not exist yet. */
export interface DraftPlace {
  userId: string
  app: string
  entity: string
  id: string
}

export interface RecordDraft {
  /** ISO time of the last change. */
  at: string
  /** Version of the record that the changes were made on; 0 for a new record. */
  version: number
  /** What differed from the record. */
  changes: FormValues
  /** What the record had in the same fields. */
  base: FormValues
}

const keepDays = 30

function keyOf({ userId, app, entity, id }: DraftPlace): string {
  return `mortise-draft/${userId}/${app}/${entity}/${id}`
}

/** The unsaved changes kept for a record, unless they are too old. */
export function readDraft(place: DraftPlace, storage: Storage = localStorage): RecordDraft | null {
  try {
    const draft = JSON.parse(storage.getItem(keyOf(place)) ?? 'null') as RecordDraft | null
    if (!draft || Date.now() - Date.parse(draft.at) > keepDays * 86_400_000) return null
    return Object.keys(draft.changes).length > 0 ? draft : null
  } catch {
    return null
  }
}

/** Keeps unsaved changes on this device; a full storage loses the draft but never the form. */
export function writeDraft(place: DraftPlace, draft: Omit<RecordDraft, 'at'>, storage: Storage = localStorage): void {
  try {
    storage.setItem(keyOf(place), JSON.stringify({ ...draft, at: new Date().toISOString() }))
  } catch {
    // The form still holds everything.
  }
}

export function removeDraft(place: DraftPlace, storage: Storage = localStorage): void {
  storage.removeItem(keyOf(place))
}
