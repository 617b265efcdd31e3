import type { Filter, PrintDocument } from '@mortise/metadata'

/** POST /api/apps/:app/entities/:entity/print/:template — by ids, or all that match; one PDF of at most 200 records. */
export interface PrintManyInput {
  ids?: string[]
  filter?: Filter
}

/** POST /api/apps/:app/draft/print — a template that is tried out on a record, over the tables that are in force. */
export interface PrintTrialInput {
  template: PrintDocument
  id: string
}
