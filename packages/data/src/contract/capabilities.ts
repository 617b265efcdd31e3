import type { FieldAccess } from '@mortise/metadata'

/** What the acting user may do with a table; drives the screens, never the checks. */
export interface EntityCapabilities {
  read: boolean
  create: boolean
  update: boolean
  delete: boolean
  /** Access to each field over any record; fields with `none` are left out. */
  fields: { [field: string]: Exclude<FieldAccess, 'none'> }
}

/** What the acting user may do with one record; drives the screens, never the checks. */
export interface RecordRights {
  update: boolean
  delete: boolean
  /** Fields that cannot be written on this record although it may be changed; where it may not, none can. */
  readOnly: string[]
  /** A running process keeps the record to itself: why it may not be changed. */
  locked?: true
}
