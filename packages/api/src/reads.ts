import type { AggregateQuery, AggregateRow, Query, RecordPage } from '@mortise/data'
import type { ErrorBody } from './error.ts'

/** POST /api/apps/:app/reads — at most 60; each is read with the rights of the user, as if it were asked for alone. */
export interface ReadsInput {
  reads: ({ entity: string; query: Query } | { entity: string; aggregate: AggregateQuery })[]
}

/** A line of the answer (NDJSON), sent as soon as it is known: `at` is the place in the question. */
export type ReadAnswer = { at: number } & (
  | { page: RecordPage }
  | { rows: AggregateRow[] }
  | { error: ErrorBody; status: number }
)
