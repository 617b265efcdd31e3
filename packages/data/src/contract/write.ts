import type { LocalizedText } from '@mortise/core'

/** Values to write: field key → API value. A sub-table field takes the whole list of its lines (see LineInput). */
export type RecordInput = { [field: string]: unknown }

/** One line of a sub-table on save: with `id` it is changed, without it is added; lines not sent are archived. */
export interface LineInput {
  id?: string
  [field: string]: unknown
}

/** What is wrong with one value of a record; `path` is the field key, or `lines/3/qty` inside a sub-table. */
export interface FieldProblem {
  path: string
  code: string
  message: string
  params: { [key: string]: unknown }
}

/** A duplicate found by a `warn` check; the caller may save again with `acceptDuplicates`. */
export interface DuplicateWarning {
  check: string
  fields: string[]
  records: { id: string; title: string }[]
}

/** Records that look like what is being typed, by one duplicate check. */
export interface Lookalikes {
  check: string
  fields: string[]
  /** The words of the check's author. */
  message: LocalizedText | null
  records: { id: string; title: string }[]
  /** Further ones that the user may see. */
  more: number
  /** Further ones that the user may not see; only where the check refuses to save them. */
  hidden: number
}

export interface BulkResult {
  /** Ids in the order of the input; null where the record was refused. */
  ids: (string | null)[]
  problems: { index: number; problems: FieldProblem[] }[]
}
