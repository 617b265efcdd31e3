import type { Explanation, StoredExpression } from '@mortise/expressions'

/** POST /api/apps/:app/explain */
export interface ExplainInput {
  entity: string
  recordId: string
  formula: StoredExpression
}

export interface ExplainAnswer {
  /** The value of the formula for the record and of each of its parts, as the user may see them. */
  explanation: Explanation
  /** What the database makes of the same formula; null for what it cannot compute. */
  sql: { value: unknown; same: boolean } | null
  /** Titles of the records that are among the values, by their id. */
  names: { [id: string]: string }
}
