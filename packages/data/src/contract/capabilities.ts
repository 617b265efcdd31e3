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
