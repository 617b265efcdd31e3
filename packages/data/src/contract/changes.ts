/** What happened to a record. */
export const changeKinds = ['create', 'update', 'archive', 'restore', 'comment'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** One event of a record's history. Field values are those of the API; a create has only new values. */
export interface ChangeEvent {
  id: string
  at: string
  kind: ChangeKind
  entity: string
  recordId: string
  /** For a line in the history of the record that owns it: the sub-table field. `recordId` is then the line. */
  field?: string
  /** User id, or null when the system acted. */
  actorId: string | null
  /** field → [old, new]; fields the reader may not see are left out. */
  changes: { [field: string]: [unknown, unknown] }
  /** The text of a comment. */
  comment?: { text: string; mentions: string[] }
  source: { kind: string; id?: string; reason?: string }
}

/** What goes over the live stream: enough to know what to fetch again, never a value. */
export interface RecordChanged {
  app: string
  entity: string
  /** Empty when too many changed to name them: then any record of the table may have. */
  ids: string[]
  kind: ChangeKind
}
