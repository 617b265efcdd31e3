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
  /** Fields that may be written on some records, but not on this one. */
  readOnly: string[]
}
