import type { DuplicateWarning, EntityRecord, FieldProblem } from '@mortise/data'

/** Body of every answer with a status of 400 and above; `message` is in the user's language. */
export interface ErrorBody {
  code: string
  message: string
  params: { [name: string]: unknown }
  /** Field key or JSON pointer that the error is about. */
  path: string | null
  /** RECORD_INVALID: every problem, by field. */
  problems?: FieldProblem[]
  /** RECORD_DUPLICATE: what it resembles. */
  duplicates?: DuplicateWarning[]
  /** RECORD_CHANGED: the record as it is now. */
  current?: EntityRecord
  requestId: string
}
